"""Networks break, disks fill up, clocks are wrong, runs meet: afterwards the copy says what the server says."""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from region_world import NOW, Handler, World
from rodtrad.region import CopyError, Mirror, NotFetchedError, NotTrustedError


def large(world: World) -> None:
    """Texts that do not compress, so that there is something to cut."""
    dice = random.Random(7)
    for number in range(30):
        world.office.release(f"vardforlopp/stor-{number}", dice.randbytes(6000).hex())


@pytest.mark.parametrize("seed", range(20))
def test_a_connection_that_is_cut_anywhere(world: World, seed: int, tmp_path: Path) -> None:
    """After a number of bytes, whatever they are of; the next run goes on from there."""
    large(world)
    archive = seed % 2 == 0
    world.publish(archive=archive)
    dice = random.Random(seed)
    whole = sum(path.stat().st_size for path in world.server.home.rglob("*.json")) // (2 if archive else 1)
    left = [dice.randrange(whole)]
    lock = threading.Lock()

    def fault(handler: Handler, path: str) -> bool:
        write = handler.wfile.write

        def limited(data: bytes) -> int:
            with lock:
                part = data[: max(0, left[0])]
                left[0] -= len(data)
            count = write(part)
            if len(part) < len(data):
                handler.connection.shutdown(socket.SHUT_RDWR)
                raise ConnectionError
            return count

        handler.wfile.write = limited  # type: ignore[method-assign]
        return False

    world.server.fault = fault
    with pytest.raises(NotFetchedError):
        world.pull()
    world.server.fault = None
    asked = len(world.server.seen)
    world.pull()
    assert world.same()
    assert not list(world.mirror.folder.glob("*.hamtas"))
    assert len(world.server.seen) > asked


def test_what_was_fetched_before_a_cut_is_not_fetched_again(world: World) -> None:
    large(world)
    world.publish()

    def fault(handler: Handler, path: str) -> bool:
        if path.startswith("vardforlopp/stor-9"):
            handler.cut()
            return True
        return False

    world.server.fault = fault
    with pytest.raises(NotFetchedError):
        world.pull()
    before = {path for path in world.server.paths() if path.startswith("vardforlopp/")}
    world.server.fault, world.server.seen = None, []
    world.pull()
    again = before & {path for path in world.server.paths() if path.startswith("vardforlopp/")}
    assert world.same()
    assert len(before) > 20
    assert len(again) <= 9, "those that were on their way when it was cut"


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_a_server_that_is_busy_is_asked_again_when_it_says(world: World, status: int) -> None:
    waits: list[float] = []
    failed: set[str] = set()

    def fault(handler: Handler, path: str) -> bool:
        if path in failed:
            return False
        failed.add(path)
        date = {"Date": "Fri, 27 Nov 2026 12:00:00 GMT", "Retry-After": "Fri, 27 Nov 2026 12:00:09 GMT"}
        handler.answer(status, b"", **(date if path == "tuf/timestamp.json" else {"Retry-After": "4"}))
        return True

    world.server.fault = fault
    world.pull(wait=waits.append, parallel=1)
    assert world.same()
    assert len(waits) == len(failed)
    assert sum(wait >= 9 for wait in waits) == 1
    assert all(4 <= wait < 13 for wait in waits)


def test_a_burst_of_errors_without_a_word_is_waited_out_longer_and_longer(world: World) -> None:
    waits: list[float] = []
    count = [0]

    def fault(handler: Handler, path: str) -> bool:
        count[0] += 1
        if count[0] <= 4:
            handler.answer(503, b"")
        return count[0] <= 4

    world.server.fault = fault
    world.pull(wait=waits.append)
    assert world.same()
    assert len(waits) == 4
    assert all(0.25 * 2**n < wait < 0.76 * 2**n for n, wait in enumerate(waits, 1))


def test_a_server_that_asks_for_too_long_a_wait_is_left(world: World) -> None:
    waits: list[float] = []
    world.server.fault = lambda handler, path: (handler.answer(503, b"", **{"Retry-After": "86400"}), True)[1]
    with pytest.raises(NotFetchedError, match="servern svarar 503"):
        world.pull(wait=waits.append)
    assert waits == []


@pytest.mark.parametrize(
    "said",
    [
        *("soon", "-5", "1e9", "99999999999999", ""),
        *("Fri, 99 Nov 2026 12:00:00 GMT", "Fri, 27 Nov 99999999999 12:00:00 GMT"),
        "Fri, 27 Nov 2026 12:00:00 +99999999999999999999",
    ],
)
def test_an_odd_wait_is_none(world: World, said: str) -> None:
    first = [True]

    def fault(handler: Handler, path: str) -> bool:
        if first[0]:
            handler.answer(503, b"", **({"Retry-After": said} if said else {}))
        was, first[0] = first[0], False
        return was

    world.server.fault = fault
    world.pull()
    assert world.same()


def test_no_more_than_so_many_at_once(world: World) -> None:
    large(world)
    world.publish()
    now, most, lock = [0], [0], threading.Lock()

    def fault(handler: Handler, path: str) -> bool:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.005)
        with lock:
            now[0] -= 1
        return False

    world.server.fault = fault
    world.pull()
    assert 2 <= most[0] <= 4


@contextmanager
def full_after(pages: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk with room for so many pages of the copy."""
    connect = sqlite3.connect

    def small(*args: Any, **more: Any) -> sqlite3.Connection:
        database = connect(*args, **more)
        database.execute("PRAGMA page_size = 16384")
        database.execute(f"PRAGMA max_page_count = {pages}")
        return database

    with monkeypatch.context() as patch:
        patch.setattr("rodtrad.region.copy.sqlite3.connect", small)
        yield


@pytest.mark.parametrize("room", [0, 1, 3, 8])
def test_a_disk_that_is_full_leaves_the_copy(world: World, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    world.pull()
    before = {key: world.mirror.current(key) for key in world.mirror}
    world.mirror.close()
    pages = sqlite3.connect(world.mirror.folder / "kopia.sqlite").execute("PRAGMA page_count").fetchone()[0]
    large(world)
    world.office.release("vardforlopp/forlopp-1", "Nytt")
    world.publish()
    with full_after(pages + room, monkeypatch), pytest.raises(CopyError, match="är full"):
        world.pull()
    assert {key: world.mirror.current(key) for key in world.mirror} == before
    assert world.mirror.verify()
    world.pull()
    assert world.same()


@pytest.mark.skipif(os.getuid() != 0, reason="only root may mount")
def test_a_real_disk_that_is_full(world: World, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk], check=False).returncode:
        pytest.skip("no file system may be mounted here")
    mirror = Mirror(disk / "kopia")
    try:
        world.pull(mirror)
        before = {key: mirror.current(key) for key in mirror}
        large(world)
        for archive in (False, True):
            world.publish(archive=archive)
            with pytest.raises(CopyError, match="är full"):
                world.pull(mirror)
            assert {key: mirror.current(key) for key in mirror} == before
            mirror.verify()
        subprocess.run(["mount", "-o", "remount,size=9m", disk], check=True)
        world.pull(mirror)
        assert world.same(mirror)
    finally:
        mirror.close()
        subprocess.run(["umount", disk], check=True)


def test_two_runs_at_once(world: World) -> None:
    large(world)
    world.publish()
    entered, go = threading.Event(), threading.Event()

    def fault(handler: Handler, path: str) -> bool:
        entered.set()
        go.wait(10)
        return False

    world.server.fault = fault
    found: list[object] = []
    first = threading.Thread(target=lambda: found.append(world.pull(Mirror(world.mirror.folder))))
    first.start()
    assert entered.wait(10)
    with pytest.raises(CopyError, match="pågår"):
        world.pull()
    go.set()
    first.join()
    assert len(found) == 1
    assert world.same()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_that_is_a_day_wrong(world: World, days: int) -> None:
    there = NOW + timedelta(days=days)
    world.pull(now=there)
    world.office.release("vardforlopp/forlopp-1", "Nytt")
    world.publish()
    world.pull(now=there)
    assert world.same()


KILLED = """
import random, sys
from datetime import datetime
from pathlib import Path
from rodtrad.region import Mirror
Mirror(sys.argv[2]).pull(sys.argv[1], root=Path(sys.argv[3]), now=datetime.fromisoformat(sys.argv[4]))
"""


@pytest.mark.parametrize("after", [3, 9, 15, 28, 44])
def test_a_run_that_is_killed_goes_on(world: World, after: int) -> None:
    """By a signal that nobody can catch, at a request; in the copy and in what the sender has meanwhile."""
    world.pull()
    large(world)
    world.publish()
    reached = threading.Event()
    world.server.seen.clear()

    def fault(handler: Handler, path: str) -> bool:
        if len(world.server.seen) >= after:
            reached.set()
            time.sleep(0.3)
        return False

    world.server.fault = fault
    command = [sys.executable, "-c", KILLED, world.server.address, world.mirror.folder, world.notary.first]
    child = subprocess.Popen([*map(str, command), NOW.isoformat()])
    assert reached.wait(20)
    child.send_signal(signal.SIGKILL)
    child.wait()
    world.server.fault = None
    assert world.mirror.verify(), "the last good copy"
    assert world.mirror.sequence == 7
    world.pull()
    assert world.same()


def test_a_copy_that_is_no_copy(world: World) -> None:
    world.pull()
    world.mirror.close()
    path = world.mirror.folder / "kopia.sqlite"
    path.write_bytes(b"something else " * 5000)
    for ask in (world.mirror.keys, world.pull):
        with pytest.raises(CopyError, match=r"är skadad\. Ta bort kopia\.sqlite"):
            ask()
    path.unlink()
    world.pull()
    assert world.same()


@pytest.mark.parametrize(
    "harm",
    ["events SET said = x'7b'", "blobs SET said = x'7b'", "state SET value = x'ff' WHERE name IN ('selection', 'tag')"],
)
def test_a_copy_in_which_somebody_has_written(world: World, harm: str) -> None:
    world.pull()
    world.mirror.close()
    with sqlite3.connect(world.mirror.folder / "kopia.sqlite") as database:
        database.execute(f"UPDATE {harm}")
    database.close()
    with pytest.raises(NotTrustedError, match="skadad"):
        world.mirror.verify()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("expires", b"2099-01-01T00:00:00+00:00"),
        ("sequence", b"99"),
        ("environment", b"acceptance"),
        ("manifest", b"0" * 64),
        *((role, None) for role in ("root", "timestamp", "snapshot", "targets")),
    ],
)
def test_what_a_copy_remembers_is_what_was_signed(world: World, name: str, value: bytes | None) -> None:
    world.pull()
    world.mirror.verify()
    world.mirror.close()
    with sqlite3.connect(world.mirror.folder / "kopia.sqlite") as database:
        if value is None:  # a later end, in what is signed
            (kept,) = database.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
            value = re.sub(rb'("expires":\s*")20', rb"\g<1>30", kept)
            assert value != kept
        database.execute("UPDATE state SET value = ? WHERE name = ?", (value, name))
    database.close()
    with pytest.raises(NotTrustedError, match="Kopian"):
        world.mirror.verify()


def test_metadata_of_two_publications_is_none(world: World) -> None:
    """Each is signed, but not that they belong together: an older timestamp would hide that something was withdrawn."""
    world.pull()
    database = sqlite3.connect(world.mirror.folder / "kopia.sqlite")
    before = dict(database.execute("SELECT name, value FROM state"))
    world.office.release("vardforlopp/ny")
    world.publish()
    world.pull()
    world.mirror.verify()
    for name in ("timestamp", "snapshot"):
        kept = database.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        with database:
            database.execute("UPDATE state SET value = ? WHERE name = ?", (before[name], name))
        with pytest.raises(NotTrustedError, match="Kopians underskrift stämmer inte"):
            world.mirror.verify()
        with database:
            database.execute("UPDATE state SET value = ? WHERE name = ?", (*kept, name))
    database.close()
    world.mirror.verify()


def test_a_copy_of_a_later_version(world: World) -> None:
    world.pull()
    world.mirror.close()
    database = sqlite3.connect(world.mirror.folder / "kopia.sqlite")
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(CopyError, match="nyare version"):
        world.pull()


def test_a_folder_that_may_only_be_read(world: World) -> None:
    world.pull()
    world.mirror.close()
    folder = world.mirror.folder
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    told = "import sys; from rodtrad.region import Mirror; print(*Mirror(sys.argv[1]).keys())"
    # Root may write everywhere, unless it gives that up.
    giving_up = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    try:
        command = [*giving_up, sys.executable, "-c", told, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.stdout.split(), done.stderr) == (sorted(world.office.expected()), "")
        with Mirror(folder) as mirror:
            assert {key: mirror.current(key) for key in mirror} == world.office.expected()
    finally:
        folder.chmod(0o755)


@contextmanager
def as_a_reader(folder: Path) -> Iterator[None]:
    """Who may read in a folder but not write: another user, or we ourselves."""
    root = os.geteuid() == 0
    os.seteuid(65534) if root else folder.chmod(0o555)
    try:
        yield
    finally:
        os.seteuid(0) if root else folder.chmod(0o755)


def test_who_may_only_read_sees_what_is_pulled_meanwhile(world: World) -> None:
    with tempfile.TemporaryDirectory() as name:  # another user does not come into those of pytest
        folder = Path(name)
        folder.chmod(0o755)

        def pull(number: int) -> None:
            os.seteuid(0) if os.getuid() == 0 else folder.chmod(0o755)
            world.office.release(f"vardforlopp/ny-{number}", "Ny text. " * 200)
            world.publish()
            with Mirror(folder) as mirror:
                world.pull(mirror)

        pull(0)
        with Mirror(folder) as reader:
            with as_a_reader(folder):
                first = reader.sequence
            pull(1)
            with as_a_reader(folder):
                assert reader.sequence == first + 1
                assert "vardforlopp/ny-1" in reader.keys()  # noqa: SIM118
            with pytest.raises(CopyError, match="medan den lästes"), as_a_reader(folder), reader.reading():
                pull(2)
            with as_a_reader(folder):
                assert reader.sequence == first + 2
