"""What a region must never be told: data that is wrong, stale, unsafe, or taken from outside the project."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rodtrad.checking import check
from rodtrad.cli import main
from rodtrad.errors import UsageError
from rodtrad.feed.items import canonical
from rodtrad.feed.payload import payload
from rodtrad.feed_writing import left_out, write, writing
from rodtrad.files import write_tree
from rodtrad.finding import Severity
from rodtrad.library import link
from rodtrad.project import open_project
from rodtrad.reader import read

BASE = "https://rodtrad.example/"
HEAD = "---\nid: a\ntitel: A\ntyp: vårdförlopp\nomfattning: fulltext\nlicens: CC0-1.0\n---\n\n"


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def content(text: str, *others: tuple[str, str]) -> dict[str, Any]:
    """The content of a pathway with this body, as the feed says it."""
    document = read("content/vardforlopp/a.md", (HEAD + text).encode()).document
    assert document is not None
    faces = [found.face for path, said in others if (found := read(path, said.encode()).document)]
    data = json.loads(canonical(payload(document, link([document.face, *faces]), "acceptance", BASE)))
    found: dict[str, Any] = data["content"]
    return found


def block(data: dict[str, Any], id: str) -> dict[str, Any]:
    return next(block for block in data["blocks"] if block["id"] == id)


def test_a_pair_of_codes_is_two_in_the_feed() -> None:
    text = HEAD.replace("licens:", "koder:\n  icd-10-se: [A17.0† G01*, I63]\nlicens:")
    document = read("content/vardforlopp/a.md", text.encode()).document
    assert document is not None
    data = json.loads(canonical(payload(document, link([document.face]), "acceptance", BASE)))
    assert [code["code"] for code in data["content"]["codes"]] == ["A17.0", "G01", "I63"]


def test_a_time_ends_with_its_line() -> None:
    """An item's fact line is no part of the event in the line above; nor is a cell part of the one before."""
    text = (
        "## Kvalitetsuppföljning\n\n### Processmått\n\n"
        "- [Dödlighet inom 30 dagar efter sepsis](../indikatorer/b.md) {#i-b}\n  - **Följer:** [mål](#m)\n\n"
        "| Tid | Läge |\n| --- | --- |\n| 6 | veckor efter operation |\n| Inom 2 veckor efter | operation |\n\n"
        "Dosen är 5\n\n- mg\n"
    )
    data = content(text)
    (time,) = block(data, "i-b")["times"]
    assert (time["text"], time["startText"]) == ("inom 30 dagar efter sepsis", "sepsis")
    said = [time["text"] for found in data["blocks"] for time in found.get("times", ()) if found["id"] != "i-b"]
    assert said == ["Inom 2 veckor efter"]


def test_the_start_of_a_time_is_a_place_in_the_flow() -> None:
    """The link around the whole name of a measure is not what its time counts from."""
    indicator = ("content/indikatorer/b.md", "---\nid: b\ntitel: B\n---\n\n## Definition\n\nX.\n")
    text = (
        "## Vårdförloppets åtgärder\n\n### G\n\n#### A. X {#x}\n\n##### Hälso- och sjukvårdens åtgärder\n\n"
        "- Ring inom 3 dagar från [besöket](#x).\n\n## Kvalitetsuppföljning\n\n### Processmått\n\n"
        "- [Vård inom 30 dagar efter sepsis](../indikatorer/b.md) {#i-b}\n"
    )
    data = content(text, indicator)
    assert block(data, "x/vard/1")["times"][0]["start"] == "vardforlopp/a#x"
    assert "start" not in block(data, "i-b")["times"][0]


def test_what_is_shown_alone_brings_the_action_it_belongs_to() -> None:
    """Under its half's heading alone, nobody sees which action a line belongs to, or for whom."""
    text = (
        "## Vårdförloppets åtgärder\n\n### G\n\n#### A. X {#x}\n\n##### Hälso- och sjukvårdens åtgärder\n\n- Ring.\n\n"
        "##### Vägar vidare\n\n- → [A](#x)\n"
    )
    data = content(text)
    assert {b["id"]: b["requires"] for b in data["blocks"] if "requires" in b} == {
        "x/vard": ["x"],
        "x/vard/1": ["x/vard", "x"],
        "x/vagar": ["x"],
        "x/vagar/1": ["x/vagar", "x"],
    }
    assert not any(b["standalone"] for b in data["blocks"] if "requires" in b)


def test_a_catalogue_entry_never_poses_as_text(tmp_path: Path) -> None:
    """Entries reach production without a release, so only what they say of themselves goes out."""
    text = (
        "---\nid: a\ntitel: A\ntyp: vårdförlopp\nomfattning: registerpost\nlicens: CC0-1.0\n---\n\n"
        "## Omfattning av kunskapsstödet\n\nVårdförloppet gäller A.\n\n## Definition\n\nX.\n\n"
        "## Vårdförloppets åtgärder\n\n### G\n\n#### A. Ge morfin {#x}\n\n"
        "##### Hälso- och sjukvårdens åtgärder\n\n- 10 mg.\n\n"
        "## Utmaningar och mål\n\n### Vårdförloppets mål\n\n- Fler. {#m}\n"
    )
    put(tmp_path, "content/vardforlopp/a.md", text)
    write(tmp_path, tmp_path / "ut", environment="production", base=BASE)
    for part in ("api/v1", "utkast/v1"):
        data = json.loads((tmp_path / "ut" / part / "vardforlopp/a.json").read_bytes())
        assert data["clinicalUse"] == "catalogue"
        assert [b["id"] for b in data["content"]["blocks"]] == [
            "omfattning-av-kunskapsstodet",
            "omfattning-av-kunskapsstodet/1",
        ]
        assert "morfin" not in json.dumps(data)


def test_other_peoples_files_are_never_deleted(tmp_path: Path) -> None:
    """Somebody else's `api/v1` may be the source of a program, or what another service has published."""
    put(tmp_path, "content/vardforlopp/a.md", HEAD + "Text.\n")
    for valuable in ("api/v1/main.py", "api/v1/deep/er/index.json", "utkast/v1/brev.txt"):
        out = tmp_path / valuable.partition("/")[0] / "ut"
        put(out, valuable, "Mitt.")
        with pytest.raises(UsageError, match="not written by"):
            write(tmp_path, out, environment="acceptance", base=BASE)
        assert (out / valuable).read_text("utf-8") == "Mitt."


def test_what_was_put_beside_the_feed_stays_and_what_is_old_goes(tmp_path: Path) -> None:
    put(tmp_path, "content/vardforlopp/a.md", HEAD + "Text.\n")
    put(tmp_path, "content/vardforlopp/b.md", HEAD.replace("id: a", "id: b") + "Text.\n")
    out = tmp_path / "ut"
    write(tmp_path, out, environment="acceptance", base=BASE)
    put(out, "utkast/v1/.htaccess", "Require all granted")
    put(out, "utkast/v1/vardforlopp/annat.txt", "x")
    (tmp_path / "content/vardforlopp/b.md").unlink()
    write(tmp_path, out, environment="acceptance", base=BASE)
    assert not (out / "utkast/v1/vardforlopp/b.json").exists()
    assert (out / "utkast/v1/.htaccess").is_file()
    assert (out / "utkast/v1/vardforlopp/annat.txt").is_file()


def test_drafts_that_are_no_longer_wanted_go(tmp_path: Path) -> None:
    put(tmp_path, "content/vardforlopp/a.md", HEAD + "Text.\n")
    write(tmp_path, tmp_path / "ut", environment="acceptance", base=BASE)
    write(tmp_path, tmp_path / "ut", environment="acceptance", base=BASE, drafts=False)
    assert not (tmp_path / "ut/utkast/v1").exists()
    assert (tmp_path / "ut/api/v1/index.json").is_file()


def test_a_feed_that_was_cut_off_is_taken_up_again(tmp_path: Path) -> None:
    """What a killed run had time to write is known to the next one, and removed when nobody wants it."""

    def files() -> Iterator[tuple[str, bytes]]:
        yield "a/1.json", b"1"
        yield "b/1.json", b"1"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_tree(tmp_path / "ut", files())
    assert (tmp_path / "ut/b/1.json").is_file()
    assert write_tree(tmp_path / "ut", [("a/1.json", b"1"), ("c.json", b"2")]) == 2
    assert sorted(p.name for p in (tmp_path / "ut").rglob("*")) == [".rodtrad", "1.json", "a", "c.json"]


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", "a//../x", "a\nb", "", "a\0", "."])
def test_no_file_is_written_outside_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="refusing"):
        write_tree(tmp_path / "ut", [(path, b"x")])


def test_one_file_is_written_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="twice"):
        write_tree(tmp_path / "ut", [("a", b"1"), ("a", b"2")])


def test_a_list_that_was_tampered_with_deletes_nothing_outside(tmp_path: Path) -> None:
    put(tmp_path, "valuable", "x")
    write_tree(tmp_path / "ut", [("a", b"1")])
    put(tmp_path, "ut/.rodtrad", f"../valuable\n{tmp_path / 'valuable'}\na\n")
    write_tree(tmp_path / "ut", [("b", b"1")])
    assert (tmp_path / "valuable").is_file()
    assert not (tmp_path / "ut/a").exists()


def test_a_folder_that_leads_elsewhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    write_tree(tmp_path / "ut", [("a/1", b"1")])
    (tmp_path / "ut/b").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ValueError, match="refusing"):
        write_tree(tmp_path / "ut", [("b/1", b"1")])
    assert not list((tmp_path / "elsewhere").iterdir())


ODD = [
    "content/vardforlopp/a b.md",
    "content/vardforlopp/<script>.md",
    "content/vardforlopp/åäö.md",
    "content/vardforlopp/a\nb.md",
    "content/vardforlopp/index.json.md",
    "content/vardforlopp/good/1.0.0.md",
    "content/vardforlopp/good/under.md",
    "content/tillagg/a.md",
    "content/tillagg/a/b/c.md",
    "content/vardforlopp/" + "l" * 245 + ".md",
    "content/vardforlopp/\udcff.md",
]


@pytest.mark.parametrize("path", ODD, ids=range(len(ODD)))
def test_a_document_with_an_odd_name_takes_nobody_with_it(tmp_path: Path, path: str) -> None:
    """Its address would be another's, or none at all; it stays out, and the command says so."""
    put(tmp_path, "content/vardforlopp/good.md", HEAD.replace("id: a", "id: good") + "Text.\n")
    put(tmp_path, path, HEAD.replace("fulltext", "registerpost") + "Text.\n")
    project = open_project(tmp_path)
    write(tmp_path, tmp_path / "ut", environment="production", base=BASE)
    index = json.loads((tmp_path / "ut/utkast/v1/index.json").read_bytes())
    assert [entry["id"] for entry in index["documents"]] == ["good"]
    assert list(left_out(project.root, project.library, project.findings)) == [path]
    assert path in {finding.path for finding in check(tmp_path).findings if finding.severity is Severity.ERROR}


@pytest.mark.parametrize("name", [".#good.md", ".good.md.swp", "..md", ".hemlig.md"])
def test_what_editors_hide_is_no_document(tmp_path: Path, name: str) -> None:
    put(tmp_path, "content/vardforlopp/good.md", HEAD.replace("id: a", "id: good") + "Text.\n")
    expected = check(tmp_path).findings
    (tmp_path / "content/vardforlopp" / name).symlink_to("nobody@here.4711")
    assert check(tmp_path).findings == expected


def test_the_command_says_what_is_missing_from_the_feed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A catalogue entry that cannot be read would else leave production without a word."""
    put(tmp_path, "content/vardforlopp/a.md", HEAD + "Text.\n")
    put(tmp_path, "content/vardforlopp/trasig.md", "---\nid: [[[\n---\n")
    monkeypatch.chdir(tmp_path)
    assert main(["feed", "--out", "ut"]) == 1
    assert "content/vardforlopp/trasig.md" in capsys.readouterr().err
    (tmp_path / "content/vardforlopp/trasig.md").unlink()
    assert main(["feed", "--out", "ut"]) == 0
    (tmp_path / "fil").write_text("x", "utf-8")
    assert main(["feed", "--out", "fil"]) == 2


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "../../../hemligt.md"])
def test_links_out_of_the_project_are_not_followed(tmp_path: Path, target: str) -> None:
    root = tmp_path / "projekt"
    put(tmp_path, "hemligt.md", HEAD + "Hemligt.\n")
    put(root, "content/vardforlopp/a.md", HEAD + "Text.\n")
    (root / "content/vardforlopp/b.md").symlink_to(target)
    (root / "content/indikatorer").symlink_to(tmp_path)
    project = open_project(root)
    assert [d.face.path for d in project.documents] == ["content/vardforlopp/a.md"]
    assert [(f.path, f.rule) for f in project.findings] == [("content/vardforlopp/b.md", "unreadable-file")]


def test_a_link_within_the_project_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "content/vardforlopp/a.md", HEAD + "Text.\n")
    (tmp_path / "content/vardforlopp/b.md").symlink_to("a.md")
    assert len(open_project(tmp_path).documents) == 2


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """A named pipe gives nothing until somebody writes to it: reading would never end."""
    put(tmp_path, "content/vardforlopp/a.md", HEAD + "Text.\n")
    os.mkfifo(tmp_path / "content/vardforlopp/b.md")
    assert [f.path for f in open_project(tmp_path).findings] == ["content/vardforlopp/b.md"]


def test_a_huge_file_is_not_loaded(tmp_path: Path) -> None:
    put(tmp_path, "content/vardforlopp/a.md", HEAD)
    with (tmp_path / "content/vardforlopp/b.md").open("wb") as file:
        file.truncate(20 * 1024**3)
    (finding,) = open_project(tmp_path).findings
    assert finding.rule == "oversized-file"


def test_a_link_that_runs_a_program_is_no_target() -> None:
    """HTML never shows it; a client that makes links of targets must not either."""
    for href in ("javascript:alert(1)", "data:text/html,x", "vbscript:x", "JaVaScRiPt:x", "file:///etc/passwd", "x:y"):
        (found,) = block(content(f"Se [här]({href}).\n"), "1")["references"]
        assert (found["target"], found["url"], found["resolved"], found["text"]) == ("", "", False, "här")
    for href in ("icd-10-se:I63", "https://a.se/", "http://a.se/", "mailto:a@b.se"):
        (found,) = block(content(f"Se [här]({href}).\n"), "1")["references"]
        assert found["target"] == href


@pytest.mark.parametrize("id", ["../../x", "/etc/x", 'a"b', "a b", "<script>", "å", "..", "a/b", "x" * 300 + "!"])
def test_a_register_entry_with_an_odd_id_is_no_entry(tmp_path: Path, id: str) -> None:
    """Regions and programme areas have pages named by their id: `../../x` was written outside the site."""
    put(
        tmp_path,
        "content/register/regioner.yaml",
        f"id: regioner\ntitel: R\nposter:\n  - id: kalmar-lan\n    namn: K\n  - id: '{id}'\n    namn: N\n",
    )
    project = open_project(tmp_path)
    assert list(project.library.register("regioner")) == ["kalmar-lan"]
    (finding,) = project.findings
    assert (finding.rule, finding.place.line) == ("malformed-id", 6)


@pytest.mark.parametrize("sign", ['"', "'", "<", ">", "`", "\x07", "\u2028"])
def test_no_id_holds_what_could_end_an_attribute(sign: str) -> None:
    """Malformed ids are found by a rule; until they are mended they must do no harm wherever they are shown."""
    text = (
        f"## Ingång och utgång\n\n### Utgång ur vårdförloppet\n\n- Klart. {{#ut{sign}onx=1}}\n\n"
        f"## A{sign}b {{#h{sign}onx=1}}\n\nNot.[^n{sign}onx=1]\n\n[^n{sign}onx=1]: Källa.\n"
    )
    for found in content(text)["blocks"]:
        assert sign not in found["id"] + found.get("parent", ""), found["id"]


def test_a_law_is_looked_up_as_a_whole(tmp_path: Path) -> None:
    """A place in a law has a `#`, which no address of a file can hold, and may be longer than a file's name."""
    text = HEAD.replace("licens:", f"koder:\n  sfs: ['2014:821#K5P1', '2014:821#K{'1' * 300}']\nlicens:")
    put(tmp_path, "content/vardforlopp/a.md", text + "Text.\n")
    write(tmp_path, tmp_path / "ut", environment="acceptance", base=BASE)
    assert sorted(p.name for p in (tmp_path / "ut/utkast/v1/koder/sfs").iterdir()) == ["2014:821.json"]


def test_a_code_page_says_what_may_be_used(tmp_path: Path) -> None:
    """In the look-up too an example is seen to be one."""
    text = HEAD.replace("licens:", "exempel: true\nkoder:\n  icd-10-se: [I63]\nlicens:")
    put(tmp_path, "content/vardforlopp/a.md", text + "Text.\n")
    write(tmp_path, tmp_path / "ut", environment="acceptance", base=BASE)
    (use,) = json.loads((tmp_path / "ut/utkast/v1/koder/icd-10-se/I63.json").read_bytes())["uses"]
    assert (use["clinicalUse"], use["state"]) == ("example", "utkast")


def test_nothing_is_written_through_a_list_or_a_folder_that_is_a_link(tmp_path: Path) -> None:
    put(tmp_path, "content/vardforlopp/good.md", HEAD.replace("id: a", "id: good") + "Text.\n")
    (tmp_path / "profil").write_text("min\n")
    (tmp_path / "ut/api/v1").mkdir(parents=True)
    (tmp_path / "ut/api/v1/.rodtrad").symlink_to(tmp_path / "profil")
    with pytest.raises(UsageError, match="is a link"):
        write(tmp_path, tmp_path / "ut", environment="production", base=BASE)
    assert (tmp_path / "profil").read_text() == "min\n"
    (tmp_path / "annat").mkdir()
    (tmp_path / "ut2/api").mkdir(parents=True)
    (tmp_path / "ut2/api/v1").symlink_to(tmp_path / "annat")
    with pytest.raises(UsageError, match="leads out"):
        write(tmp_path, tmp_path / "ut2", environment="production", base=BASE)
    assert not list((tmp_path / "annat").iterdir())
    (tmp_path / "ut3/api/v1").mkdir(parents=True)
    (tmp_path / "ut3/api/v1/.rodtrad").write_bytes(b"\xff\xfe\n")
    (tmp_path / "ut3/api/v1/schema").symlink_to(tmp_path / "annat")
    with pytest.raises(ValueError, match="through a link"):
        write(tmp_path, tmp_path / "ut3", environment="production", base=BASE)
    assert not list((tmp_path / "annat").iterdir())


def test_two_runs_never_write_in_one_folder(tmp_path: Path) -> None:
    put(tmp_path, "content/vardforlopp/good.md", HEAD.replace("id: a", "id: good") + "Text.\n")
    with writing(tmp_path / "ut"), pytest.raises(UsageError, match="another run"):
        write(tmp_path, tmp_path / "ut", environment="production", base=BASE)
    assert write(tmp_path, tmp_path / "ut", environment="production", base=BASE)


@pytest.mark.parametrize("written", ["javascript:alert(1)//", "https://x.se/'><script>", "ftp://x.se", "https://"])
def test_an_address_of_the_site_is_one(tmp_path: Path, written: str) -> None:
    put(tmp_path, "content/vardforlopp/good.md", HEAD.replace("id: a", "id: good") + "Text.\n")
    (tmp_path / "mkdocs.yml").write_text(json.dumps({"site_url": written}))
    with pytest.raises(UsageError, match="is no address"):
        write(tmp_path, tmp_path / "ut", environment="production")


def test_entities_and_escapes_cannot_write_what_no_file_may_hold(tmp_path: Path) -> None:
    text = (
        HEAD.replace("titel: A", 'titel: "A\\x01\\u202eb"')
        + "Ge &#1;&#2; `&#3;` &#x202E;10 mg&#x202C; [nu](https://x.se/&#x202E;a).\n"
    )
    reading = read("content/vardforlopp/a.md", text.encode())
    assert [(f.rule, f.place.line) for f in reading.findings] == [("unreadable-characters", 3)]
    assert reading.document
    data = canonical(payload(reading.document, link([reading.document.face]), "acceptance", BASE)).decode()
    assert "10 mg" in data
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", data)
