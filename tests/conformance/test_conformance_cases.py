"""The cases themselves: what they expect is what the server serves, and they are the same whenever they are made."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rodtrad.conformance.building import build
from rodtrad.conformance.cases import CASES
from rodtrad.conformance.histories import Case
from rodtrad.conformance.honest import CASES as HONEST
from rodtrad.feed.addresses import RELEASED
from rodtrad.feed.canonical import sha256

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def rows(lines: tuple[str, ...]) -> dict[str, list[str]]:
    """What is expected of each document, by key."""
    return {key: rest for key, *rest in (line.split("\t") for line in lines)}


@pytest.mark.parametrize("case", HONEST, ids=lambda case: case.name)
def test_what_is_expected_is_what_the_server_serves(case: Case, quick: Path) -> None:
    """Somebody who follows by `index.json` and plain GET comes to the same as who puts it together from the parts."""
    _, states = build(case, quick, NOW)
    for state, said in zip(states, case.states, strict=True):
        home = state.folder / RELEASED
        wanted = {}
        for entry in json.loads((home / "index.json").read_bytes())["documents"]:
            data = (home / entry["url"]).read_bytes()
            document = json.loads(data)
            key = entry["url"].removesuffix(".json")
            assert (document.get("version"), sha256(data)) == (entry.get("version"), entry["sha256"])
            if key not in said.without:
                wanted[key] = [document.get("version", ""), document["lifecycle"]["state"], sha256(data)]
        assert rows(state.lines) == wanted
        assert wanted


def test_replayed_events_lead_from_each_good_state_to_the_next(quick: Path) -> None:
    """Who keeps a list by key, and follows the numbered events, has the versions and states that are expected."""
    case = next(case for case in CASES if case.name == "left-behind")
    _, (first, second) = build(case, quick, NOW)
    known = rows(first.lines)
    after = json.loads((first.folder / RELEASED / "manifest.json").read_bytes())["sequence"]
    for event in json.loads((second.folder / RELEASED / "andringar/1.json").read_bytes())["events"]:
        if event["number"] > after:
            folder = {"pathway": "vardforlopp", "indicator": "indikatorer"}[event["kind"]]
            state = "gäller" if event.get("url") else "upphävt"
            known[f"{folder}/{event['id']}"][:2] = event["version"], state
    assert {key: row[:2] for key, row in known.items()} == {key: row[:2] for key, row in rows(second.lines).items()}
    assert known != rows(first.lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_built_and_is_what_it_says(case: Case, quick: Path) -> None:
    root, states = build(case, quick, NOW)
    assert json.loads(root.read_bytes())["signed"]["version"] == 1
    assert [state.outcome for state in states] == [state.outcome for state in case.states]
    assert re.fullmatch("[a-z]+(-[a-z]+)*", case.name)
    assert case.about.endswith(".")
    for state, said in zip(states, case.states, strict=True):
        if said.outcome == "refused" and said.changes:
            assert state.lines != state.before, "what would be taken in must be seen to be so"
        names = {path.relative_to(state.folder).as_posix() for path in state.folder.rglob("*") if path.is_file()}
        assert f"{RELEASED}/tuf/timestamp.json" in names
        assert not [name for name in names if name.endswith(".pem")], "no private key is served"


def test_cases_have_names_of_their_own() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)


def test_the_same_is_expected_whenever_it_is_made(quick: Path) -> None:
    case = next(case for case in CASES if case.name == "merged")
    _, one = build(case, quick / "ett", NOW)
    _, two = build(case, quick / "tva", NOW.replace(year=2031))
    assert [state.lines for state in one] == [state.lines for state in two]


def test_a_harm_to_one_state_leaves_the_others(quick: Path) -> None:
    """States share the files that are the same in them."""
    case = next(case for case in CASES if case.name == "flipped-document")
    _, (_, harmed, mended) = build(case, quick, NOW)
    path = f"{RELEASED}/vardforlopp/ett/2.0.0.json"
    bad, good = ((state.folder / path).read_bytes() for state in (harmed, mended))
    assert len(bad) == len(good)
    assert sum((a ^ b).bit_count() for a, b in zip(bad, good, strict=True)) == 1
