"""A sender with a few documents, its server, and a copy of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from region_office import Office
from region_world import Notary, World, serving
from rodtrad.region import Mirror, copy


@pytest.fixture(autouse=True, scope="module")
def no_waiting_for_disks() -> Iterator[None]:
    """Nobody pulls the plug here."""
    assert copy.SYNCHRONOUS == "FULL"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copy, "SYNCHRONOUS", "OFF")
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    home = tmp_path / "sender"
    office = Office()
    for number in range(6):
        office.release(f"vardforlopp/forlopp-{number}", f"Text {number}. " * 200)
    office.release("vardforlopp/forlopp-1", "Ny text. " * 200, "editorial")
    office.catalogue["vardforlopp/listad"] = "Registerpost"
    home.mkdir()
    with serving(home) as server:
        mirror = Mirror(tmp_path / "kopia")
        made = World(office, Notary(home), server, mirror)
        made.publish()
        yield made
        mirror.close()
