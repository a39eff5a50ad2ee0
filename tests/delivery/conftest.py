"""Keys are made once: each test that changes them has a copy."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from small_feeds import NOW, ONE, TWO, write_source

from rodtrad.delivery.keys import init


@pytest.fixture(autouse=True)
def no_waiting_for_disks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Nobody pulls the plug here. What was to be made safe is listed, as inode numbers."""
    safe: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: safe.append(os.fstat(handle).st_ino))
    return safe


@pytest.fixture(scope="session")
def made_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("keys")
    for environment in ("production", "acceptance", "draft"):
        init(home / environment, environment=environment, now=NOW)  # type: ignore[arg-type]
    return home


@pytest.fixture
def keys(made_keys: Path, tmp_path: Path) -> Path:
    shutil.copytree(made_keys / "production", tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture(scope="session")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_source(tmp_path_factory.mktemp("one"), ONE)


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_source(tmp_path_factory.mktemp("two"), TWO)
