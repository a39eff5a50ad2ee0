"""A copy follows its sender: first import, changes, withdrawals, and nothing fetched twice."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from region_world import NOW, World
from rodtrad.errors import UsageError
from rodtrad.feed.canonical import sha256
from rodtrad.region import EmptyError, Mirror, NotTrustedError
from rodtrad.region.documents import in_shard
from rodtrad.region.words import report


def test_the_first_import_equals_the_feed(world: World) -> None:
    pulled = world.pull()
    assert (pulled.before, pulled.sequence, pulled.changes, pulled.needs_human) == (None, 7, (), False)
    assert world.same()
    assert len(world.mirror.keys()) == pulled.documents == 7
    assert world.mirror.version("vardforlopp/forlopp-1", "1.0.0") != world.mirror.version(
        "vardforlopp/forlopp-1", "2.0.0"
    )
    assert [event.number for event in world.mirror.events()] == list(range(1, 8))
    assert [event.number for event in world.mirror.events(after=5)] == [6, 7]
    assert world.mirror.sequence == world.mirror.manifest.sequence == 7
    assert b"kalmar-lan" in world.mirror.register("regioner")


def test_what_is_not_there_is_a_key_error(world: World) -> None:
    world.pull()
    for ask in (
        lambda: world.mirror.current("vardforlopp/finns-inte"),
        lambda: world.mirror.version("vardforlopp/forlopp-1", "9.0.0"),
        lambda: world.mirror.version("vardforlopp/finns-inte", "1.0.0"),
        lambda: world.mirror.register("finns-inte"),
    ):
        with pytest.raises(KeyError):
            ask()


def test_nothing_new_costs_three_small_requests(world: World) -> None:
    world.pull()
    world.server.seen.clear()
    pulled = world.pull()
    assert world.server.paths() == ["tuf/2.root.json", "tuf/timestamp.json"]
    assert pulled.moved < 2000
    assert list(report(pulled)) == ["Inget nytt: kopian är aktuell till och med händelse 7."]
    assert "If-None-Match" in world.server.seen[1][1]


def test_a_change_fetches_what_changed(world: World) -> None:
    world.pull()
    world.office.release("vardforlopp/forlopp-3", "Helt ny. " * 100)
    world.publish()
    world.server.seen.clear()
    pulled = world.pull()
    assert [path for path in world.server.paths() if path.startswith("vardforlopp/")] == [
        "vardforlopp/forlopp-3/2.0.0.json"
    ]
    assert len(world.server.paths()) == 8  # root, timestamp, snapshot, targets, manifest, a shard, a page, the file
    assert world.same()
    assert [(c.key, c.what, c.before, c.after) for c in pulled.changes] == [
        ("vardforlopp/forlopp-3", "clinical", "1.0.0", "2.0.0")
    ]
    assert not pulled.needs_human


def test_the_archive_is_taken_at_the_first_import(world: World) -> None:
    world.publish(archive=True)
    pulled = world.pull()
    assert world.same()
    assert any(path.endswith(".tar.zst") for path in world.server.paths())
    assert not [path for path in world.server.paths() if path.startswith("vardforlopp/")]
    assert pulled.files >= 8
    assert not list(world.mirror.folder.glob("*.hamtas"))


def test_what_an_older_archive_lacks_is_fetched_singly(world: World) -> None:
    world.publish(archive=True)
    old = next(world.server.home.glob("manifest/*.tar.zst")).read_bytes()
    world.office.release("vardforlopp/forlopp-4", "Nyare än arkivet")
    world.office.write(world.server.home)
    world.notary.sign(archive=old)
    world.pull()
    assert world.same()
    assert [path for path in world.server.paths() if path.startswith("vardforlopp/")] == [
        "vardforlopp/forlopp-4/2.0.0.json"
    ]


def test_without_its_archive_the_sender_is_asked_for_each_file(world: World) -> None:
    world.publish(archive=True)
    next(world.server.home.glob("manifest/*.tar.zst")).unlink()
    world.pull()
    assert world.same()


def test_the_archive_is_resumed_where_it_was_cut_off(world: World) -> None:
    world.publish(archive=True)
    archive = next(world.server.home.glob("manifest/*.tar.zst"))
    half = world.mirror.folder / f"{archive.name[:64]}.hamtas"
    half.parent.mkdir()
    half.write_bytes(archive.read_bytes()[:100])
    world.pull()
    assert world.same()
    [asked] = [headers for path, headers in world.server.seen if path.endswith(".tar.zst")]
    assert asked["Range"] == "bytes=100-"


def test_a_half_of_another_archive_is_fetched_anew(world: World) -> None:
    world.publish(archive=True)
    archive = next(world.server.home.glob("manifest/*.tar.zst"))
    half = world.mirror.folder / f"{archive.name[:64]}.hamtas"
    half.parent.mkdir()
    half.write_bytes(b"x" * 100)
    (half.parent / "annat.hamtas").write_bytes(b"x")
    world.pull()
    assert world.same()
    assert not list(half.parent.glob("*.hamtas"))


def test_every_kind_of_change_is_told(world: World) -> None:
    office = world.office
    office.release("vardforlopp/forlopp-5", klass="clinical")
    office.withdraw("vardforlopp/forlopp-5", "Fel dos")
    world.publish()
    world.pull()
    office.release("vardforlopp/forlopp-0", "a", "clinical")
    office.release("vardforlopp/forlopp-0", "b", "editorial")
    office.release("vardforlopp/forlopp-1", "c", "clarifying")
    office.release("vardforlopp/forlopp-2", "d", "editorial")
    office.release("vardforlopp/nytt", "e")
    office.release("vardforlopp/forlopp-5", "f")
    office.withdraw("vardforlopp/forlopp-3", "Ersatt av nya.", ("vardforlopp/nytt", "vardforlopp/forlopp-0"))
    office.catalogue["vardforlopp/listad"] = "Ändrad"
    world.publish()
    pulled = world.pull()
    assert {change.key.rpartition("/")[2]: change.what for change in pulled.changes} == {
        "forlopp-0": "clinical",
        "forlopp-1": "clarifying",
        "forlopp-2": "editorial",
        "forlopp-3": "withdrawn",
        "forlopp-5": "restored",
        "listad": "catalogue",
        "nytt": "new",
    }
    assert pulled.needs_human
    told = list(report(pulled))
    assert told[1:3] == [
        "Upphävt, ska inte längre användas (1):",
        "  Forlopp-3 1.0.0 (vardforlopp/forlopp-3): Ersatt av nya. "
        "Ersätts av vardforlopp/nytt och vardforlopp/forlopp-0.",
    ]
    assert told.index("Klinisk ändring (1):") < told.index("Nytt (1):") < told.index("Redaktionell ändring (1):")
    assert "  Forlopp-0 1.0.0 → 3.0.0 (vardforlopp/forlopp-0)" in told
    assert "    - Ny text i 3.0.0" in told
    assert "  Listad (vardforlopp/listad)" in told
    assert world.same()


def test_a_document_that_is_named_no_longer_is_told_and_removed(world: World) -> None:
    world.pull()
    del world.office.catalogue["vardforlopp/listad"]
    world.publish()
    pulled = world.pull()
    assert [(change.what, change.title) for change in pulled.changes] == [("gone", "Listad")]
    assert not pulled.needs_human, "there was no text to use"
    assert world.same()


def test_a_dry_run_tells_and_leaves_the_copy(world: World) -> None:
    world.pull()
    before = world.office.expected()
    world.office.release("vardforlopp/forlopp-3", "Helt ny")
    world.office.release("vardforlopp/nytt", "Nytt")
    world.publish()
    dry = world.pull(dry_run=True)
    assert {key: world.mirror.current(key) for key in world.mirror} == before
    assert world.mirror.verify()
    assert list(report(dry))[-1].startswith("Det här var ett prov")
    real = world.pull()
    assert [(c.key, c.what, c.title) for c in dry.changes] == [(c.key, c.what, c.title) for c in real.changes]
    assert world.same()


def test_a_dry_first_run_leaves_no_copy(world: World) -> None:
    assert world.pull(dry_run=True).documents == 7
    with pytest.raises(EmptyError):
        world.mirror.keys()


def test_many_events_are_followed_page_by_page(world: World) -> None:
    for number in range(95):
        world.office.release("vardforlopp/forlopp-2", f"{number}", "editorial")
    world.publish()
    world.pull()
    assert len(world.mirror.events()) == 102
    for number in range(210):
        world.office.release("vardforlopp/forlopp-4", f"{number}", "editorial")
    world.publish()
    world.server.seen.clear()
    world.pull()
    pages = [path for path in world.server.paths() if "andringar" in path]
    assert [path.partition("andringar/")[2] for path in pages[1:]] == ["3.json", "2.json"]
    assert world.same()


def test_the_first_time_it_must_be_said_whom_to_trust(world: World) -> None:
    with pytest.raises(UsageError, match="--root"):
        world.pull(root=None)
    [first, *_] = report(world.pull(root=None, trust_first=True))
    assert first.endswith(f"sha256 {sha256(world.notary.first.read_bytes())}.")
    world.pull(root=None)
    assert world.same()


def test_what_came_and_went_between_two_runs_was_never_in_use(world: World) -> None:
    world.pull()
    world.office.release("vardforlopp/kort")
    world.office.withdraw("vardforlopp/kort", "Misstag")
    world.publish()
    pulled = world.pull()
    assert [(change.what, change.in_use) for change in pulled.changes] == [("withdrawn", False)]
    assert not pulled.needs_human
    world.office.withdraw("vardforlopp/kort", "Ett annat skäl")
    world.publish()
    again = world.pull()
    assert [(change.what, change.in_use) for change in again.changes] == [("lifecycle", False)]


def test_only_shards_that_are_touched_are_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.pull()
    world.office.release("vardforlopp/forlopp-3", "Ny")
    world.publish()
    read: set[str] = set()

    def noted(data: bytes, name: str, *more: Any) -> Any:
        read.add(name)
        return in_shard(data, name, *more)

    monkeypatch.setattr("rodtrad.region.pulling.in_shard", noted)
    world.pull()
    assert len(read) == 1
    assert len(world.mirror.manifest.shards) > 3
    assert world.same()


def test_what_nothing_needs_any_longer_is_removed(world: World) -> None:
    world.pull()
    for number in range(5):
        world.office.release("vardforlopp/forlopp-3", f"Nytt {number}")
        world.office.catalogue["vardforlopp/listad"] = f"Ändrad {number}"
        world.publish()
        world.pull()
    fresh = Mirror(world.mirror.folder.with_name("ny"))
    world.pull(fresh)
    kept = []
    for mirror in (world.mirror, fresh):
        database = sqlite3.connect(mirror.folder / "kopia.sqlite")
        kept.append(database.execute("SELECT sha256 FROM blobs ORDER BY sha256").fetchall())
        database.close()
        mirror.close()
    assert kept[0] == kept[1]


def test_whom_to_trust_is_remembered_with_the_copy(world: World) -> None:
    world.pull()
    world.notary.rotate("root")
    world.notary.sign()
    shutil.rmtree(world.mirror.folder / "tuf")
    world.pull(root=None)
    assert world.same()


def test_metadata_that_was_damaged_here_is_fetched_anew(world: World) -> None:
    world.pull()
    for name in ("timestamp", "snapshot", "targets", "root"):
        path = world.mirror.folder / f"tuf/{name}.json"
        path.unlink()
        path.write_bytes(b"half")
        world.pull(root=None)
        assert path.read_bytes() != b"half"
    assert world.same()


def test_faults_of_who_reads_are_its_own(world: World) -> None:
    world.pull()
    with pytest.raises(sqlite3.OperationalError, match="no such table"), world.mirror.reading():
        sqlite3.connect(":memory:").execute("SELECT * FROM mine")
    with pytest.raises(FileNotFoundError), world.mirror.reading():
        Path("no such file").read_bytes()
    assert world.same()


def test_http_is_refused_where_others_can_listen(tmp_path: Path) -> None:
    for address in ("http://rodtrad.example/api/v1", "ftp://rodtrad.example/", "rodtrad.example", "https://"):
        with pytest.raises(UsageError):
            Mirror(tmp_path).pull(address, trust_first=True)


def test_it_is_stale_when_what_was_signed_has_expired(world: World) -> None:
    world.pull()
    assert not world.mirror.stale_at(NOW + timedelta(days=29))
    assert world.mirror.stale_at(NOW + timedelta(days=31))
    world.notary.renew(NOW + timedelta(days=20))
    world.pull(now=NOW + timedelta(days=20))
    assert not world.mirror.stale_at(NOW + timedelta(days=31))


def test_who_reads_meanwhile_reads_one_moment(world: World) -> None:
    world.pull()
    with Mirror(world.mirror.folder) as reader, reader.reading():
        before = reader.current("vardforlopp/forlopp-3")
        world.office.release("vardforlopp/forlopp-3", "Helt ny")
        world.publish()
        world.pull()
        assert reader.current("vardforlopp/forlopp-3") == before
    assert reader.current("vardforlopp/forlopp-3") == world.mirror.current("vardforlopp/forlopp-3") != before


def test_a_region_takes_its_additions_and_those_they_build_on(world: World) -> None:
    office = world.office
    office.release("tillagg/kalmar-lan/forlopp-1", matter={"addsTo": "forlopp-1", "basedOn": "1.0.0"})
    inherits = {"addsTo": "forlopp-1", "basedOn": "2.0.0", "inherits": "kalmar-lan"}
    office.release("tillagg/jonkopings-lan/forlopp-1", matter=inherits)
    office.release("tillagg/kalmar-lan/forlopp-2", matter={"addsTo": "forlopp-2", "basedOn": "1.0.0"})
    office.release("tillagg/skane/forlopp-1", matter={"addsTo": "forlopp-1", "basedOn": "2.0.0"})
    world.publish()
    first = world.pull(region="jonkopings-lan")
    assert not first.conflicts
    kept = [key for key in world.mirror if key.startswith("tillagg/")]
    assert kept == ["tillagg/jonkopings-lan/forlopp-1", "tillagg/kalmar-lan/forlopp-1"]
    world.mirror.verify()
    office.release("vardforlopp/forlopp-1", "Nytt nationellt")
    world.publish()
    pulled = world.pull(region="jonkopings-lan")
    assert [(c.key, c.based_on, c.now) for c in pulled.conflicts] == [
        ("tillagg/jonkopings-lan/forlopp-1", "2.0.0", "3.0.0")
    ]
    assert pulled.needs_human
    assert list(report(pulled))[-1] == (
        "  tillagg/jonkopings-lan/forlopp-1: skrivet mot vardforlopp/forlopp-1 2.0.0, nu gäller 3.0.0."
    )
    world.pull()
    assert world.same(), "without a region all are taken"
    again = world.pull(region="skane")
    assert [key for key in world.mirror if key.startswith("tillagg/")] == ["tillagg/skane/forlopp-1"]
    assert {(change.key, change.what) for change in again.changes} == {
        ("tillagg/jonkopings-lan/forlopp-1", "unselected"),
        ("tillagg/kalmar-lan/forlopp-1", "unselected"),
        ("tillagg/kalmar-lan/forlopp-2", "unselected"),
    }
    assert again.needs_human
    assert "Borttaget ur kopian: omfattas inte av det som nu hämtas (3):" in report(again)


@pytest.mark.parametrize("name", ["anteckningar.txt", "innehall/sida.html"])
def test_a_folder_with_other_files_is_left_alone(world: World, name: str) -> None:
    folder = world.mirror.folder
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("annans", "utf-8")
    with pytest.raises(UsageError, match=f"is no copy and holds other files .{name.partition('/')[0]}."):
        world.pull()
    assert [path.name for path in folder.iterdir()] == [name.partition("/")[0]]


def test_a_volume_of_its_own_and_a_copy_to_be_fetched_anew_are_taken(world: World) -> None:
    (world.mirror.folder / "lost+found").mkdir(parents=True)
    (world.mirror.folder / "0.hamtas").touch()
    world.pull()
    world.mirror.close()
    (world.mirror.folder / "kopia.sqlite").unlink()
    (world.mirror.folder / "eget.txt").touch()
    world.pull()
    assert world.same()


def test_a_copy_is_of_one_environment(world: World) -> None:
    world.pull()
    with pytest.raises(Exception, match="av miljön production"):
        world.pull(environment="acceptance")


def test_damage_is_found_without_the_sender(world: World) -> None:
    world.pull()
    folder = world.mirror.folder
    world.mirror.close()
    untouched = (folder / "kopia.sqlite").read_bytes()
    for harm in (
        "UPDATE blobs SET packed = zeroblob(length(packed)) WHERE said != x''",
        "DELETE FROM blobs WHERE said != x''",
        "UPDATE documents SET said = replace(said, 'gäller', 'upphävt')",
        "DELETE FROM documents WHERE key LIKE '%-3'",
        "DELETE FROM files WHERE path LIKE '%-3/1.0.0.json'",
        "DELETE FROM events WHERE number = 3",
        "UPDATE events SET said = replace(said, 'clinical', 'editorial')",
        "UPDATE state SET value = '{}' WHERE name = 'targets'",
        "INSERT INTO files VALUES ('x/y.json', 'x/y', 'z')",
    ):
        database = sqlite3.connect(folder / "kopia.sqlite")
        with database:
            database.execute(harm.replace("replace(said, 'g", "replace(CAST(said AS TEXT), 'g"))
        database.close()
        with Mirror(folder) as mirror, pytest.raises(NotTrustedError, match="Kopian"):
            mirror.verify()
        (folder / "kopia.sqlite").write_bytes(untouched)
        for left in ("-wal", "-shm"):
            (folder / f"kopia.sqlite{left}").unlink(missing_ok=True)
    assert world.same()
