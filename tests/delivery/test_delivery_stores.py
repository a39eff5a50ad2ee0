"""A folder: every write in one step, compressed copies that are never another text's, nothing outside."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from backports import zstd
from small_feeds import NOW, tree

from rodtrad.delivery.compressing import MADE_BY
from rodtrad.delivery.refusing import RefusedError
from rodtrad.delivery.serving import cache, media
from rodtrad.delivery.stores import LEAST, Folder

LONG = b'{"text": "' + b"sepsis " * 200 + b'"}'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Folder]:
    store = Folder(tmp_path / "www", ("gz", "br", "zst"))
    with store.lock(NOW):
        yield store


def test_a_file_has_compressed_copies(store: Folder, tmp_path: Path) -> None:
    www = tmp_path / "www"
    store.write("index.html", LONG)
    store.write("api/v1/x/1.0.0.json", LONG)
    assert set(tree(www)) == {
        *("index.html", "index.html.gz"),
        *(f"api/v1/x/1.0.0.json{ending}" for ending in ("", ".gz", ".br", ".zst")),
    }
    assert gzip.decompress((www / "index.html.gz").read_bytes()) == LONG
    assert brotli.decompress((www / "api/v1/x/1.0.0.json.br").read_bytes()) == LONG
    assert zstd.decompress((www / "api/v1/x/1.0.0.json.zst").read_bytes()) == LONG


@pytest.mark.parametrize("path", ["bild.png", "api/v1/tuf/timestamp.json", ".dold.json", "api/v1/rodtrad-v1.tar.zst"])
def test_what_is_not_worth_it_has_none(store: Folder, tmp_path: Path, path: str) -> None:
    store.write(path, LONG)
    store.write("kort.html", b"x" * (LEAST - 1))
    assert set(tree(tmp_path / "www")) == {path, "kort.html"}


def test_a_copy_of_what_was_there_before_is_never_left(tmp_path: Path) -> None:
    """nginx would serve it in place of the new text."""
    www, path = tmp_path / "www", "api/v1/x/1.0.0.json"
    for codings in (("gz", "br"), ("gz",), ()):
        store = Folder(www, codings)  # type: ignore[arg-type]
        with store.lock(NOW):
            store.write(path, LONG + str(codings).encode())
        assert set(tree(www)) == {path, *(f"{path}.{coding}" for coding in codings)}
    with Folder(www).lock(NOW):
        Folder(www).write(path, LONG)
        Folder(www).write(path, b"{}")
    assert set(tree(www)) == {path}


def test_the_same_bytes_whenever_and_wherever_they_are_made(tmp_path: Path) -> None:
    made = []
    for name in ("a", "annat namn"):
        source = tmp_path / name
        source.write_bytes(LONG)
        for coding, compress in MADE_BY.items():
            compress(source, tmp_path / f"made.{coding}")
        made.append([(tmp_path / f"made.{coding}").read_bytes() for coding in MADE_BY])
    assert made[0] == made[1]
    assert made[0][0][4:8] == b"\0\0\0\0", "no time"


def test_a_file_that_is_copied_is_the_same(store: Folder, tmp_path: Path) -> None:
    large = tmp_path / "large.jsonl"
    large.write_bytes(LONG * 2000)
    store.write("large.jsonl", large)
    assert store.read("large.jsonl") == large.read_bytes()
    assert gzip.decompress(store.read("large.jsonl.gz")) == large.read_bytes()


def test_its_time_in_seconds_always_grows(store: Folder, tmp_path: Path) -> None:
    times, packed = [], []
    for number in range(5):
        store.write("a.html", b"%d" % number * (LEAST + number % 2))
        times.append(int((tmp_path / "www/a.html").stat().st_mtime))
        packed.append(int((tmp_path / "www/a.html.gz").stat().st_mtime))
    assert times == sorted(set(times))
    assert packed == sorted(set(packed))


def test_swap(store: Folder) -> None:
    store.swap("x", None, b"1")
    for before in (None, b"2"):
        with pytest.raises(RefusedError, match="annan publicering"):
            store.swap("x", before, b"3")
    store.swap("x", b"1", b"3")
    assert store.read("x") == b"3"


def test_what_was_written_is_safe_before_what_names_it(
    store: Folder, tmp_path: Path, no_waiting_for_disks: list[int]
) -> None:
    """Files, compressed copies and the folders that name them; once."""
    store.write("a/b.html", LONG)
    store.write("c.txt", b"x")
    del no_waiting_for_disks[:]
    store.flush()
    wanted = {(tmp_path / "www" / path).stat().st_ino for path in ("a", "a/b.html", "a/b.html.gz", ".", "c.txt")}
    assert set(no_waiting_for_disks) == wanted
    del no_waiting_for_disks[:]
    store.flush()
    assert no_waiting_for_disks == []
    store.swap("t.json", None, b"{}")
    assert (tmp_path / "www/t.json").stat().st_ino in no_waiting_for_disks


def test_list_and_remove(store: Folder, tmp_path: Path) -> None:
    store.write("a/b/c.html", LONG)
    store.write("a/d.txt", b"12")
    assert ("a/d.txt", 2) in list(store.list(""))
    assert {path for path, _ in store.list("a/b")} == {"a/b/c.html", "a/b/c.html.gz"}
    assert list(store.list("nothing")) == []
    for _ in range(2):
        store.remove("a/b/c.html")
    assert not (tmp_path / "www/a/b").exists()
    store.write("a/b/c.html", b"again")
    assert store.read("a/b/c.html") == b"again"
    with pytest.raises(FileNotFoundError):
        store.read("a/x")


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "a//b", "", "a/./b", "a\nb", "a\\b", "a/"])
def test_nothing_outside_the_folder(store: Folder, path: str) -> None:
    for use in (store.read, store.remove, lambda path: store.write(path, b"x")):
        with pytest.raises(ValueError, match="outside"):
            use(path)


def test_not_through_a_link(store: Folder, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "www/a").symlink_to(tmp_path / "else")
    with pytest.raises(RefusedError, match="ta bort länken"):
        store.write("a/x.json", b"x")
    assert not list((tmp_path / "else").iterdir())
    (tmp_path / "else/x.json").write_text("{}")
    with pytest.raises(RefusedError, match="ta bort länken"):
        store.remove("a/x.json")
    assert (tmp_path / "else/x.json").exists()


def test_a_home_that_is_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "www").symlink_to(tmp_path / "real")
    store = Folder(tmp_path / "www")
    with store.lock(NOW):
        store.write("a/x.json", b"x")
    assert (tmp_path / "real/a/x.json").read_bytes() == b"x"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("api/v1/vardforlopp/sepsis/1.0.0.json", "public, max-age=31536000, immutable"),
        ("utkast/v1/manifest/0a.json", "public, max-age=31536000, immutable"),
        ("api/v1/tuf/12.snapshot.json", "public, max-age=31536000, immutable"),
        ("api/v1/tuf/timestamp.json", "no-cache"),
        ("api/v1/tuf/root.json", "public, max-age=300"),
        ("api/v1/manifest.json", "public, max-age=300"),
        ("api/v1/1.0.0.json", "public, max-age=300"),
        ("x/api/v1/tuf/timestamp.json", "public, max-age=300"),
    ],
)
def test_how_long_a_file_may_be_kept(path: str, said: str) -> None:
    assert cache(path) == said


def test_media_types() -> None:
    assert media("api/v1/atom.xml") == "application/atom+xml"
    assert media("sitemap.xml") == "application/xml"
    assert media("LICENSE") == "application/octet-stream"
