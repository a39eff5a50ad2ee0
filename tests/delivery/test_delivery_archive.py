"""The archive: the same bytes whenever it is made, in little memory, whole."""

from __future__ import annotations

import os
import tarfile
import tracemalloc
from pathlib import Path

import pytest
from backports import zstd
from small_feeds import NOW, TWO, unpacked, write_source

from rodtrad.delivery import archive
from rodtrad.delivery.archive import lacks_much, write
from rodtrad.delivery.source import Source, read
from rodtrad.feed.canonical import sha256
from rodtrad.feed.listings import ShardEntry


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return read(write_source(tmp_path / "source", TWO), "production")


def test_it_holds_every_file_that_never_changes(source: Source, tmp_path: Path) -> None:
    write(tmp_path / "a", source.folder / source.home, source.lasting)
    found = unpacked((tmp_path / "a").read_bytes())
    assert list(found) == sorted(source.lasting)
    for path, data in found.items():
        assert sha256(data) == source.lasting[path].sha256
    assert not [path for path in found if path in ("index.json", "vardforlopp/sepsis.json")]


def test_the_same_bytes(source: Source, tmp_path: Path) -> None:
    write(tmp_path / "a", source.folder / source.home, source.lasting)
    for path in source.folder.rglob("*"):
        path.chmod(0o755)
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    backwards = dict(reversed(source.lasting.items()))
    write(tmp_path / "b", source.folder / source.home, backwards)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with zstd.open(tmp_path / "a") as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
        assert {(info.mtime, info.uid, info.gid, info.uname, info.mode) for info in tar} == {(0, 0, 0, "", 0o644)}


def test_a_long_name_is_kept(tmp_path: Path) -> None:
    name = f"{'a' * 200}/{'b' * 60}å/1.0.0.json"
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes(b"x")
    write(tmp_path / "out", tmp_path, {name: ShardEntry(path=name, sha256=sha256(b"x"), bytes=1)})
    assert unpacked((tmp_path / "out").read_bytes()) == {name: b"x"}


def test_it_needs_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LEVEL", 1)
    entries = {}
    for number in range(40):
        data = os.urandom(1 << 20)
        (tmp_path / f"{number}").write_bytes(data)
        entries[str(number)] = ShardEntry(path=str(number), sha256=sha256(data), bytes=1 << 20)
    tracemalloc.start()
    write(tmp_path / "out", tmp_path, entries)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


def test_when_it_lacks_much() -> None:
    entries = [ShardEntry(path=str(n), sha256=str(n), bytes=10) for n in range(20)]
    assert lacks_much(entries, [])
    assert lacks_much(entries, entries[3:])
    assert not lacks_much(entries, entries[2:])
    assert not lacks_much(entries, entries)
    assert not lacks_much([], [])
    moved = [ShardEntry(path="elsewhere", sha256=e.sha256, bytes=10) for e in entries]
    assert not lacks_much(entries, moved)
