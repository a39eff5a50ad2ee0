"""What is for trying never looks as if it held: no draft and no example reaches who did not ask for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from region_office import Office
from region_world import Notary, World, serving
from rodtrad.region import Mirror, NotTrustedError


def sender(tmp_path: Path, office: Office, server_home: Path) -> Notary:
    office.write(server_home)
    notary = Notary(server_home)
    notary.sign()
    return notary


@pytest.mark.parametrize("asked", ["production", "acceptance"])
def test_a_feed_of_another_environment_is_refused(tmp_path: Path, asked: str) -> None:
    made = "acceptance" if asked == "production" else "production"
    home = tmp_path / "sender"
    office = Office(made)  # type: ignore[arg-type]
    office.release("vardforlopp/a")
    notary = sender(tmp_path, office, home)
    with serving(home) as server:
        world = World(office, notary, server, Mirror(tmp_path / "kopia"))
        with pytest.raises(NotTrustedError, match=f"hör till miljön {made}"):
            world.pull(environment=asked)
        assert not [path for path in server.paths() if path.startswith("vardforlopp/")]
        world.pull()
        assert world.same()
        world.mirror.close()


def test_examples_and_drafts_are_taken_only_when_asked_for(tmp_path: Path) -> None:
    home = tmp_path / "sender"
    office = Office("acceptance")
    office.release("vardforlopp/beslutad")
    office.release("vardforlopp/exempel", use="example")
    office.release("vardforlopp/utkast", use="draft")
    office.release("vardforlopp/blandad", use="example")
    office.release("vardforlopp/blandad", use="approved")
    office.catalogue["vardforlopp/listad"] = "Registerpost"
    notary = sender(tmp_path, office, home)
    with serving(home) as server:
        world = World(office, notary, server, Mirror(tmp_path / "kopia"))
        world.pull()
        assert world.mirror.keys() == ["vardforlopp/beslutad", "vardforlopp/blandad", "vardforlopp/listad"]
        assert {event.id for event in world.mirror.events()} == {"beslutad", "blandad"}
        assert not [path for path in server.paths() if "exempel" in path or "utkast" in path]
        with pytest.raises(KeyError):
            world.mirror.version("vardforlopp/blandad", "1.0.0")
        for key in world.mirror:
            assert json.loads(world.mirror.current(key))["clinicalUse"] in ("approved", "catalogue")
        world.mirror.verify()
        world.pull(examples=True)
        assert world.same()
        assert world.mirror.version("vardforlopp/blandad", "1.0.0")
        world.pull()
        assert world.mirror.keys() == ["vardforlopp/beslutad", "vardforlopp/blandad", "vardforlopp/listad"]
        world.mirror.verify()
        world.mirror.close()


@pytest.mark.parametrize("use", ["example", "draft"])
def test_an_example_in_production_is_refused_even_from_the_sender(world: World, use: str) -> None:
    """A fault of the sender: the list says approved, the file does not."""
    world.pull()
    world.office.release("vardforlopp/forlopp-1", "Ett exempel", use=use)  # type: ignore[arg-type]
    home = world.server.home
    world.office.write(home)
    for path in (home / "manifest").glob("*.json"):
        data = path.read_bytes().replace(f'"clinicalUse":"{use}"'.encode(), b'"clinicalUse":"approved"')
        if data != path.read_bytes():
            _swap(home, path.name.partition(".")[0], data)
    world.notary.sign()
    with pytest.raises(NotTrustedError, match="är inte det dokument som avsändaren säger"):
        world.pull()
    assert world.mirror.verify()


def test_an_older_version_that_is_an_example_is_refused_too(world: World) -> None:
    world.pull()
    world.office.release("vardforlopp/ny", "Ett exempel", use="example")
    world.office.release("vardforlopp/ny", "Beslutad")
    world.publish()
    with pytest.raises(NotTrustedError, match=r"1\.0\.0\.json är inte det dokument som avsändaren säger"):
        world.pull()
    assert world.mirror.verify()


def _swap(home: Path, old: str, data: bytes) -> None:
    from rodtrad.feed.canonical import canonical, sha256

    new = sha256(data)
    (home / f"manifest/{new}.json").write_bytes(data)
    manifest = json.loads((home / "manifest.json").read_bytes())
    for entry in manifest["shards"]:
        if entry["sha256"] == old:
            entry.update(path=f"manifest/{new}.json", sha256=new, bytes=len(data))
    (home / "manifest.json").write_bytes(canonical(manifest))
