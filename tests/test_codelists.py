"""A project's lists of codes: read when asked for, minded by what is remembered, and never there unless put there."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

import pytest

from rodtrad import checking, codelists
from rodtrad import store as store_module
from rodtrad.checking import check
from rodtrad.cli import main
from rodtrad.codelists import NO_LISTS, lists_of
from rodtrad.commands.check import NO_LIST
from rodtrad.errors import UsageError
from rodtrad.project import open_project
from rodtrad.store import Store

LIST = "Kod\tTitel\nF32.1\tPåhittad episod\nF32.2\tPåhittad svår episod\n"
TEXT = (
    "---\nid: a\ntitel: A\nomfattning: fulltext\ntyp: vårdförlopp\n---\n\n## Om hälsotillståndet\n\nDepression ({}).\n"
)
RULES = {"unknown-code", "code-not-valid-in-year", "category-instead-of-leaf"}

_ticks = count(1)


def write(path: Path, text: str) -> Path:
    """Write a file as some moment long ago, another for each call."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, ns=(0, next(_ticks) * 1_000_000))
    return path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "p"
    write(root / "content/vardforlopp/a.md", TEXT.format("F32.7"))
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(store_module, "RECENT", -(10**18))
    return Store(tmp_path / "kept/store.sqlite", "1")


def codes(root: Path, store: Store | None = None) -> list[str]:
    """What the rules that ask for a list say."""
    return [f.message + " " + f.hint for f in check(root, store=store, jobs=1).findings if f.rule in RULES]


def test_without_a_list_nothing_is_said_and_nothing_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a list was read")

    for name in ("_load", "_require", "_state"):
        monkeypatch.setattr(codelists, name, never)
    assert lists_of(project) is NO_LISTS
    assert codes(project) == []


def test_the_list_of_the_project_is_found_by_its_place(project: Path) -> None:
    write(project / "kodlistor/icd-10-se.tsv", LIST)
    write(project / "kodlistor/nagot-annat.tsv", "inte\tkänt")
    (said,) = codes(project)
    assert said.startswith("Koden F32.7 finns inte i listan för ICD-10-SE.")
    assert "Menade du `F32.2` (Påhittad svår episod) eller `F32.1` (Påhittad episod)?" in said


def test_no_form_of_a_code_is_suggested_that_the_list_lacks(project: Path) -> None:
    write(project / "content/vardforlopp/a.md", "---\nid: a\ntitel: A\nkoder:\n  icd-10-se: [F321, F327]\n---\n")

    def said() -> list[tuple[str, bool]]:
        return [(f.hint, f.fix is not None) for f in check(project, jobs=1).findings if f.rule == "malformed-code"]

    assert said() == [("Skriv `F32.1`.", True), ("Skriv `F32.7`.", True)]
    write(project / "kodlistor/icd-10-se.tsv", LIST)
    near = "Menade du `F32.2` (Påhittad svår episod) eller `F32.1` (Påhittad episod)?"
    assert said() == [("Skriv `F32.1`.", True), (near, False)]
    main(["check", "--fix"])
    assert "[F32.1, F327]" in (project / "content/vardforlopp/a.md").read_text("utf-8")


def test_a_list_is_read_once_and_only_when_there_is_something_to_check(
    project: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    real = codelists._load

    def load(scheme: str, path: Path, state: str) -> object:
        seen.append(scheme)
        return real(scheme, path, state)

    write(project / "kodlistor/icd-10-se.tsv", LIST)
    monkeypatch.setattr(codelists, "_load", load)
    assert codes(project, store)
    assert seen
    seen.clear()
    assert codes(project, store)
    assert not seen, "what is remembered holds without the list"


def test_findings_are_worked_out_again_when_a_list_comes_changes_or_goes(
    project: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "kodlistor/icd-10-se.tsv"
    assert codes(project, store) == []
    write(path, LIST)
    assert len(codes(project, store)) == 1
    write(path, LIST.replace("F32.2", "F32.7"))
    assert codes(project, store) == []
    write(path, LIST)
    assert len(codes(project, store)) == 1
    path.unlink()
    assert codes(project, store) == []
    monkeypatch.setattr(checking, "_rules", lambda: pytest.fail("checked again though nothing has changed"))
    assert codes(project, store) == []


def test_a_list_changed_just_now_is_told_by_its_bytes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "RECENT", 10**20)
    path = project / "kodlistor/icd-10-se.tsv"
    answers = []
    for text in (LIST, LIST.replace("F32.2", "F32.7"), LIST):
        write(path, text)
        os.utime(path, ns=(0, 1))
        answers.append(lists_of(project).answer)
    assert answers[0] == answers[2] != answers[1]


def test_the_option_names_another_list(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project / "kodlistor/icd-10-se.tsv", LIST)
    other = write(tmp_path / "annan.tsv", LIST.replace("F32.2", "F32.7"))
    main(["check", "--no-cache"])
    assert "unknown-code" in capsys.readouterr().out
    main(["check", "--no-cache", "--icd10se", str(other)])
    assert "unknown-code" not in capsys.readouterr().out


def test_that_no_list_was_there_is_said_once_to_people_only(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_code = project / "content/vardforlopp/b.md"
    write(with_code, TEXT.format("F32.1").replace("omf", "koder:\n  icd-10-se: [F32.1]\nomf").replace("id: a", "id: b"))
    main(["check"])
    assert capsys.readouterr().out.endswith(f"\n{NO_LIST}\n")
    main(["check", "content/vardforlopp/a.md"])
    assert NO_LIST not in capsys.readouterr().out
    main(["check", "--format", "json"])
    assert NO_LIST not in "".join(capsys.readouterr())
    write(project / "kodlistor/icd-10-se.tsv", LIST)
    main(["check"])
    assert NO_LIST not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "saw"),
    [
        ("Kod;Titel\nF32.1;Påhittad\n", "its first line has 'Kod;Titel'"),
        ("Kod\tNamn\nF32.1\tPåhittad\n", "its first line has 'Kod', 'Namn'"),
        ("Kod\tTitel\nAV020\tPåhittad åtgärd\n", "its first line has 'Kod', 'Titel'"),
        ("", "its first line is empty"),
        ("root:x:0:0\n", "its first line has 'root:x:0:0'"),
    ],
)
def test_what_is_no_list_is_refused_with_the_columns_that_were_expected(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, saw: str
) -> None:
    path = write(tmp_path / "fel.tsv", text)
    assert main(["check", "--icd10se", str(path)]) == 2
    said = capsys.readouterr().err
    assert "no list of ICD-10-SE codes: expected a tab-separated text with the columns 'Kod' and 'Titel'" in said
    assert "'Giltig från', 'Giltig till'" in said
    assert saw in said


def test_a_list_that_is_not_there_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--icd10se", "borta.tsv"]) == 2
    assert "cannot read the list of codes" in capsys.readouterr().err
    assert main(["check", "--icd10se", "."]) == 2


@pytest.mark.parametrize("words", [["check"], ["check", "--icd10se", "kodlistor/icd-10-se.tsv"]])
def test_only_an_ordinary_file_of_some_size_is_read(
    project: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipe would be waited for, for ever; a file without end would be read into memory."""
    path = write(project / "kodlistor/icd-10-se.tsv", LIST)
    with path.open("ab") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    assert main(words) == 2
    assert "is larger than 64 MB" in capsys.readouterr().err
    path.unlink()
    os.mkfifo(path)
    assert main(words) == 2
    assert "it is no ordinary file" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_out_of_the_project_is_not_read(project: Path, tmp_path: Path) -> None:
    secret = write(tmp_path / "hemligt.txt", "lösenord\n")
    (project / "kodlistor").mkdir()
    (project / "kodlistor/icd-10-se.tsv").symlink_to(secret)
    with pytest.raises(UsageError, match="leads out of the project") as caught:
        lists_of(project)
    assert "lösenord" not in str(caught.value)


def test_a_release_is_held_to_the_lists_too(project: Path) -> None:
    assert open_project(project).library.lists is NO_LISTS
    write(project / "kodlistor/icd-10-se.tsv", LIST)
    assert open_project(project).library.lists.get("icd-10-se")


def test_every_process_has_the_lists(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rodtrad.crew.PARALLEL_FROM", 2)
    for name in "bcdefgh":
        write(project / f"content/vardforlopp/{name}.md", TEXT.format("F32.7").replace("id: a", f"id: {name}"))
    write(project / "kodlistor/icd-10-se.tsv", LIST)
    found = [f.path for f in check(project, jobs=2).findings if f.rule == "unknown-code"]
    assert len(found) == 8


def test_a_list_as_long_as_the_real_one(tmp_path: Path) -> None:
    rows = [
        f"{a}{n:02}.{d}{f}" for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for n in range(100) for d in range(8) for f in "AB"
    ]
    text = "Kod\tTitel\tGiltig från\tGiltig till\n" + "".join(
        f"{code}\tPåhittad titel\t1997-01-01\t{'2015-12-31' if n % 97 == 0 else ''}\n"
        for n, code in enumerate(rows[:40000])
    )
    write(tmp_path / "kodlistor/icd-10-se.tsv", text)
    listed = lists_of(tmp_path).get("icd-10-se")
    assert listed is not None
    assert len(listed) == 40000
    assert listed.is_divided("A00")
    assert listed.newest == 2016
