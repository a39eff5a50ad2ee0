"""A publication: what it refuses, what it writes, and what readers see whenever it is killed."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_feeds import NOW, ONE, TWO, Reader, days, manifest_of, state_of, tree, unpacked, write_source
from tuf.api.exceptions import RepositoryError

from rodtrad.delivery.keys import load, rotate
from rodtrad.delivery.publishing import Published, publish, renew
from rodtrad.delivery.refusing import RefusedError
from rodtrad.delivery.stores import Content, Folder

FIRST = int(NOW.timestamp())
"""Version of what is signed first."""


class Falling(Folder):
    """A folder whose `at`th write fails, before it is made or after."""

    def __init__(self, home: Path, at: int = -1, *, after: bool = False) -> None:
        super().__init__(home)
        self.left, self.after, self.done = at, after, list[str]()

    def _fall(self, path: str, write: Callable[[], None]) -> None:
        self.left -= 1
        if self.left == -1 and not self.after:
            raise OSError("killed")
        write()
        self.done.append(path)
        if self.left == -1:
            raise OSError("killed")

    def write(self, path: str, content: Content) -> None:
        self._fall(path, lambda: super(Falling, self).write(path, content))

    def remove(self, path: str) -> None:
        self._fall(path, lambda: super(Falling, self).remove(path))


def reader(keys: Path, www: Path, state: Path) -> Reader:
    return Reader(state, (keys / "1.root.json").read_bytes(), www)


def seen(keys: Path, www: Path, tmp: Path) -> str:
    """What somebody sees who comes for the first time."""
    shutil.rmtree(tmp / "seen", ignore_errors=True)
    return state_of(reader(keys, www, tmp / "seen"), www)


def copied(source: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target


def content(www: Path) -> dict[str, bytes]:
    """What is published but for signatures, whose versions count the attempts."""
    return {path: data for path, data in tree(www).items() if "/tuf/" not in path}


def test_the_reader_sees_what_the_source_says(keys: Path, one: Path, tmp_path: Path) -> None:
    done = publish(one, Folder(tmp_path / "www"), keys, now=NOW)
    assert seen(keys, tmp_path / "www", tmp_path) == manifest_of(one)
    assert (done.sequence, done.archive, done.until) == (2, True, NOW + days(30))
    for path, data in tree(one).items():
        if path != ".rodtrad":
            assert (tmp_path / "www" / path).read_bytes() == data, path
    assert not (tmp_path / "www/.rodtrad").exists()
    assert (tmp_path / "www/api/v1/index.json").stat().st_mode & 0o777 == 0o644


def test_only_what_differs_is_written(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    publish(one, Folder(www), keys, now=NOW)
    again = Falling(www)
    done = publish(one, again, keys, now=NOW)
    assert again.done == ["api/v1/tuf/timestamp.json"]
    assert done.written == 0
    store = Falling(www)
    publish(two, store, keys, now=NOW)
    assert not [path for path in store.done if "stroke" in path or "style.css" in path]
    assert [path for path in store.done if "sepsis" in path] == [
        "api/v1/vardforlopp/sepsis/1.1.0.json",
        "api/v1/vardforlopp/sepsis.json",
    ]


def test_readers_follow_what_was_restored_from_a_backup(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    www, backup = tmp_path / "www", tmp_path / "backup"
    publish(one, Folder(www), keys, now=NOW)
    shutil.copytree(www, backup)
    publish(two, Folder(www), keys, now=NOW + days(1))
    publish(two, Folder(www), keys, now=NOW + days(2), archive=True)
    who = reader(keys, www, tmp_path / "r")
    assert state_of(who, www, NOW + days(2)) == manifest_of(two)
    shutil.rmtree(www)
    backup.rename(www)
    publish(two, Folder(www), keys, now=NOW + days(3))
    assert state_of(who, www, NOW + days(3)) == manifest_of(two)


def test_what_lists_name_is_there_before_them(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    publish(one, Folder(tmp_path / "www"), keys, now=NOW)
    store = Falling(tmp_path / "www")
    publish(two, store, keys, now=NOW)
    order = [
        "api/v1/vardforlopp/sepsis/1.1.0.json",
        "tillagg/kalmar-lan/x/index.html",
        "api/v1/index.json",
        "api/v1/manifest.json",
        f"api/v1/manifest/{manifest_of(two)}.manifest.json",
        f"api/v1/tuf/{FIRST + 1}.targets.json",
        f"api/v1/tuf/{FIRST + 1}.snapshot.json",
        "api/v1/tuf/timestamp.json",
    ]
    assert [path for path in store.done if path in order] == order
    assert store.done[0] == store.done[-1] == ".rodtrad-publicerat.json"
    assert order.index("api/v1/index.json") < order.index("api/v1/manifest.json")
    assert store.done.index("index.html") > store.done.index("tillagg/kalmar-lan/x/index.html")


def test_what_is_no_longer_made_is_removed_last_and_only_that(keys: Path, one: Path, tmp_path: Path) -> None:
    www, source = tmp_path / "www", copied(one, tmp_path / "source")
    (source / "gammal").mkdir()
    (source / "gammal/index.html").write_text("sida" * 300)
    publish(source, Folder(www), keys, now=NOW)
    assert (www / "gammal/index.html.gz").exists()
    (www / "annans.txt").write_text("inte vår")
    shutil.rmtree(source / "gammal")
    store = Falling(www)
    assert publish(source, store, keys, now=NOW).removed == 1
    assert store.done[-3:] == ["api/v1/tuf/timestamp.json", "gammal/index.html", ".rodtrad-publicerat.json"]
    assert not (www / "gammal").exists()
    assert (www / "annans.txt").exists()


def test_a_page_that_is_open_can_fetch_its_parts_for_a_day(keys: Path, one: Path, tmp_path: Path) -> None:
    www, source = tmp_path / "www", copied(one, tmp_path / "source")
    (source / "pagefind").mkdir()
    for number in range(3):
        (source / f"pagefind/{number}.pf").write_text("x")
        publish(source, Folder(www), keys, now=NOW + days(number / 2))
        (source / f"pagefind/{number}.pf").unlink()

    def there() -> list[str]:
        return sorted(path.name for path in (www / "pagefind").glob("*"))

    assert there() == ["0.pf", "1.pf", "2.pf"]
    (source / "pagefind/1.pf").write_text("again")
    assert publish(source, Folder(www), keys, now=NOW + days(1.5)).removed == 1
    assert there() == ["1.pf", "2.pf"]
    assert publish(source, Folder(www), keys, now=NOW + days(2)).removed == 0
    assert publish(source, Folder(www), keys, now=NOW + days(2.5)).removed == 1
    assert there() == ["1.pf"]
    assert publish(source, Folder(www), keys, now=NOW + days(9)).removed == 0
    assert (www / "pagefind/1.pf").read_text() == "again"


def test_lists_and_archives_that_nobody_vouches_for_are_removed(
    keys: Path, one: Path, two: Path, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    store = Folder(www, ("gz", "br"))

    def signed() -> set[str]:
        """What lies among the signed, but for what a document or a page of changes is kept in."""
        return {path.name for path in (www / "api/v1/manifest").iterdir() if path.is_file()}

    def after(source: Path, count: float, **more: bool) -> set[str]:
        publish(source, store, keys, now=NOW + days(count), **more)
        return signed()

    first = after(one, 0)
    lasting = {path: data for path, data in tree(www).items() if path.count("/") > 3 or "andringar" in path}
    assert {name.partition(".")[2] for name in first} > {"json", "manifest.json", "rodtrad-v1.tar.zst"}
    reader = Reader(tmp_path / "early", (keys / "1.root.json").read_bytes(), copied(www, tmp_path / "early-www"))
    second = after(two, 10, archive=True)
    assert second > first
    assert after(two, 39.9) == second, "a reader may have the timestamp of the tenth day"
    assert state_of(reader, www, NOW + days(29.9)) == manifest_of(one), "and so may one of the first"
    third = after(two, 42)
    assert third < second
    assert third.isdisjoint(name for name in first if "tar.zst" in name or "manifest.json" in name)
    assert {path for path in lasting if not (www / path).exists()} == set()
    late = Reader(tmp_path / "late", (keys / "1.root.json").read_bytes(), www)
    assert state_of(late, www, NOW + days(42)) == manifest_of(two)
    assert after(two, 90) == third


def test_the_lists_that_the_archive_was_made_from_stay(keys: Path, tmp_path: Path) -> None:
    """By them it is told what the archive lacks."""
    documents = {f"vardforlopp/d{number}": ["1.0.0"] for number in range(40)}
    www = tmp_path / "www"
    for count in range(4):
        source = write_source(tmp_path / f"s{count}", {**documents, f"vardforlopp/ny{count}": ["1.0.0"]})
        documents[f"vardforlopp/ny{count}"] = ["1.0.0"]
        assert publish(source, Folder(www), keys, now=NOW + days(40 * count)).archive == (count == 0)
    manifests = list((www / "api/v1/manifest").glob("*.manifest.json"))
    assert len(manifests) == 3, "of the archive, the one that is marked, and the one that holds"


def test_a_page_of_changes_that_is_sealed_stays(keys: Path, tmp_path: Path) -> None:
    """Until it is full its address is one of those whose file changes: that is no reason to remove it."""
    www = tmp_path / "www"
    publish(write_source(tmp_path / "a", ONE, page=4), Folder(www), keys, now=NOW)
    publish(write_source(tmp_path / "b", TWO, page=4), Folder(www), keys, now=NOW)
    assert seen(keys, www, tmp_path) == manifest_of(tmp_path / "b")
    more = {**TWO, "vardforlopp/sepsis": ["1.0.0", "1.1.0", "1.3.0"]}
    publish(write_source(tmp_path / "c", more, page=4), Folder(www), keys, now=NOW)
    assert seen(keys, www, tmp_path) == manifest_of(tmp_path / "c")


def writes(keys: Path, source: Path, before: Path, tmp: Path) -> int:
    store = Falling(copied(before, tmp / "counting"))
    publish(source, store, copied(keys, tmp / "counted"), now=NOW)
    return len(store.done)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_any_write_readers_see_old_or_new(
    keys: Path, one: Path, two: Path, tmp_path: Path, after: bool
) -> None:
    first, whole = tmp_path / "first", tmp_path / "whole"
    publish(one, Folder(first), keys, now=NOW)
    old, new = manifest_of(one), manifest_of(two)
    publish(two, Folder(copied(first, whole)), copied(keys, tmp_path / "k"), now=NOW)
    states = []
    for at in range(writes(keys, two, first, tmp_path)):
        www = copied(first, tmp_path / "www")
        with pytest.raises(OSError, match="killed"):
            publish(two, Falling(www, at, after=after), keys, now=NOW)
        states.append(seen(keys, www, tmp_path))
        publish(two, Folder(www), keys, now=NOW)
        assert seen(keys, www, tmp_path) == new, at
        assert content(www) == content(whole), at
    assert states == sorted(states, key=[old, new].index)
    assert set(states) == {old, new}


def test_the_first_publication_can_be_killed_too(keys: Path, one: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    publish(one, Folder(tmp_path / "whole"), keys, now=NOW)
    for at in range(writes(keys, one, tmp_path / "empty", tmp_path)):
        www = copied(tmp_path / "empty", tmp_path / "www")
        with pytest.raises(OSError, match="killed"):
            publish(one, Falling(www, at), keys, now=NOW)
        publish(one, Folder(www), keys, now=NOW)
        assert seen(keys, www, tmp_path) == manifest_of(one)
        assert content(www) == content(tmp_path / "whole"), at


def test_killed_while_keys_are_exchanged(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    first = tmp_path / "first"
    publish(one, Folder(first), keys, now=NOW)
    for role in ("timestamp", "root", "targets"):
        rotate(keys, role, now=NOW)  # type: ignore[arg-type]
    for at in range(writes(keys, two, first, tmp_path)):
        www = copied(first, tmp_path / "www")
        early = reader(keys, www, tmp_path / f"early{at}")
        state_of(early, www)
        with pytest.raises(OSError, match="killed"):
            publish(two, Falling(www, at), copied(keys, tmp_path / "k"), now=NOW)
        for who in (early, reader(keys, www, tmp_path / f"late{at}")):
            assert state_of(who, www) in (manifest_of(one), manifest_of(two)), at
        publish(two, Folder(www), tmp_path / "k", now=NOW)
        assert state_of(early, www) == manifest_of(two)


def test_killed_and_then_another_text(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    """What the killed run wrote was never given out: the next may write something else there."""
    first = tmp_path / "first"
    publish(one, Folder(first), keys, now=NOW)
    other = write_source(tmp_path / "other", TWO, texts={"tillagg/kalmar-lan/x": "annat"})
    for at in range(writes(keys, two, first, tmp_path)):
        www = copied(first, tmp_path / "www")
        with pytest.raises(OSError, match="killed"):
            publish(two, Falling(www, at), keys, now=NOW)
        if seen(keys, www, tmp_path) == manifest_of(one):
            publish(other, Folder(www), keys, now=NOW)
            assert seen(keys, www, tmp_path) == manifest_of(other), at
            assert (www / "tillagg/kalmar-lan/x/index.html").read_bytes() == b"<h1>annat"
        else:
            with pytest.raises(RefusedError, match="får inte ändras"):
                publish(other, Folder(www), keys, now=NOW)


class Dying(Folder):
    """A folder whose process is killed when the `at`th file is to be put in its place."""

    def __init__(self, home: Path, at: int) -> None:
        super().__init__(home)
        self.left = at

    def _put(self, new: Path, place: Path) -> None:
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        super()._put(new, place)


def test_killed_with_signal_9(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    first = tmp_path / "first"
    publish(one, Folder(first), keys, now=NOW)
    at, killed = 0, True
    while killed:
        www = copied(first, tmp_path / "www")
        child = os.fork()
        if child == 0:
            try:
                publish(two, Dying(www, at), keys, now=NOW)
                os._exit(0)
            finally:
                os._exit(1)
        status = os.waitpid(child, 0)[1]
        killed = os.WIFSIGNALED(status)
        assert killed or status == 0
        assert seen(keys, www, tmp_path) in (manifest_of(one), manifest_of(two))
        publish(two, Folder(www), keys, now=NOW)
        assert seen(keys, www, tmp_path) == manifest_of(two)
        assert not list(www.glob(".rodtrad-ny*"))
        at += 3
    assert at > 10


def test_two_publishers_at_once(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    store = Folder(tmp_path / "www")
    publish(one, store, keys, now=NOW)
    with store.lock(NOW):
        for attempt in (
            lambda: publish(two, Folder(tmp_path / "www"), keys, now=NOW),
            lambda: renew(store, keys, now=NOW),
        ):
            with pytest.raises(RefusedError, match="pågår"):
                attempt()
    publish(two, store, keys, now=NOW)


# -- what is refused ----------------------------------------------------------------------------------------------


def refused(source: Path, www: Path, keys: Path, match: str) -> None:
    before = tree(www)
    with pytest.raises(RefusedError, match=match):
        publish(source, Folder(www), keys, now=NOW)
    assert tree(www) == before


def test_a_source_that_is_not_what_its_manifest_says(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    publish(one, Folder(www), keys, now=NOW)
    named = [p for p in tree(two) if p.endswith(".0.json") or "/manifest/" in p]
    assert len(named) > 6
    for path in named:
        source = copied(two, tmp_path / "source")
        whole = (source / path).read_bytes()
        for other in (whole + b" ", b" " + whole[:-1]):
            (source / path).write_bytes(other)
            refused(source, www, keys, "manifest")
        (source / path).unlink()
        refused(source, www, keys, "går inte att läsa")
    (source / "api/v1/manifest.json").write_bytes(b"{}")
    refused(source, www, keys, "går inte att läsa")


@pytest.mark.parametrize("path", ["api/v1/vardforlopp/sepsis/1.1.0.json", "index.html"])
def test_a_source_that_changes_meanwhile(keys: Path, one: Path, two: Path, tmp_path: Path, path: str) -> None:
    www, source = tmp_path / "www", copied(two, tmp_path / "source")
    publish(one, Folder(www), keys, now=NOW)

    class Late(Folder):
        def list(self, folder: str) -> Iterator[tuple[str, int]]:
            (source / path).write_bytes(b"annat")
            return super().list(folder)

    with pytest.raises(RefusedError, match="ändrades under tiden"):
        publish(source, Late(www), keys, now=NOW)
    assert seen(keys, www, tmp_path) == manifest_of(one)


def test_a_version_that_was_given_out_never_changes(keys: Path, one: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    publish(one, Folder(www), keys, now=NOW)
    changed = write_source(tmp_path / "changed", TWO, texts={"vardforlopp/sepsis": "Sepsis"})
    refused(changed, www, keys, r"vardforlopp/sepsis/1\.0\.0\.json är publicerad och får inte ändras")


def test_a_version_that_was_given_out_never_goes(keys: Path, two: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    publish(two, Folder(www), keys, now=NOW)
    less = {**TWO, "vardforlopp/sepsis": ["1.1.0", "1.3.0"]}
    refused(write_source(tmp_path / "less", less), www, keys, r"1\.0\.0\.json är publicerad men finns inte i källan")


def test_events_that_were_given_out_never_change(keys: Path, one: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    publish(one, Folder(www), keys, now=NOW)
    between = {**ONE, "vardforlopp/a": ["1.0.0"]}
    refused(write_source(tmp_path / "between", between), www, keys, "Händelserna på sidan 1")


def test_a_clock_that_is_slow(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    www = Folder(tmp_path / "www")
    publish(one, www, keys, now=NOW)
    before = tree(tmp_path / "www/api/v1/tuf")
    with pytest.raises(RefusedError, match="ställ klockan"):
        renew(www, keys, now=NOW - days(1))
    with pytest.raises(RefusedError, match="ställ klockan"):
        publish(two, www, keys, now=NOW - days(3650))
    assert tree(tmp_path / "www/api/v1/tuf") == before


def test_fewer_events_than_are_published(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    publish(two, Folder(tmp_path / "www"), keys, now=NOW)
    refused(one, tmp_path / "www", keys, "har 4 händelser, men källan bara 2")


def test_environments_never_mix(made_keys: Path, one: Path, tmp_path: Path) -> None:
    sources = {"production": one, "acceptance": write_source(tmp_path / "a", ONE, environment="acceptance")}
    for environment, source in sources.items():
        publish(source, Folder(tmp_path / environment), made_keys / environment, now=NOW)
    for environment, other in (("production", "acceptance"), ("acceptance", "production")):
        refused(sources[other], tmp_path / environment, made_keys / environment, f"till miljön {other}")
        refused(sources[other], tmp_path / environment, made_keys / other, f"Dit är miljön {environment} publicerad")
        with pytest.raises(RefusedError, match=f"Dit är miljön {environment}"):
            renew(Folder(tmp_path / environment), made_keys / other, now=NOW)


def test_one_list_of_another_environment_is_enough(keys: Path, one: Path, tmp_path: Path) -> None:
    acceptance = write_source(tmp_path / "a", ONE, environment="acceptance")
    mixed = copied(one, tmp_path / "mixed")
    for path in (acceptance / "api/v1/manifest").rglob("*.json"):
        shutil.copy(path, mixed / path.relative_to(acceptance))
    text = (acceptance / "api/v1/manifest.json").read_bytes().replace(b'"acceptance"', b'"production"')
    (mixed / "api/v1/manifest.json").write_bytes(text)
    refused(mixed, tmp_path / "www", keys, "hör till miljön acceptance")


def test_other_keys_of_the_same_environment(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    from rodtrad.delivery.keys import init

    publish(one, Folder(tmp_path / "www"), keys, now=NOW)
    init(tmp_path / "others", environment="production", now=NOW)
    refused(two, tmp_path / "www", tmp_path / "others", "signerat med andra nycklar")


def test_the_files_of_others_are_not_written_over(keys: Path, one: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/index.html").write_text("annans")
    refused(one, tmp_path / "www", keys, "välj en tom adress")


def test_a_published_shard_that_is_damaged_is_told(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    publish(one, Folder(www), keys, now=NOW)
    for path in (www / "api/v1/manifest").glob("*.json"):
        path.write_bytes(b"{}")
    refused(two, www, keys, "skadad eller borta")


def test_what_others_have_put_among_the_signed_is_never_signed(
    keys: Path, one: Path, two: Path, tmp_path: Path
) -> None:
    """Who can write on the web server, but has no key, must not get a signature by waiting for the next renewal."""
    www, tuf = tmp_path / "www", tmp_path / "www/api/v1/tuf"
    publish(one, Folder(www), keys, now=NOW)
    for name, before, after in (
        (f"{FIRST}.targets.json", "rodtrad-v1", "annat"),
        (f"{FIRST}.snapshot.json", "2027-11-27", "2028-11-27"),
        ("timestamp.json", '"2026-', '"2027-'),
    ):
        whole = (tuf / name).read_text()
        assert before in whole
        (tuf / name).write_text(whole.replace(before, after))
        refused(two, www, keys, "skadat eller inte signerat")
        with pytest.raises(RefusedError, match="skadat eller inte signerat"):
            renew(Folder(www), keys, now=NOW)
        (tuf / name).write_text(whole)
    publish(two, Folder(www), keys, now=NOW)
    shutil.copy(tuf / f"{FIRST}.targets.json", tuf / f"{FIRST + 1}.targets.json")
    with pytest.raises(RefusedError, match="skadat"):
        renew(Folder(www), keys, now=NOW)


@pytest.mark.parametrize("name", ["a\\b.html", "a\nb.html", "a\udcffb.html"])
def test_a_name_that_no_address_can_have(keys: Path, one: Path, tmp_path: Path, name: str) -> None:
    source = copied(one, tmp_path / "source")
    (source / name).write_text("x")
    refused(source, tmp_path / "www", keys, "byt namn på filen")


def test_private_keys_and_keys_beside_the_pages_are_refused(keys: Path, one: Path, tmp_path: Path) -> None:
    source = copied(one, tmp_path / "source")
    key = (keys / "online/targets.pem").read_bytes()
    for before in (b"", b"\xef\xbb\xbf", b" " * 300, b"Bag Attributes\n    localKeyID: 01\n", b"<pre>"):
        (source / "assets/nyckel.txt").write_bytes(before + key)
        refused(source, tmp_path / "www", keys, "är en privat nyckel")
    (source / "assets/nyckel.txt").write_bytes(
        b"Filen b\xc3\xb6rjar med `-----BEGIN PRIVATE KEY-----` och en rad till."
    )
    publish(source, Folder(tmp_path / "other"), keys, now=NOW)
    source = copied(one, tmp_path / "source")
    shutil.copytree(keys, source / "nycklar")
    refused(source, tmp_path / "www", source / "nycklar", "flytta dem")


# -- working texts ------------------------------------------------------------------------------------------------


def test_working_texts_are_published_apart(made_keys: Path, one: Path, tmp_path: Path) -> None:
    both = copied(one, tmp_path / "both")
    write_source(tmp_path / "drafts", ONE, environment="draft")
    shutil.copytree(tmp_path / "drafts/utkast", both / "utkast")
    publish(both, Folder(tmp_path / "www"), made_keys / "production", now=NOW)
    assert not (tmp_path / "www/utkast").exists()
    publish(both, Folder(tmp_path / "apart"), made_keys / "draft", now=NOW)
    assert {path.parts[0] for path in map(Path, tree(tmp_path / "apart")) if path.parts[0][0] != "."} == {"utkast"}
    found = Reader(tmp_path / "r", (made_keys / "draft/1.root.json").read_bytes(), tmp_path / "apart")
    assert state_of(found, tmp_path / "apart", home="utkast/v1") == manifest_of(both, "utkast/v1")
    changed = write_source(tmp_path / "changed", ONE, environment="draft", texts={"vardforlopp/sepsis": "ny"})
    publish(changed, Folder(tmp_path / "apart"), made_keys / "draft", now=NOW)
    assert state_of(found, tmp_path / "apart", home="utkast/v1") == manifest_of(changed, "utkast/v1")


# -- the archive, and how long it all holds -----------------------------------------------------------------------


def archive(keys: Path, www: Path, tmp: Path) -> tuple[dict[str, bytes], int]:
    found = reader(keys, www, tmp / "archive").target("rodtrad-v1.tar.zst")
    assert found
    assert (www / "api/v1/rodtrad-v1.tar.zst").read_bytes() == found[0]
    return unpacked(found[0]), found[1]["sequence"]


def test_the_archive_is_made_anew_when_it_lacks_a_tenth(keys: Path, tmp_path: Path) -> None:
    www, documents = tmp_path / "www", {f"vardforlopp/d{n}": ["1.0.0"] for n in range(30)}

    def now_with(extra: int, **how: bool) -> Published:
        more = {**documents, **{f"vardforlopp/e{n}": ["2.0.0"] for n in range(extra)}}
        source = write_source(tmp_path / f"s{extra}", more)
        return publish(source, Folder(www), keys, now=NOW, **how)

    now_with(0)
    assert not now_with(2).archive
    assert archive(keys, www, tmp_path)[1] == 30
    assert now_with(4).archive
    files, sequence = archive(keys, www, tmp_path)
    assert sequence == 34
    assert "vardforlopp/e3/2.0.0.json" in files
    assert not now_with(5).archive
    assert now_with(5, archive=True).archive
    assert archive(keys, www, tmp_path)[1] == 35
    assert not now_with(5, archive=True).archive, "the same bytes are not given out again"
    assert (www / "api/v1/rodtrad-v1.tar.zst.sha256").read_text().endswith("  rodtrad-v1.tar.zst\n")


def test_signed_anew_before_it_ends(keys: Path, one: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    publish(one, Folder(www), keys, now=NOW)
    who = reader(keys, www, tmp_path / "r")
    for week in range(1, 80):
        now = NOW + days(7 * week)
        assert renew(Folder(www), keys, now=now).until == now + days(30)
        assert who.target("manifest.json", now + days(29))
    names = sorted(path.name.partition(".")[2] for path in (www / "api/v1/tuf").iterdir())
    assert names == ["json", "root.json", *["snapshot.json"] * 2, *["targets.json"] * 2]
    with pytest.raises(RepositoryError, match="expired"):
        who.updater(NOW + days(7 * 79 + 31))


def test_renewal_says_until_when_the_root_holds(keys: Path, one: Path, tmp_path: Path) -> None:
    publish(one, Folder(tmp_path / "www"), keys, now=NOW)
    done = renew(Folder(tmp_path / "www"), keys, now=NOW)
    assert done.root_until == NOW + days(5 * 365)
    rotate(keys, "root", now=NOW + days(4 * 365 + 100))
    assert renew(Folder(tmp_path / "www"), keys, now=NOW).root_until == NOW + days(9 * 365 + 100)


def test_nothing_to_renew(keys: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="ingenting publicerat"):
        renew(Folder(tmp_path / "www"), keys, now=NOW)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(
    steps=st.lists(st.tuples(st.sampled_from(["publish", "renew", "rotate", "kill"]), st.integers(0, 40)), max_size=8)
)
def test_whatever_is_done_in_whatever_order(
    made_keys: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    """A reader from the first day always gets a whole state, and never an older one."""
    tmp = tmp_path_factory.mktemp("steps")
    keys, www, documents = copied(made_keys / "production", tmp / "keys"), tmp / "www", dict(ONE)
    publish(write_source(tmp / "s", documents), Folder(www), keys, now=NOW)
    who, states = reader(keys, www, tmp / "r"), [manifest_of(tmp / "s")]
    for number, (what, value) in enumerate(steps):
        if what == "rotate":
            rotate(keys, ("root", "targets", "snapshot", "timestamp")[value % 4], now=NOW)  # type: ignore[arg-type]
        elif what == "renew":
            renew(Folder(www), keys, now=NOW)
        else:
            documents[f"vardforlopp/n{number}"] = [f"2.{number}.0"]
            source = write_source(tmp / f"s{number}", documents)
            states.append(manifest_of(source))
            try:
                publish(source, Falling(www, value if what == "kill" else -1), keys, now=NOW)
            except OSError:
                assert what == "kill"
        found = state_of(who, www)
        assert found in states
        states = states[states.index(found) :]
    assert load(keys).environment == "production"
