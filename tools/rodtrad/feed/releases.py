"""Releases read back: the numbered events under `content/utgivet/logg`, and the frozen files they name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from rodtrad.strictyaml import read as read_yaml

HOME = "content/utgivet"


class ReleaseError(Exception):
    """The released files are not what the log says; the message (Swedish) names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the log: a release, a withdrawal, or another change of lifecycle. Attribute names are the keys."""

    nummer: int
    händelse: str
    """utgivning or upphävande."""
    dokument: str
    """Key: `vardforlopp/sepsis`."""
    version: str
    miljö: str
    """acceptance or production."""
    klass: str
    """clinical, clarifying, editorial or lifecycle."""
    titel: str
    datum: str = ""
    sha256: str = ""
    """Of the frozen JSON file."""
    sammanfattning: tuple[str, ...] = ()
    skäl: str = ""
    ersätts_av: tuple[str, ...] = ()
    """Keys of documents."""

    @property
    def is_release(self) -> bool:
        return self.händelse == "utgivning"

    def write(self) -> str:
        """The event as YAML."""
        lines = []
        for f in fields(self):
            value = getattr(self, f.name)
            name = f.name.replace("_", " ")
            if isinstance(value, tuple) and value:
                lines += [f"{name}:", *(f"  - {json.dumps(item, ensure_ascii=False)}" for item in value)]
            elif value not in ("", ()):
                lines.append(f"{name}: {value if isinstance(value, int) else json.dumps(value, ensure_ascii=False)}")
        return "\n".join(lines) + "\n"


def events(root: Path) -> tuple[Event, ...]:
    """Every event, by number. Raises ReleaseError on a gap or a file that cannot be read."""
    found = [_event(path) for path in sorted((root / HOME / "logg").glob("*.yaml"))]
    found.sort(key=lambda event: event.nummer)
    for expected, event in enumerate(found, 1):
        if event.nummer != expected:
            raise ReleaseError(f"Händelse {expected} saknas i {HOME}/logg: nästa fil har nummer {event.nummer}.")
    return tuple(found)


def _event(path: Path) -> Event:
    value, troubles = read_yaml(path.read_text("utf-8"), 0)
    if troubles or value is None or value.kind != "map":
        raise ReleaseError(f"{path.name} kan inte läsas.")
    data: dict[str, Any] = {}
    for key, item in value.entries:
        name = key.text.replace(" ", "_")
        data[name] = tuple(i.text for i in item.items) if item.kind == "list" else item.text
    try:
        data["nummer"] = int(data["nummer"])
        event = Event(**data)
    except (KeyError, TypeError, ValueError) as error:
        raise ReleaseError(f"{path.name} är ingen händelse: {error}.") from error
    if path.name != file_name(event.nummer):
        raise ReleaseError(f"{path.name} har nummer {event.nummer} inuti.")
    return event


def file_name(number: int) -> str:
    """`00012.yaml`."""
    return f"{number:05}.yaml"


def frozen_path(key: str, version: str, suffix: str = "json") -> str:
    """Where a released version lies, relative to the project."""
    return f"{HOME}/{key}/{version}.{suffix}"


def frozen(root: Path, event: Event) -> bytes:
    """The bytes of a released version; raises ReleaseError when they are not what was released."""
    path = frozen_path(event.dokument, event.version)
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        raise ReleaseError(f"{path} saknas men är utgiven (händelse {event.nummer}).") from error
    if hashlib.sha256(data).hexdigest() != event.sha256:
        raise ReleaseError(f"{path} har ändrats sedan utgivningen (händelse {event.nummer}). Återställ filen.")
    return data


@dataclass(frozen=True, slots=True)
class Version:
    """One released version."""

    event: Event
    data: bytes


@dataclass(frozen=True, slots=True)
class Item:
    """One document in a feed."""

    key: str
    versions: tuple[Version, ...]
    """Released versions, oldest first; empty for catalogue entries and working texts."""
    current: Mapping[str, Any]
    """The payload that holds now, as JSON data."""
    lifecycle: Mapping[str, Any]

    @property
    def folder(self) -> str:
        return self.key.partition("/")[0]

    @property
    def id(self) -> str:
        return self.key.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Feed:
    """Everything that one environment publishes."""

    environment: str
    base: str
    """The site's address, ending in "/"."""
    items: tuple[Item, ...]
    """By key."""
    events: tuple[Event, ...]
    """Of this environment, renumbered from 1 without gaps."""
    registers: tuple[Mapping[str, Any], ...] = ()


def released(root: Path, environment: str) -> tuple[tuple[Item, ...], tuple[Event, ...]]:
    """The released documents of an environment, and its events. Every frozen file is verified."""
    mine = [event for event in events(root) if event.miljö == environment]
    by_key: dict[str, list[Event]] = {}
    for event in mine:
        by_key.setdefault(event.dokument, []).append(event)
    items = []
    for key in sorted(by_key):
        versions = tuple(Version(e, frozen(root, e)) for e in by_key[key] if e.is_release)
        if versions:
            items.append(_item(key, versions, by_key[key][-1]))
    return tuple(items), tuple(mine)


def _item(key: str, versions: tuple[Version, ...], last: Event) -> Item:
    current = json.loads(versions[-1].data)
    lifecycle: dict[str, Any] = {
        "state": "gäller",
        "replacedBy": [],
        "versions": [version.event.version for version in versions],
    }
    if versions[-1].event.datum:
        lifecycle["validFrom"] = versions[-1].event.datum
    if next_review := current["dates"].get("nextReview"):
        lifecycle["nextReview"] = next_review
    if not last.is_release:
        lifecycle |= {"state": "upphävt", "reason": last.skäl, "replacedBy": list(last.ersätts_av)}
        current = {**current, "content": {"matter": {}, "codes": [], "blocks": [], "references": []}}
    return Item(key, versions, current, lifecycle)


def dump(data: object) -> bytes:
    """The one way JSON is written."""
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def sha256(data: bytes) -> str:
    """Hex digest."""
    return hashlib.sha256(data).hexdigest()


File = tuple[str, bytes]
"""Path relative to the feed's root, and what the file holds."""

Files = Iterable[File]
