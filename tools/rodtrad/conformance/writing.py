"""The cases as folders, for who would rather serve and judge them without our runner."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rodtrad.conformance.building import Built, build
from rodtrad.conformance.faults import ABOUT
from rodtrad.conformance.histories import CODES, Case, allowed
from rodtrad.delivery.signing import TIMESTAMP_LASTS
from rodtrad.errors import UsageError
from rodtrad.feed.addresses import RELEASED
from rodtrad.feed.canonical import canonical


def write(folder: Path, cases: Sequence[Case], now: dt.datetime) -> None:
    """Write cases in a new folder. Raises UsageError for one that holds anything, and OSError."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty: choose a new folder")
    until = f"{now + TIMESTAMP_LASTS:%Y-%m-%d}"
    for case in cases:
        with tempfile.TemporaryDirectory(prefix="rodtrad-") as name:
            root, states = build(case, Path(name), now)
            home = folder / case.name
            home.mkdir(parents=True)
            for number, state in enumerate(states, 1):
                shutil.copytree(state.folder, home / f"{number}")
            shutil.copyfile(root, home / "root.json")
        said = [_said(number, state) for number, state in enumerate(states, 1)]
        (home / "expected.json").write_bytes(
            canonical({"name": case.name, "about": case.about, "holdsUntil": until, "states": said})
        )
    (folder / "README.md").write_text(_README.format(until=until), "utf-8")


def _said(number: int, state: Built) -> dict[str, Any]:
    listed = state.lines if "updated" in allowed(state.outcome) else state.before
    said: dict[str, Any] = {
        "folder": f"{number}/{RELEASED}",
        "outcome": state.outcome,
        "exitCodes": [code for code, outcome in CODES.items() if outcome in allowed(state.outcome)],
        "documents": _documents(listed),
    }
    if state.outcome == "either":
        said["documentsIfRefused"] = _documents(state.before)
    if fault := state.fault:
        said["server"] = {"path": fault.path, "does": fault.kind, "about": ABOUT[fault.kind]}
    return said


def _documents(lines: Sequence[str]) -> list[dict[str, str]]:
    names = ("key", "version", "state", "sha256")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


_README = """# Prov för klienter som hämtar flödet

Varje mapp är ett fall: en historia av tillstånd som servern visar, ett i taget. Håller till och med {until};
gör sedan om mapparna med `rodtrad conformance --write`, för underskrifterna går ut.

1. Ge klienten `root.json` och en tom mapp.
2. Servera mappen `1` på en adress, till exempel http://127.0.0.1:8000/. Flödet ligger då under `/api/v1/`.
3. Kör klienten en gång. Jämför det den gjorde och det den har med `expected.json`.
4. Servera mappen `2` på samma adress och kör igen, och så vidare.

I `expected.json` står för varje tillstånd:

- `outcome`: `updated` (tas in), `refused` (tas inte in, den senaste goda kopian finns kvar), `stale` (har gått ut,
  den senaste goda kopian finns kvar) eller `either` (tas in rätt eller inte alls).
- `exitCodes`: vad ett program som körs av `rodtrad conformance` svarar.
- `documents`: vad klienten ska ha efteråt. `sha256` är av byten i `<key>.json`, som klienten själv sätter ihop.
- `server`, i vissa fall: vad servern gör i stället för att servera adresser under `api/v1/` som börjar med `path`.

Texterna är påhittade. Nycklarna finns bara i de här mapparna.

# Cases for clients that fetch the feed

Each folder is a case: a history of states that the server shows, one at a time. It holds until {until}; make the
folders anew with `rodtrad conformance --write` after that, since the signatures expire.

1. Give the client `root.json` and an empty folder.
2. Serve the folder `1` at an address, such as http://127.0.0.1:8000/. The feed is then below `/api/v1/`.
3. Run the client once. Compare what it did and what it has with `expected.json`.
4. Serve the folder `2` at the same address and run it again, and so on.

`expected.json` says of each state:

- `outcome`: `updated` (taken in), `refused` (not taken in, the last good copy stays), `stale` (expired, the last good
  copy stays) or `either` (taken in as it should be, or not at all).
- `exitCodes`: what a program that `rodtrad conformance` runs answers.
- `documents`: what the client must have afterwards. `sha256` is of the bytes of `<key>.json`, which the client makes.
- `server`, in some cases: what the server does instead of serving addresses below `api/v1/` that begin with `path`.

The texts are made up. The keys exist in these folders only.
"""
