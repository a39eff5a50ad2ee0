"""The example in the handbook is a program that works; what the page says of exit codes and schedules is true."""

from __future__ import annotations

import configparser
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from region_world import World
from rodtrad.commands import pull

HERE = Path(__file__).parent
EXAMPLE = HERE / "example_import.py"
PAGE = HERE.parents[1] / "content/handbok/for-regioner.md"


def block(language: str, first: str) -> str:
    """The fenced block of the page that begins with some words."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    [text] = [text for text in found if text.startswith(first)]
    return str(text)


def test_the_page_shows_the_program() -> None:
    text = EXAMPLE.read_text("utf-8")
    assert block("python", '"""Reads a copy') == text
    assert text.count("\n") < 40


def run(world: World, database: Path) -> str:
    command = [sys.executable, EXAMPLE, world.mirror.folder, database]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def rows(database: Path) -> dict[str, tuple[str, ...]]:
    own = sqlite3.connect(database)
    found = {row[0]: row[1:] for row in own.execute("SELECT key, version, state, clinical_use, json FROM documents")}
    own.close()
    return found


def test_a_table_of_its_own_follows_the_feed(world: World, tmp_path: Path) -> None:
    database = tmp_path / "regionen.sqlite"
    world.pull()
    assert run(world, database) == "7 dokument har ändrats i databasen.\n"
    assert run(world, database) == "0 dokument har ändrats i databasen.\n"
    world.office.release("vardforlopp/forlopp-2", "Ny text")
    world.office.withdraw("vardforlopp/forlopp-3", "Fel dos")
    del world.office.catalogue["vardforlopp/listad"]
    world.publish()
    world.pull()
    assert run(world, database) == "3 dokument har ändrats i databasen.\n"
    found = rows(database)
    assert {key: row[-1].encode() for key, row in found.items()} == world.office.expected()
    assert found["vardforlopp/forlopp-2"][:3] == ("2.0.0", "gäller", "approved")
    assert found["vardforlopp/forlopp-3"][1] == "upphävt"
    assert json.loads(found["vardforlopp/forlopp-3"][-1])["content"]["blocks"] == []


def test_the_exit_codes_are_those_of_the_command() -> None:
    table = re.findall(r"^\| `(\d)` \|", PAGE.read_text("utf-8"), re.M)
    assert [int(code) for code in table] == [0, 1, 2, pull.FAILED, pull.STALE]


@pytest.mark.parametrize("unit", ["service", "timer"])
def test_the_units_can_be_read(unit: str) -> None:
    text = block("ini", f"# /etc/systemd/system/rodtrad.{unit}")
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.read_string(text)
    if unit == "timer":
        assert parser["Timer"]["Persistent"] == "true"
    else:
        assert "rodtrad pull https://" in parser["Service"]["ExecStart"]


def test_every_option_that_the_page_names_is_one() -> None:
    import argparse

    parser = argparse.ArgumentParser()
    pull.arguments(parser)
    known = parser.format_help()
    text = PAGE.read_text("utf-8")
    section = text[text.index("## Hämta till en egen kopia") : text.index("## Får innehållet användas?")]
    named = set(re.findall(r"(?<!-)--[a-z][a-z-]+", section)) - {"--now"}  # of systemctl
    assert len(named) >= 6
    assert not [name for name in named if name not in known]
