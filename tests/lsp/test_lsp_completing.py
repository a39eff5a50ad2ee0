"""What may be written where the author is writing."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsp_project import ADDITION, FILES, INDICATOR, PATHWAY, REGISTER

from rodtrad.lsp.answers import Item
from rodtrad.lsp.completing import MOST, complete
from rodtrad.lsp.session import Session

TEXT = FILES[PATHWAY]


def offered(session: Session, text: str, path: str = PATHWAY) -> list[Item]:
    """What is offered where `¤` stands."""
    before = text[: text.index("¤")]
    session.write(path, text.replace("¤", ""))
    return complete(session, path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1).items


def texts(session: Session, text: str, path: str = PATHWAY) -> list[str]:
    """The line as it is when each offer is taken."""
    line = text[text.rfind("\n", 0, text.index("¤")) + 1 :].split("\n")[0].replace("¤", "")
    return [
        line[: item.place.column - 1] + item.text + line[item.place.end_column - 1 :]
        for item in offered(session, text, path)
    ]


def body(line: str) -> str:
    return TEXT.replace("Text.\n", f"{line}\n")


def test_links_are_offered_documents_blocks_and_codes(session: Session) -> None:
    assert "Se [x](../indikatorer/tid-till-besok.md)." in texts(session, body("Se [x](tid¤)."))
    assert "Se [x](feber.md)." in texts(session, body("Se [x](feb¤xyz)."))
    assert "Se [x](../register/organ.yaml" in texts(session, body("Se [x](¤"))
    assert texts(session, body("Se [x](#ut¤)")) == [
        "Se [x](#ut-frisk)",
        "Se [x](#utgang-ur-vardforloppet)",
        "Se [x](#ingang-och-utgang)",
    ]
    assert texts(session, body("Se [x](feber.md#p¤)"))[:1] == ["Se [x](feber.md#prov)"]
    assert texts(session, body("Se [x](feber.md#¤)"))[:2] == ["Se [x](feber.md#in-feber)", "Se [x](feber.md#prov)"]
    assert "Se [x](icd-10-se:)" in texts(session, body("Se [x](icd¤)"))
    assert texts(session, body("Se [x](icd-10-se:R0¤)")) == ["Se [x](icd-10-se:R05.9)"]
    assert texts(session, body("Se [x](finns-inte.md#¤)")) == []
    assert "[x](#samtal)" in texts(session, FILES[ADDITION] + "\n[x](#sam¤)\n", ADDITION)
    assert "[x](../../indikatorer/tid-till-besok.md)" in texts(session, FILES[ADDITION] + "\n[x](tid¤)\n", ADDITION)


def test_a_list_of_the_authors_gives_codes_with_titles(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "lista.tsv"
    path.write_text("R05\tHosta\nR05.8\tAnnan hosta\nJ45\tAstma\n", "utf-8")
    session.use({"icd-10-se": path})
    assert [(i.label, i.detail) for i in offered(session, body("[x](icd-10-se:hosta¤)"))] == [
        ("R05", "Hosta"),
        ("R05.8", "Annan hosta"),
    ]
    assert [i.text for i in offered(session, TEXT.replace("[R05.9]\n---", "[R05.9, J¤]\n---"))] == ["J45"]


def test_headings_that_are_missing_are_offered(session: Session) -> None:
    assert "## Utmaningar och mål" in texts(session, body("## ¤"))
    assert "## Referenser" not in texts(session, body("## ¤"))
    assert texts(session, body("## utmaningar¤")) == ["## Utmaningar och mål"]
    assert texts(session, TEXT.replace("## Referenser", "### ¤\n\n## Referenser")) == [
        "### Resultatmått",
        "### Strukturmått",
        "### Kvalitetsregister",
    ]
    assert texts(session, TEXT.replace("##### Vägar vidare", "##### ¤")) == [
        "##### Patientens åtgärder (efter förmåga)",
        "##### Vägar vidare",
    ]


def test_rules_are_offered_in_allowances(session: Session) -> None:
    assert "<!-- tillåt: vague-time-limit" in texts(session, body("<!-- tillåt: vague¤"))
    assert not [one for one in texts(session, body("<!-- tillåt: duplicate-id¤")) if "duplicate-id" in one]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("sta¤", ["status: ", "nästa granskning: "]),
        ("status: ¤", ["status: utkast", "status: remiss", "status: bearbetning", "status: godkänt"]),
        ("status: utk¤ast", ["status: utkast"]),
        ("exempel: ¤", ["exempel: true", "exempel: false"]),
        ("förvaltare: luft¤", ["förvaltare: npo-luft"]),
        ("ersätter: [fe¤]", ["ersätter: [feber]"]),
        ("målgrupper: [ambulans, primär¤]", ["målgrupper: [ambulans, primärvård]"]),
        ("målgrupper:\n  - tand¤", ["  - tandvård"]),
        ("beslutslogg:\n  - organ: lu¤", ["  - organ: npo-luft"]),
        ("beslutslogg:\n  - datum: 2026-01-01\n    ty¤", ["    typ: "]),
        ("beslutslogg:\n  - datum: 2026-01-01\n    typ: remi¤", ["    typ: remiss"]),
        ("beslutslogg:\n  - dat¤", ["  - datum: "]),
        ("nationellt:\n  status: under¤", ["  status: under arbete"]),
        ("finns inte: ¤", []),
    ],
)
def test_keys_and_values_of_front_matter(session: Session, line: str, wanted: list[str]) -> None:
    text = TEXT.replace("status: utkast\n", "").replace("licens: CC0-1.0", line)
    assert texts(session, text) == wanted


def test_keys_that_are_written_are_not_offered_again(session: Session) -> None:
    labels = [item.label for item in offered(session, TEXT.replace("licens: CC0-1.0", "¤"))]
    assert "licens" in labels
    assert not {"id", "titel", "status", "koder"} & set(labels)
    inside = [i.label for i in offered(session, TEXT.replace("licens: CC0-1.0", "beslutslogg:\n  - organ: x\n    ¤"))]
    assert inside == ["datum", "typ", "hänvisning", "innehåll"]
    schemes = [item.label for item in offered(session, TEXT.replace("  icd-10-se: [", "  ¤\n  icd-10-se: ["))]
    assert "atc" in schemes
    assert "icd-10-se" not in schemes
    assert "unit" not in schemes


def test_a_text_that_cannot_be_read_is_completed_too(session: Session) -> None:
    assert texts(session, "---\nid: hosta\nstatus: re¤") == ["status: remiss"]
    assert texts(session, "---\n¤\n", INDICATOR)[:2] == ["id: ", "titel: "]
    assert texts(session, "---\nid: ¤\n", INDICATOR) == ["id: tid-till-besok"]
    assert texts(session, "id: organ\nbes¤", REGISTER) == ["beskrivning: "]
    assert texts(session, "¤", "README.md") == []
    assert texts(session, "---\n---\n¤", "content/vardforlopp/ny.md") == []


def test_of_very_many_the_first_are_shown(session: Session) -> None:
    for number in range(MOST):
        session.write(f"content/indikatorer/m-{number}.md", f"---\nid: m-{number}\ntitel: M{number}\n---\n")
    session.write(PATHWAY, body("[x]("))
    line = session.written(PATHWAY).lines.index("[x](") + 1
    found = complete(session, PATHWAY, line, 5)
    assert (len(found.items), found.whole) == (MOST, False)
    session.write(PATHWAY, body("[x](m-199"))
    assert [i.text for i in complete(session, PATHWAY, line, 10).items] == ["../indikatorer/m-199.md"]
