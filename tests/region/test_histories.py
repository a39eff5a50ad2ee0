"""Whatever happened, and however long a copy slept: it ends as a first import does."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from region_office import Office
from region_world import Notary, World, archive_of, serving
from rodtrad.feed.canonical import canonical
from rodtrad.feed.releases import Event, ReleaseError, events, file_name
from rodtrad.region import Mirror

KEYS = [f"vardforlopp/{name}" for name in "abcdef"] + ["indikatorer/a", "tillagg/skane/a"]
CLASSES = ["clinical", "clarifying", "editorial"]

STEPS = st.one_of(
    st.tuples(st.just("release"), st.sampled_from(KEYS), st.sampled_from(CLASSES)),
    st.tuples(st.just("withdraw"), st.sampled_from(KEYS), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(KEYS), st.sampled_from(["g", "h"])),
    st.tuples(st.just("merge"), st.sampled_from(KEYS), st.sampled_from(KEYS)),
    st.tuples(st.just("split"), st.sampled_from(KEYS), st.sampled_from(["i", "j"])),
    st.tuples(st.just("list"), st.sampled_from(["vardforlopp/x", "vardforlopp/y", *KEYS[:2]]), st.sampled_from("123")),
    st.tuples(st.just("unlist"), st.sampled_from(["vardforlopp/x", "vardforlopp/y"]), st.just("")),
    st.tuples(st.just("publish"), st.just(""), st.just("")),
)


def act(office: Office, step: tuple[str, str, str]) -> None:
    """One thing that an office does; nothing where it cannot be done."""
    what, key, more = step
    holds = key in office.versions and not office.withdrawn(key)
    match what:
        case "release":
            office.release(key, klass=more)
        case "withdraw" if holds:
            office.withdraw(key)
        case "rename" if holds:
            new = f"{key.rpartition('/')[0]}/{more}"
            office.release(new)
            office.withdraw(key, "Bytt namn", (new,))
        case "merge" if holds and key != more:
            office.release(more)
            office.withdraw(key, "Sammanslaget", (more,))
        case "split" if holds:
            parts = tuple(f"{key.rpartition('/')[0]}/{more}{number}" for number in (1, 2))
            for part in parts:
                office.release(part)
            office.withdraw(key, "Delat", parts)
        case "list" if key not in office.versions:
            office.catalogue[key] = more
        case "unlist":
            office.catalogue.pop(key, None)


def everything(mirror: Mirror) -> dict[str, Any]:
    """All that a copy says."""
    said: dict[str, Any] = {key: mirror.current(key) for key in mirror}
    for key in mirror:
        document = mirror.current(key)
        assert document
    said["events"] = mirror.events()
    said["manifest"] = mirror.manifest
    return said


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=3, max_size=25), st.integers(0, 3), st.booleans())
def test_from_any_earlier_state_a_copy_ends_as_a_first_import(
    steps: list[tuple[str, str, str]], late: int, archive: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "sender")
        home.mkdir()
        office = Office()
        with serving(home) as server:
            notary = Notary(home)
            copies = []
            for number, step in enumerate([*steps, ("publish", "", "")]):
                if step[0] != "publish":
                    act(office, step)
                    continue
                office.write(home)
                notary.sign(archive=archive_of(home) if archive else None)
                world = World(office, notary, server, Mirror(Path(folder, f"kopia-{number}")))
                world.pull()  # a copy that sleeps from here on
                copies.append(world)
                if len(copies) > late:  # and one that never does
                    copies[0].pull()
            expected = everything(copies[-1].mirror)
            for world in copies:
                world.pull()
                assert world.same()
                assert everything(world.mirror) == expected
                for key, versions in office.versions.items():
                    for version in versions:
                        assert world.mirror.version(key, version.event.version) == version.data
                world.mirror.close()


def test_events_say_every_change_that_a_copy_sees(world: World) -> None:
    """Replayed on an older copy: the documents that differ are those that the events name."""
    world.pull()
    before = {key: world.mirror.current(key) for key in world.mirror}
    for step in [("rename", "vardforlopp/forlopp-1", "g"), ("split", "vardforlopp/forlopp-2", "i")]:
        act(world.office, step)
    world.publish()
    world.pull()
    after = {key: world.mirror.current(key) for key in world.mirror}
    named = {f"vardforlopp/{event.id}" for event in world.mirror.events(after=7)}
    assert named == {key for key in after if after[key] != before.get(key)}


def _branches(root: Path, first: Event, second: Event, name: str) -> None:
    log = root / "content/utgivet/logg"
    log.mkdir(parents=True)
    (log / file_name(1)).write_text(first.write(), "utf-8")
    (log / name).write_text(second.write(), "utf-8")


def test_two_branches_that_took_one_number_cannot_both_stand(tmp_path: Path) -> None:
    """Git has them meet in one file; whoever puts the second beside it is refused when the log is read."""
    office = Office()
    office.release("vardforlopp/a")
    office.release("vardforlopp/b")
    first, second = office.events
    same = replace(second, nummer=1)
    assert file_name(same.nummer) == file_name(first.nummer)
    _branches(tmp_path / "beside", first, same, file_name(2))
    with pytest.raises(ReleaseError, match="har nummer 1 inuti"):
        events(tmp_path / "beside")
    _branches(tmp_path / "odd", first, same, "00001b.yaml")
    with pytest.raises(ReleaseError):
        events(tmp_path / "odd")
    _branches(tmp_path / "good", first, second, file_name(2))
    assert events(tmp_path / "good") == (first, second)


@pytest.mark.parametrize("published", [True, False])
def test_after_the_later_branch_is_renumbered_a_replay_equals_a_full_copy(world: World, published: bool) -> None:
    """Two branches leave the same state; one lands first, and the other takes the next number."""
    world.pull()
    one, other = world.office.copy(), world.office.copy()
    one.release("vardforlopp/forlopp-1", "Av den första")
    other.release("vardforlopp/forlopp-2", "Av den andra")
    assert one.events[-1].nummer == other.events[-1].nummer
    landed = one
    if published:
        world.office = one
        world.publish()
        world.pull()
    version = other.versions["vardforlopp/forlopp-2"][-1]
    event = replace(version.event, nummer=len(landed.events) + 1)
    landed.events.append(event)
    landed.versions["vardforlopp/forlopp-2"].append(replace(version, event=event))
    world.office = landed
    world.publish()
    world.pull()
    fresh = Mirror(world.mirror.folder.with_name("ny"))
    world.pull(fresh)
    assert world.same()
    assert world.same(fresh)
    assert everything(world.mirror) == everything(fresh)
    fresh.close()


def test_fields_that_a_later_server_adds_are_passed_on(world: World) -> None:
    """The contract may grow: a lifecycle that says more than this client knows is what the server says."""
    import json

    from rodtrad.feed.canonical import sha256

    world.office.write(world.server.home)
    home = world.server.home
    manifest = json.loads((home / "manifest.json").read_bytes())
    for entry in manifest["shards"]:
        shard = json.loads((home / entry["path"]).read_bytes())
        for document in shard["documents"]:
            document["lifecycle"]["åtkomst"] = {"nivå": ["alla", 1, None]}
            document["more"] = 1
        data = (
            canonical(shard)
            if isinstance(shard, bytes)
            else json.dumps(shard, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        )
        entry.update(path=f"manifest/{sha256(data)}.json", sha256=sha256(data), bytes=len(data))
        (home / entry["path"]).write_bytes(data)
    world.notary.sign(data=json.dumps(manifest | {"more": {}}).encode())
    world.pull()
    said = json.loads(world.mirror.current("vardforlopp/forlopp-1"))
    assert said["lifecycle"]["åtkomst"] == {"nivå": ["alla", 1, None]}
    assert world.mirror.verify()
