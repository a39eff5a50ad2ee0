"""A sender with a few documents, its server, and a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from region_office import Office
from region_world import Notary, World, serving
from rodtrad.region import Mirror


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
