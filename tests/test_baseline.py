"""Known findings: not shown, never more, and a fault that takes the place of another is noticed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rodtrad.baseline import Known, load, save
from rodtrad.cli import main
from rodtrad.errors import UsageError
from rodtrad.project import KNOWN

HEAD = "---\nid: {id}\ntitel: {id}\ntyp: vårdförlopp\nomfattning: fulltext\nstatus: remiss\n---\n\n"
BODY = "## Om hälsotillståndet\n\nSe [ett](borta.md).\n\n### Orsaker\n\nSe [två](borta.md).\n\nSe [två](borta.md).\n"
WHY = "Fanns när texten kom in"

Write = Callable[[str, str], None]
Said = Callable[..., tuple[int, str]]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a pathway in the project that is worked in."""
    home = tmp_path / "content/vardforlopp"
    home.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    def write(id: str, body: str) -> None:
        (home / f"{id}.md").write_text(HEAD.format(id=id) + body, "utf-8")

    write("a", BODY)
    write("b", "Se [ett](borta.md).\n")
    return write


@pytest.fixture
def said(write: Write, capsys: pytest.CaptureFixture[str]) -> Said:
    """Exit code of a command and what it writes."""

    def said(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(words)
        told = capsys.readouterr()
        return code, told.out + told.err

    return said


def add(said: Said, *paths: str) -> str:
    code, told = said("baseline", "--add", "--reason", WHY, *paths)
    assert code == 0
    return told


def of_rule(slug: str = "dead-link", id: str = "a") -> list[Known]:
    return sorted(one for one in load(Path()) if one.rule == slug and one.document.endswith(f"/{id}.md"))


def test_what_is_known_is_not_shown_but_counted(said: Said) -> None:
    code, before = said("check")
    assert code == 1
    count = len(re.findall(r"(?m)^\S+: (?:fel|varning|råd) \[", before))
    assert f"{count} anmärkningar togs med." in add(said)
    assert said("check") == (0, f"Inga anmärkningar i 2 filer.\n{count} kända anmärkningar visas inte.\n")
    assert said("check", "--no-baseline") == (1, before)


def test_other_formats_are_not_disturbed(said: Said, capsys: pytest.CaptureFixture[str]) -> None:
    add(said)
    assert main(["check", "--format", "json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["findings"] == []
    assert "visas inte" in told.err


def test_a_known_finding_says_where_and_why(said: Said) -> None:
    add(said)
    first = of_rule()[0]
    assert (first.document, first.text, first.reason) == ("content/vardforlopp/a.md", "[ett](borta.md)", WHY)
    assert [(one.block, one.number) for one in of_rule()] == [
        ("om-halsotillstandet", 1),
        ("orsaker", 1),
        ("orsaker", 2),
    ]


def test_the_file_has_a_line_for_each_sorted_and_is_the_same_again(said: Said, write: Write) -> None:
    add(said)
    data = Path(KNOWN).read_bytes()
    lines = data.decode().splitlines()
    assert len(lines) == len(load(Path()))
    assert [json.loads(line)["dokument"] for line in lines] == sorted(json.loads(line)["dokument"] for line in lines)
    assert "skäl" in json.loads(lines[0])
    random.Random(1).shuffle(lines)
    save(Path(), load(Path()))
    assert Path(KNOWN).read_bytes() == data
    Path(KNOWN).write_text("\n".join(lines) + "\n\n", "utf-8")
    assert said("check")[0] == 0, "the order of the lines means nothing"


def test_moving_a_text_about_disturbs_nothing(said: Said, write: Write) -> None:
    add(said)
    first, second = BODY.split("### Orsaker")
    write(
        "a", "Ett stycke till.\n\n\n" + first.replace("Se [ett]", "Se  gärna\n[ett]") + "Mer.\n\n### Orsaker" + second
    )
    code, told = said("check", "content/vardforlopp/a.md")
    assert code == 0, told
    assert "finns inte längre" not in told


def test_a_moved_action_gets_another_letter_and_is_still_known(said: Said, write: Write) -> None:
    first = "#### {}. Bedömning {{#bedomning}}\n\nSe [{}](#behandlig).\n\n"
    second = "#### {}. Behandling {{#behandling}}\n\nText.\n\n"
    write("a", "## Vårdförloppets åtgärder\n\n### Grupp\n\n" + first.format("A", "B") + second.format("B"))
    add(said)
    write("a", "## Vårdförloppets åtgärder\n\n### Grupp\n\n" + second.format("A") + first.format("B", "A"))
    assert said("check") == (0, f"Inga anmärkningar i 2 filer.\n{len(load(Path()))} kända anmärkningar visas inte.\n")


def test_one_missing_chapter_that_is_written_does_not_disturb_the_others(said: Said, write: Write) -> None:
    """They stand on the heading that they should come before, or on the last one."""
    add(said)
    names = [one.about for one in of_rule("missing-chapter")]
    assert "”Referenser”" in names
    write("a", BODY + "\n## Referenser\n\nInga.\n")
    told = said("check")[1]
    assert "[missing-chapter]" not in told
    assert "1 känd anmärkning finns inte längre (missing-chapter i" in told


def test_a_fault_that_takes_the_place_of_another_is_noticed(said: Said, write: Write) -> None:
    add(said)
    write("a", BODY.replace("[ett](borta.md)", "[ett](forsvunnen.md)"))
    code, told = said("check")
    assert code == 1
    assert told.count("[dead-link]") == 1
    assert "forsvunnen.md" in told
    assert "1 känd anmärkning finns inte längre (dead-link i content/vardforlopp/a.md): kör `rodtrad baseline`." in told


def test_one_of_two_that_are_equal_is_noticed_when_it_is_mended(said: Said, write: Write) -> None:
    add(said)
    write("a", BODY.replace("Se [två](borta.md).\n\nSe [två]", "Se två.\n\nSe [två]"))
    code, told = said("check")
    assert code == 0
    assert "1 känd anmärkning finns inte längre" in told
    assert said("baseline")[0] == 0
    assert [(one.block, one.number) for one in of_rule()] == [("om-halsotillstandet", 1), ("orsaker", 1)]
    write("a", BODY)
    assert said("check")[1].count("[dead-link]") == 1


def test_what_lacks_a_name_in_the_text_is_told_apart_by_what_the_message_names(said: Said, write: Write) -> None:
    """All missing chapters stand on one heading."""
    add(said)
    before = of_rule("missing-chapter")
    assert len({one.about for one in before}) == len(before) > 1
    assert len({one.text for one in before}) < len(before)


def test_it_only_shrinks(said: Said, write: Write) -> None:
    add(said)
    before = load(Path())
    write("a", BODY + "\nSe [tre](borta.md).\n")
    write("b", "Inga länkar.\n")
    code, told = said("baseline")
    assert code == 1, "an error was refused"
    assert "1 ny anmärkning togs inte med." in told
    assert "togs bort" in told
    assert load(Path()) < before
    assert said("check")[0] == 1
    add(said)
    assert {one.reason for one in load(Path())} == {WHY}
    assert said("check")[0] == 0


def test_those_that_stay_keep_their_reason(said: Said, write: Write) -> None:
    add(said)
    write("a", BODY + "\nSe [tre](borta.md).\n")
    assert said("baseline", "--add", "--skäl", "Kommer i maj")[0] == 0
    assert sorted(one.reason for one in of_rule()) == [WHY, WHY, WHY, "Kommer i maj"]


def test_only_what_is_named_is_let_in_or_taken_off(said: Said, write: Write) -> None:
    add(said, "content/vardforlopp/a.md")
    assert not of_rule(id="b")
    add(said)
    write("a", "Inga länkar.\n")
    write("b", "Inga länkar.\n")
    said("baseline", "content/vardforlopp/b.md")
    assert of_rule()
    assert not of_rule(id="b")


def test_a_document_that_is_gone_takes_its_known_findings_along(said: Said) -> None:
    add(said)
    Path("content/vardforlopp/b.md").unlink()
    assert "finns inte längre" in said("check")[1]
    assert "finns inte längre" not in said("check", "content/vardforlopp/a.md")[1], "that was not asked"
    said("baseline")
    assert {one.document for one in load(Path())} == {"content/vardforlopp/a.md"}


def test_what_cannot_be_read_is_not_mended(said: Said, write: Write) -> None:
    add(said)
    text = Path("content/vardforlopp/a.md").read_text("utf-8")
    Path("content/vardforlopp/a.md").write_text(text.replace("---\n", "", 1), "utf-8")
    code, told = said("check")
    assert code == 1
    assert "finns inte längre" not in told
    said("baseline")
    assert of_rule()


def test_what_could_not_be_looked_through_is_never_known(said: Said) -> None:
    Path("content/vardforlopp/c.md").symlink_to("/etc/hostname")
    add(said)
    assert "unreadable-file" not in {one.rule for one in load(Path())}
    assert "[unreadable-file]" in said("check")[1]


def test_when_nothing_is_left_the_file_is_gone(said: Said) -> None:
    add(said)
    count = len(load(Path()))
    for path in Path("content/vardforlopp").glob("*.md"):
        path.unlink()
    assert said("baseline") == (0, f"{count} anmärkningar finns inte längre och togs bort.\n{KNOWN}: 0 anmärkningar.\n")
    assert not Path(KNOWN).exists()


@pytest.mark.parametrize("words", [["--add"], ["--reason", "x"], ["--add", "--reason", "  "]])
def test_nothing_is_let_in_without_a_reason(said: Said, words: list[str]) -> None:
    code, told = said("baseline", *words)
    assert code == 2
    assert "go together" in told
    assert not Path(KNOWN).exists()


@pytest.mark.parametrize(
    "line",
    [
        b"<<<<<<< HEAD",
        b"=======",
        b"nej",
        b"[]",
        b"{}",
        b'{"dokument":"a","regel":1}',
        b'{"dokument":"a","regel":"b","nr":0}',
        b'{"dokument":"a","regel":"b","rad":4}',
        b'{"dokument":"\xff","regel":"b"}',
        b'{"dokument":"a","regel":"internal-error"}',
        b'{"dokument":"\\ud800","regel":"b"}',
        b"[" * 100_000,
        b'{"dokument":' + b"[" * 100_000,
        b"\0" * 1000,
    ],
    ids=lambda line: line[:12],
)
def test_a_line_that_is_no_known_finding_is_told(said: Said, line: bytes) -> None:
    Path(KNOWN).write_bytes(b'{"dokument":"a","regel":"b"}\n' + line + b"\n")
    for command in ("check", "baseline"):
        code, told = said(command)
        assert code == 2, told
        assert f"{KNOWN}, rad 2 " in told
        assert "internal error" not in told
    assert said("check", "--no-baseline")[0] == 1


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("/etc/passwd")], ids=["folder", "link"])
def test_what_is_no_file_of_the_project_is_refused(said: Said, make: Callable[[Path], None]) -> None:
    make(Path(KNOWN))
    code, told = said("check")
    assert code == 2
    assert f"{KNOWN} kan inte öppnas" in told


def test_a_file_that_is_too_large_is_not_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rodtrad.baseline.MOST", 1024)
    Path(KNOWN).write_bytes(b"\n" * 1025)
    with pytest.raises(UsageError, match="läses inte"):
        load(Path())


def test_hostile_values_are_only_words(said: Said) -> None:
    Path(KNOWN).write_text('{"dokument":"../../etc/passwd","regel":"dead-link"}\n', "utf-8")
    assert "(dead-link i ../../etc/passwd)" in said("check")[1]
    said("baseline")
    assert not Path(KNOWN).exists()
    Path(KNOWN).write_text('{"dokument":"a","regel":"\\u001b[31m"}\n', "utf-8")
    code, told = said("check")
    assert code == 2
    assert "\x1b" not in told
