"""What is remembered never changes what is found: whatever is edited between two checks."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from rodtrad import checking, memory
from rodtrad import store as store_module
from rodtrad.checking import check
from rodtrad.finding import Finding, Severity
from rodtrad.library import link
from rodtrad.store import Store

HEAD = "---\nid: {id}\ntitel: {id}\ntyp: vårdförlopp\nomfattning: fulltext\n{more}---\n\n"
INDICATOR = "---\nid: {id}\ntitel: {id}\ntyp: process\nriktning: högt\nexempel: true\n---\n\n## Definition\n\n{text}\n"
REGISTER = "titel: Termer\nposter:\n  - id: fysio\n    namn: fysioterapeut\n    undvik:\n      - {avoid}\n"

_ticks = count(1)


def write(path: Path, text: str) -> None:
    """Write a file as some moment long ago, another for each call: no test waits for a clock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, ns=(0, next(_ticks) * 1_000_000))


def pathway(id: str, to: str, indicator: str = "", more: str = "") -> str:
    text = HEAD.format(id=id, more=more) + f"Sjukgymnast. Se [nästa]({to}.md#x).\n\n## Kvalitetsuppföljning\n"
    return text + (f"\n### Processmått\n\n- [M](../indikatorer/{indicator}.md) {{#i-m}}\n" if indicator else "")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    home = tmp_path / "p/content"
    for id, to, indicator in (("a", "b", "x"), ("b", "c", ""), ("c", "borta", "y")):
        write(home / f"vardforlopp/{id}.md", pathway(id, to, indicator))
    for id in ("x", "y", "z"):
        write(home / f"indikatorer/{id}.md", INDICATOR.format(id=id, text="Andel."))
    write(home / "register/termer.yaml", REGISTER.format(avoid="sjukgymnast"))
    return tmp_path / "p"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(store_module, "RECENT", -(10**18))
    return Store(tmp_path / "kept/store.sqlite", "1")


def found(project: Path, store: Store | None, only: list[str] | None = None) -> list[Finding]:
    return list(check(project, only, store=store).findings)


def checked(project: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that a check looks at again."""
    seen: list[str] = []
    real = checking._rules().check_document

    def look(document, library, chosen):  # type: ignore[no-untyped-def]
        seen.append(document.face.id)
        return real(document, library, chosen)

    with monkeypatch.context() as patch:
        patch.setattr(checking._rules(), "check_document", look)
        check(project, store=store)
    return sorted(seen)


def test_nothing_is_read_when_nothing_has_changed(project: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found(project, store)
    assert first == found(project, None)

    def never(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(checking, "read_file", never)
    monkeypatch.setattr("rodtrad.crew.read_file", never)
    monkeypatch.setattr(checking, "_rules", never)
    assert found(project, store) == first


def test_only_what_rests_on_a_change_is_checked_again(
    project: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = project / "content"
    assert len(checked(project, store, monkeypatch)) == 7
    assert checked(project, store, monkeypatch) == []
    write(home / "indikatorer/y.md", INDICATOR.format(id="y", text="En annan andel."))
    assert checked(project, store, monkeypatch) == ["c", "y"]
    write(home / "vardforlopp/c.md", pathway("c", "a", ""))  # b links to it, and nobody uses y any longer
    assert checked(project, store, monkeypatch) == ["b", "c", "y"]
    (home / "vardforlopp/b.md").unlink()
    assert checked(project, store, monkeypatch) == ["a"]
    write(home / "register/termer.yaml", REGISTER.format(avoid="läkare"))
    assert {"a", "c"} <= set(checked(project, store, monkeypatch))


def test_one_file_is_checked_against_what_is_remembered(project: Path, store: Store) -> None:
    path = "content/vardforlopp/c.md"
    assert found(project, store, [path]) == found(project, None, [path])
    assert [f.rule for f in found(project, store, [path]) if f.rule == "dead-link"] == ["dead-link"]
    write(project / path, pathway("c", "a"))
    assert found(project, store, [path]) == found(project, None, [path])
    assert found(project, store) == found(project, None)


@pytest.mark.parametrize("seed", range(12))
def test_any_edits_in_any_order(project: Path, store: Store, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when so much rests on a change that everything is worked out anew."""
    chance = random.Random(seed)
    monkeypatch.setattr(checking, "PARALLEL_FROM", chance.choice([1, 3, 200]))
    home = project / "content"
    ids = ["a", "b", "c", "d", "x"]
    for _ in range(8):
        id = chance.choice(ids)
        path = home / chance.choice([f"vardforlopp/{id}.md", f"indikatorer/{id}.md", f"vardforlopp/{id}.txt"])
        match chance.randrange(6):
            case 0:
                path.unlink(missing_ok=True)
            case 1:
                write(path, chance.choice(["", "---\n", "x\n", INDICATOR.format(id=id, text="T.")]))
            case 2:
                write(home / "register/termer.yaml", REGISTER.format(avoid=chance.choice(["sjukgymnast", "andel"])))
            case 3:
                write(path, pathway(id, chance.choice(ids), more=f"alias: [{chance.choice(ids)}-gammal]\n"))
            case 4:
                write(path, pathway(id, f"{chance.choice(ids)}-gammal", chance.choice(ids)))
            case _:
                write(path, pathway(id, chance.choice(ids), chance.choice(ids)))
        only = chance.choice([None, None, [f"content/vardforlopp/{id}.md"]])
        assert found(project, store, only) == found(project, None, only)
    assert found(project, store) == found(project, None)


def test_a_store_that_cannot_be_read_is_as_if_it_were_not_there(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept/store.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"no database" * 1000)
    expected = found(project, None)
    assert found(project, Store(path, "1")) == expected
    with Store(path, "1")._db as db:
        db.execute("UPDATE kept SET head = x'00'")
    assert found(project, Store(path, "1")) == expected
    with Store(path, "1")._db as db:
        db.execute("UPDATE kept SET said = x'00', asked = x'c1' WHERE path LIKE '%vardforlopp%'")
    assert found(project, Store(path, "1")) == expected
    with Store(path, "1")._db as db:
        db.execute("UPDATE kept SET said = x'00'")
    assert found(project, Store(path, "1")) == expected
    with Store(path, "1")._db as db:
        db.execute("DELETE FROM parts")
    write(project / "content/vardforlopp/a.md", pathway("a", "c", "y"))
    assert found(project, Store(path, "1")) == found(project, None)


@pytest.mark.parametrize("make", [lambda path, other: path.symlink_to(other), lambda path, _: os.mkfifo(path)])
def test_a_store_is_an_ordinary_file(tmp_path: Path, make: Callable[[Path, Path], None]) -> None:
    """What a link in its place leads to is left as it was."""
    other = tmp_path / "annan"
    other.write_bytes(b"")
    other.chmod(0o644)
    os.utime(other, (0, 0))
    (tmp_path / "kept").mkdir(mode=0o700)
    make(tmp_path / "kept/s", other)
    with pytest.raises(OSError, match="kept"):
        Store(tmp_path / "kept/s", "1")
    assert (other.stat().st_mode & 0o777, other.stat().st_mtime, other.read_bytes()) == (0o644, 0, b"")


@pytest.mark.parametrize("column", ["path", "stamp", "head", "said", "asked", "parts"])
@pytest.mark.parametrize("value", ["NULL", "1", "'x'"])
def test_columns_of_other_kinds_are_as_if_they_were_empty(project: Path, store: Store, column: str, value: str) -> None:
    expected = found(project, store)
    table, where = ("parts", "") if column == "parts" else ("kept", " WHERE path LIKE '%a.md'" * (column == "path"))
    with store._db as db:
        db.execute(f"UPDATE {table} SET {column} = {value}{where}")
    assert found(project, store) == expected
    write(project / "content/vardforlopp/a.md", pathway("a", "c", "y"))
    assert found(project, store) == found(project, None)


def test_another_version_of_the_program_remembers_nothing(project: Path, store: Store, tmp_path: Path) -> None:
    found(project, store)
    assert memory.Memory(project, ["content/vardforlopp/a.md"], store).faces
    other = Store(tmp_path / "kept/store.sqlite", "2")
    assert not memory.Memory(project, ["content/vardforlopp/a.md"], other).faces


def test_what_was_written_just_now_is_not_trusted(project: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "kept/store.sqlite", "1")
    path = project / "content/vardforlopp/a.md"
    path.write_text(pathway("a", "b"), "utf-8")
    found(project, store)
    assert memory.Memory(project, ["content/vardforlopp/a.md"], store).changed == ["content/vardforlopp/a.md"]


def test_what_may_pass_is_not_remembered(project: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = found(project, None)

    def full(*_: object) -> bytes:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patch:
        patch.setattr("rodtrad.project.bytes_of", full)
        assert {f.rule for f in found(project, store)} == {"unreadable-file"}
    assert found(project, store) == expected


def test_a_name_that_is_no_text_stops_nothing(project: Path, store: Store) -> None:
    home = project / "content/vardforlopp"
    (home / "a.md").rename(home / os.fsdecode(b"r\xe4tt.md"))
    assert found(project, store) == found(project, None) == found(project, store)


def test_an_older_program_leaves_no_word_with_a_newer(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept/store.sqlite"
    old = Store(path, "1")
    new = Store(path, "2")
    found(project, old)
    assert new.heads() == {}


def test_a_store_in_use_is_not_thrown_away(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept/store.sqlite"
    first = Store(path, "1")
    found(project, first)
    inode = path.stat().st_ino
    first._db.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OSError, match="locked"):
        Store(path, "1")
    first._db.execute("ROLLBACK")
    assert path.stat().st_ino == inode
    assert first.heads()


def test_an_error_in_an_indicator_is_as_grave_as_those_that_use_it(project: Path, store: Store) -> None:
    indicator = "content/indikatorer/v.md"
    write(project / indicator, INDICATOR.format(id="v", text="X."))
    grave = []
    for status in ("utkast", "remiss", "utkast"):
        for name, other in (("a", "b"), ("b", "a")):
            write(project / f"content/vardforlopp/{name}.md", pathway(name, other, "v", f"status: {status}\n"))
        said = [f for f in check(project, store=store).findings if f.path == indicator]
        assert said == [f for f in check(project).findings if f.path == indicator]
        grave.append({f.severity for f in said if f.rule == "missing-chapter"})
    assert grave == [{Severity.WARNING}, {Severity.ERROR}, {Severity.WARNING}]


def test_what_is_gone_is_forgotten_and_the_whole_asked_once(
    project: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(project, store)
    path = "content/indikatorer/z.md"
    parts = "SELECT count(*) FROM parts WHERE path = ?"
    assert store._db.execute(parts, (path,)).fetchone() == (1,)
    (project / path).unlink()
    found(project, store)
    assert path not in store.heads()
    assert store._db.execute(parts, (path,)).fetchone() == (0,)

    def never(*_: object) -> None:
        raise AssertionError("worked out again")

    monkeypatch.setattr(checking, "_rules", never)
    assert found(project, store)


def test_a_face_is_of_one_state_of_its_file(project: Path, store: Store) -> None:
    """Another check has put a newer text there between the reading of heads and of parts."""
    path = "content/vardforlopp/a.md"
    found(project, store)
    seen = memory.Memory(project, [path], store)
    before = seen.faces[0].sha256
    write(project / path, pathway("a", "c", "y"))
    found(project, store)
    assert seen.faces[0].sha256 == before
    assert seen.faces[0].links
    rows = store.rows([path])
    seen.keep(link(seen.faces), [], {path: []}, {path: set()}, [])
    assert store.rows([path]) == rows != {}, "nothing is kept of two states"
