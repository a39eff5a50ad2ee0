"""What is found while texts change, and what can be done about it."""

from __future__ import annotations

from pathlib import Path

import lsp_project
import pytest
from lsp_project import FILES, OTHER, PATHWAY, at

from rodtrad.baseline import fingerprints, save
from rodtrad.checking import check
from rodtrad.finding import Finding
from rodtrad.lsp.answers import Change
from rodtrad.lsp.mending import remedies
from rodtrad.lsp.session import Session
from rodtrad.project import KNOWN, line_reader
from rodtrad.rules import check_document

TEXT = FILES[PATHWAY]


def rules_of(findings: list[Finding]) -> list[str]:
    return sorted(finding.rule for finding in findings)


def test_what_is_found_is_what_check_finds(session: Session) -> None:
    texts = {**FILES, PATHWAY: TEXT.replace("(feber.md)", "(feberr.md)") + "\nsnarast -> möjligt\n"}
    for path, text in texts.items():
        (session.root / path).write_text(text, "utf-8")
        if path.startswith("content/"):
            session.write(path, text)
    wanted = check(session.root, jobs=1).findings
    session.settle()
    found = [finding for path in session.opened for finding in session.findings(path)]
    assert sorted(found, key=lambda f: f.order) == list(wanted)
    assert "dead-link" in rules_of(found)


def test_an_unsaved_change_is_seen_in_other_open_documents(session: Session) -> None:
    session.write(OTHER, FILES[OTHER])
    before = session.findings(OTHER)
    assert "dead-link" not in rules_of(before)
    session.write(PATHWAY, TEXT.replace("{#samtal}", "{#besok}"))
    assert "dead-link" in rules_of(session.findings(OTHER))
    session.close(PATHWAY)
    assert session.findings(OTHER) == before


def test_known_findings_are_not_shown_and_new_ones_are(session: Session) -> None:
    text = TEXT.replace("Text.", "Text [x](#borta).")
    (session.root / PATHWAY).write_text(text, "utf-8")
    result = check(session.root, jobs=1)
    save(session.root, fingerprints(result.findings, result.library, line_reader(session.root)))
    session.write(PATHWAY, text)
    assert "dead-link" in rules_of(session.findings(PATHWAY))
    session.refresh()
    assert session.findings(PATHWAY) == []
    session.write(PATHWAY, f"{text}\n[y](#borta-2)\n")
    assert rules_of(session.findings(PATHWAY)) == ["dead-link"]
    (session.root / KNOWN).write_text("nej", "utf-8")
    session.refresh()
    assert len(session.findings(PATHWAY)) > 1


def test_what_a_rule_on_all_documents_says_can_be_allowed(session: Session) -> None:
    twin = TEXT.replace("id: hosta", "id: hosta-2")
    session.write("content/vardforlopp/hosta-2.md", twin)
    session.settle()
    found = session.findings("content/vardforlopp/hosta-2.md") + session.findings(PATHWAY)
    (said,) = [finding for finding in found if finding.rule == "near-duplicate-title"]
    (remedy,) = [r for r in remedies(session, said.path, 1, 1) if r.title.endswith("`near-duplicate-title`")]
    text = changed(twin if said.path != PATHWAY else TEXT, remedy.changes).replace(" –  -->", " – så är det -->")
    session.write(said.path, text)
    session.settle()
    assert not {"near-duplicate-title", "unneeded-allowance"} & set(rules_of(session.findings(said.path)))


def test_a_list_of_codes_in_the_project_is_used_and_watched(session: Session) -> None:
    (session.root / "kodlistor").mkdir()
    path = session.root / "kodlistor/icd-10-se.tsv"
    path.write_text("J45\tAstma\nJ46\tAnnan astma\n", "utf-8")
    assert "unknown-code" not in rules_of(session.findings(PATHWAY))
    session.refresh()
    assert "unknown-code" in rules_of(session.findings(PATHWAY))
    session.use({"icd-10-se": path.with_name("finns-inte.tsv")})
    assert "unknown-code" not in rules_of(session.findings(PATHWAY))


def test_a_text_that_cannot_be_read_for_a_while_is_not_held_against_others(session: Session) -> None:
    session.write(OTHER, FILES[OTHER])
    before = session.findings(OTHER)
    session.write(PATHWAY, TEXT.replace("titel: L", "titel: [L"))
    assert session.document(PATHWAY) is None
    assert "broken-front-matter" in rules_of(session.findings(PATHWAY))
    assert "dead-link" not in rules_of(session.findings(OTHER))
    session.write(PATHWAY, TEXT)
    assert session.findings(OTHER) == before


def test_only_what_asked_about_a_change_is_checked_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.write(OTHER, FILES[OTHER])
    alone = "content/indikatorer/ensam.md"
    session.write(alone, "---\nid: ensam\ntitel: Ensam\ndatatillgång: delvis\n---\n")
    for path in session.opened:
        session.findings(path)
    checked: list[str] = []

    def note(document, library, chosen):  # type: ignore[no-untyped-def]
        checked.append(document.face.path)
        return check_document(document, library, chosen)

    monkeypatch.setattr("rodtrad.lsp.session.check_document", note)
    session.write(PATHWAY, TEXT + "\nEn rad till.\n")
    for path in session.opened:
        session.findings(path)
    assert checked == [PATHWAY, OTHER]


def test_what_changes_on_disk_is_seen_unless_it_is_open(session: Session) -> None:
    session.write(OTHER, FILES[OTHER])
    (session.root / PATHWAY).write_text(TEXT.replace("{#samtal}", "{#besok}"), "utf-8")
    session.refresh()
    assert "dead-link" not in rules_of(session.findings(OTHER))
    session.close(PATHWAY)
    assert "dead-link" in rules_of(session.findings(OTHER))
    new = session.root / "content/vardforlopp/ny.md"
    new.write_text(TEXT.replace("id: hosta", "id: ny"), "utf-8")
    session.refresh()
    assert "vardforlopp/ny" in session.library.faces
    new.unlink()
    (session.root / PATHWAY).unlink()
    session.refresh()
    assert not {"vardforlopp/ny", "vardforlopp/hosta"} & session.library.faces.keys()


@pytest.mark.parametrize(
    "text", ["", "---", "---\nid: [", "\ud800", "\0" * 50, "---\n---\n" + "#" * 9000, "é" * 2_000_000, "- " * 5000]
)
def test_no_text_is_too_odd(session: Session, text: str) -> None:
    session.write(PATHWAY, text)
    session.findings(PATHWAY)
    list(remedies(session, PATHWAY, 1, 9))
    assert session.library


def test_texts_that_are_no_documents_are_left_alone(session: Session) -> None:
    for path in ("README.md", "content/annat/x.md", "content/utgivet/x.json", "content/vardforlopp/.x.md"):
        session.write(path, "# Hej\n")
        assert session.findings(path) == []
    (session.root / "content/annat").mkdir()
    (session.root / "content/annat/y.md").write_text("# Hej\n", "utf-8")
    session.write("content/annat/y.md", "# Hej\n")
    assert rules_of(session.findings("content/annat/y.md")) == ["misplaced-file"]


def test_the_address_of_the_site_is_that_of_mkdocs(session: Session, tmp_path: Path) -> None:
    assert session.site == "https://prov.example/vard/"
    for number, said in enumerate(("site_name: x\n", "site_url: ftp://x\n", "{")):
        home = lsp_project.write(tmp_path / str(number))
        (home / "mkdocs.yml").write_text(said, "utf-8")
        assert Session(home, jobs=1).site == ""


def changed(text: str, changes: list[Change]) -> str:
    lines = text.split("\n")
    for _, place, new in sorted(changes, key=lambda c: (c.place.line, c.place.column), reverse=True):
        last = lines[place.end_line - 1][place.end_column - 1 :]
        lines[place.line - 1 : place.end_line] = [lines[place.line - 1][: place.column - 1] + new + last]
    return "\n".join(lines)


def test_a_fix_mends_and_says_whether_it_is_safe(session: Session) -> None:
    text = TEXT.replace("- Hostan är borta. {#ut-frisk}", "- Hostan är borta.").replace("](feber.md)", "](feberr.md)")
    text = text.replace("[1]: #ut-frisk\n", "").replace("[Utgång][1]", "[Utgång](#ut-hostan-borta)")
    session.write(PATHWAY, text)
    line = at(text, "- Hostan är")[0]
    (safe, *_) = [r for r in remedies(session, PATHWAY, line, line) if r.finding.rule == "missing-id"]
    assert (safe.title, safe.preferred) == ("Skriv `{#ut-hostan-borta}`", True)
    assert changed(text, safe.changes) == text.replace("borta.\n", "borta. {#ut-hostan-borta}\n", 1)
    line = at(text, "feberr")[0]
    (unsafe, *_) = [r for r in remedies(session, PATHWAY, line, line) if r.finding.rule == "dead-link"]
    assert (unsafe.title, unsafe.preferred) == ("Skriv `feber.md` (kontrollera att det är vad du menar)", False)
    assert changed(text, unsafe.changes) == text.replace("feberr", "feber")


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Text.", "Text [x](#borta).", "dead-link"),
        ("Text.", "Rad ett\n[x](#borta)\nrad tre.", "dead-link"),
        ("Text.", "| a |\n| --- |\n| [x](#borta) |", "dead-link"),
        ("- Hostan är borta. {#ut-frisk}", "- Hostan är [x](#borta). {#ut-frisk}", "dead-link"),
        ("#### A. Samtal på mottagning {#samtal}", "#### A. Samtal [på](#borta) mottagning {#samtal}", "dead-link"),
        ("förvaltare: npo-luft", "förvaltare: npo-laft", "unknown-reference"),
    ],
)
def test_an_allowance_with_a_reason_silences_just_its_finding(session: Session, old: str, new: str, rule: str) -> None:
    text = TEXT.replace(old, new)
    session.write(PATHWAY, text)
    before = session.findings(PATHWAY)
    place = next(finding.place for finding in before if finding.rule == rule)
    every = list(remedies(session, PATHWAY, place.line, place.line))
    (remedy,) = [r for r in every if r.finding.rule == rule and r.title.startswith("Tillåt här")]
    bare = changed(text, remedy.changes)
    session.write(PATHWAY, bare)
    assert rule in rules_of(session.findings(PATHWAY))
    assert "unneeded-allowance" in rules_of(session.findings(PATHWAY))
    session.write(PATHWAY, bare.replace(" –  -->", " – så är det -->"))
    left = rules_of(before)
    left.remove(rule)
    assert rules_of(session.findings(PATHWAY)) == left


def test_codes_are_checked_against_the_list_of_the_project(session: Session) -> None:
    assert "unknown-code" not in rules_of(session.findings(PATHWAY))
    path = session.root / "kodlistor/icd-10-se.tsv"
    path.parent.mkdir()
    path.write_text("J45\tPåhittad titel\n", "utf-8")
    session.refresh()
    assert "unknown-code" in rules_of(session.findings(PATHWAY))
    path.write_text("R05.9\tPåhittad titel\n", "utf-8")
    session.refresh()
    assert "unknown-code" not in rules_of(session.findings(PATHWAY))
    path.write_text("ingen lista", "utf-8")
    session.refresh()
    assert "unknown-code" not in rules_of(session.findings(PATHWAY))


@pytest.mark.parametrize(
    ("path", "broken", "mended"),
    [
        ("kodlistor/icd-10-se.tsv", b"ingen lista", b"R05.9\tP\xc3\xa5hittad titel\n"),
        ("kodlistor/icd-10-se.tsv", bytes(range(256)) * 9, b"R05.9\tP\xc3\xa5hittad titel\n"),
        (KNOWN, b"<<<<<<< HEAD\n", b""),
    ],
)
def test_what_is_broken_beside_the_texts_is_told_once(
    session: Session, path: str, broken: bytes, mended: bytes
) -> None:
    assert session.untold() == []
    file = session.root / path
    file.parent.mkdir(exist_ok=True)
    for _ in range(2):
        file.write_bytes(broken)
        session.refresh()
        (told,) = session.untold()
        assert path in told
        session.refresh()
        assert session.untold() == []
        file.write_bytes(mended)
        session.refresh()
        assert session.untold() == []
