"""Additive only within v1: what the feed promised in its first schemas it still keeps.

`frozen/v1` is never written anew: a field that is removed, retyped or no longer required to be there fails here.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from rodtrad import formats
from rodtrad.feed_writing import write
from rodtrad.schemas import every

HOME = Path(__file__).parent / "frozen" / "v1"
PROJECT = Path(__file__).parent / "golden/feed/project"
FROZEN = {path.stem: json.loads(path.read_bytes()) for path in sorted(HOME.glob("*.json"))}
TODAY = {path.removesuffix(".json").rpartition("/")[2]: json.loads(data) for path, data in every() if "feed-v1" in path}


def broken(old: Any, new: Any, at: str = "") -> Iterator[str]:
    """What a client that was made for `old` can no longer rely on."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        if old != new:
            yield f"{at}: {old} → {new}"
        return
    for name in ("type", "$ref", "const", "pattern", "format"):
        if old.get(name) != new.get(name):
            yield f"{at}: {name} {old.get(name)} → {new.get(name)}"
    gone = set(map(str, old.get("required", ()))) - set(map(str, new.get("required", ())))
    yield from (f"{at}.{name} may be missing" for name in sorted(gone))
    if odd := {json.dumps(value) for value in new.get("enum", ())} - {
        json.dumps(value) for value in old.get("enum", ())
    }:
        yield f"{at}: {sorted(odd)} were never said"
    for table in ("properties", "$defs"):
        for name, part in old.get(table, {}).items():
            if name not in new.get(table, {}):
                yield f"{at}.{name} is gone"
            else:
                yield from broken(part, new[table][name], f"{at}.{name}")
    for name in ("items", "additionalProperties"):
        if name in old:
            yield from broken(old[name], new.get(name), f"{at}[]")
    if "anyOf" in old and old["anyOf"] != new.get("anyOf"):
        yield f"{at}: {old['anyOf']} → {new.get('anyOf')}"


@pytest.mark.parametrize("name", FROZEN)
def test_todays_schema_keeps_what_the_first_one_promised(name: str) -> None:
    assert list(broken(FROZEN[name], TODAY[name])) == []


def demanded(old: Any, new: Any, at: str = "") -> Iterator[str]:
    """What `new` must have that may be missing in what was written by `old`."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return
    yield from (f"{at}.{name}" for name in sorted({*new.get("required", ())} - {*old.get("required", ())}))
    for table in ("properties", "$defs"):
        for name, part in old.get(table, {}).items():
            yield from demanded(part, new.get(table, {}).get(name), f"{at}.{name}")
    yield from demanded(old.get("items"), new.get("items"), f"{at}[]")


@pytest.mark.parametrize("name", FROZEN)
def test_what_was_written_before_a_field_was_added_can_still_be_read(name: str) -> None:
    """A publisher reads what it published before, and a client its own copy: a field that is added needs a default."""
    assert list(demanded(FROZEN[name], TODAY[name])) == []


def test_a_field_without_a_default_is_seen() -> None:
    new = copy.deepcopy(FROZEN["shard"])
    new["$defs"]["ShardDocument"]["required"].append("title")
    assert list(demanded(FROZEN["shard"], new)) == [".ShardDocument.title"]


def test_every_schema_is_frozen() -> None:
    """A new one is copied there when it is first released."""
    assert FROZEN.keys() == TODAY.keys()


def test_todays_feed_is_valid_by_the_first_schemas(tmp_path: Path) -> None:
    write(PROJECT, tmp_path, environment="acceptance")
    seen = set()
    for home in (tmp_path / "api/v1", tmp_path / "utkast/v1"):
        for file in sorted(home.rglob("*.json")):
            inside = file.relative_to(home).as_posix()
            for schema in formats.described():
                if schema.describes(inside):
                    jsonschema_rs.validator_for(FROZEN[schema.name]).validate(json.loads(file.read_bytes()))
                    seen.add(schema.name)
    assert seen == FROZEN.keys()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda new: new["properties"].pop("title"), ".title is gone"),
        (lambda new: new["properties"]["title"].update(type="integer"), ".title: type string → integer"),
        (lambda new: new["required"].remove("title"), ".title may be missing"),
        (lambda new: new["$defs"]["Block"]["properties"].pop("html"), ".Block.html is gone"),
        (lambda new: new["properties"]["kind"]["enum"].append("hälsning"), "were never said"),
    ],
)
def test_what_breaks_a_client_is_seen(change: Any, said: str) -> None:
    new = copy.deepcopy(FROZEN["document"])
    change(new)
    assert any(said in one for one in broken(FROZEN["document"], new))


def test_a_field_may_be_added() -> None:
    new = copy.deepcopy(FROZEN["document"])
    new["properties"]["mood"] = {"type": "string"}
    new["$defs"]["Mood"] = {"type": "object"}
    assert list(broken(FROZEN["document"], new)) == []
