"""Releases read back: the numbered events under `content/utgivet/logg`, and the frozen files they name."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from rodtrad.matter import DATE, SEMVER, SLUG
from rodtrad.model import FOLDERS, Kind
from rodtrad.strictyaml import read as read_yaml

HOME = "content/utgivet"

MAX_EVENT = 1024 * 1024
"""Bytes of an event that are read."""

KEY = re.compile(
    "|".join(
        f"{folder}/{SLUG.pattern}" + (f"/{SLUG.pattern}" if kind is Kind.ADDITION else "")
        for folder, kind in FOLDERS.items()
        if kind not in (Kind.REGISTER, Kind.HANDBOOK)
    )
)
"""Key of a document that can be released: `vardforlopp/sepsis`, `tillagg/kalmar-lan/sepsis`."""


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
    titel: str = ""
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
        """The event as YAML that `read_event` reads."""
        lines = []
        for f in fields(self):
            value = getattr(self, f.name)
            name = f.name.replace("_", " ")
            if isinstance(value, tuple) and value:
                lines += [f"{name}:", *(f"  - {_quoted(item)}" for item in value)]
            elif value not in ("", ()):
                lines.append(f"{name}: {value if isinstance(value, int) else _quoted(value)}")
        return "\n".join(lines) + "\n"


_ODD = re.compile("[\\[\\]{}\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What the reader of YAML refuses, or counts as nesting, even within quotation marks."""


def _quoted(text: str) -> str:
    return _ODD.sub(lambda odd: f"\\u{ord(odd[0]):04x}", json.dumps(text, ensure_ascii=False))


def events(root: Path) -> tuple[Event, ...]:
    """Every event, by number. Raises ReleaseError on a gap or a file that cannot be read."""
    found = []
    for path in sorted((root / HOME / "logg").glob("*.yaml")):
        try:
            found.append(read_event(path.name, path.read_bytes()))
        except OSError as error:
            raise ReleaseError(f"{path.name} kan inte läsas: {error.strerror}.") from error
    found.sort(key=lambda event: event.nummer)
    for expected, event in enumerate(found, 1):
        if event.nummer != expected:
            raise ReleaseError(f"Händelse {expected} saknas i {HOME}/logg: nästa fil har nummer {event.nummer}.")
    return tuple(found)


_SHAPES: Mapping[str, re.Pattern[str]] = {
    "nummer": re.compile("[1-9][0-9]{0,8}"),
    "händelse": re.compile("utgivning|upphävande"),
    "dokument": KEY,
    "version": SEMVER,
    "miljö": re.compile("acceptance|production"),
    "klass": re.compile("clinical|clarifying|editorial|lifecycle"),
    "datum": DATE,
    "sha256": re.compile("[0-9a-f]{64}"),
}
_LISTS = frozenset({"sammanfattning", "ersätts_av"})


def read_event(file: str, data: bytes) -> Event:
    """The event in a file of that name. Raises ReleaseError when it is not what `Event.write` could have written."""
    try:
        value, troubles = read_yaml(data.decode("utf-8"), 0, MAX_EVENT)
    except UnicodeDecodeError as error:
        raise ReleaseError(f"{file} kan inte läsas: den är inte UTF-8-text.") from error
    if troubles or value is None or value.kind != "map":
        raise ReleaseError(f"{file} kan inte läsas.")
    said: dict[str, Any] = {}
    for key, item in value.entries:
        name = key.text.replace(" ", "_")
        parts = item.items if name in _LISTS else [item]
        shape = _SHAPES.get(name)
        good = (item.kind == "list") == (name in _LISTS) and all(part.kind == "text" for part in parts)
        if name in said or not good or (shape and not shape.fullmatch(item.text)):
            raise ReleaseError(f"{file} är ingen händelse: `{key.text}` är fel.")
        said[name] = tuple(part.text for part in parts) if name in _LISTS else item.text
    try:
        event = Event(**{**said, "nummer": int(said["nummer"])})
    except (KeyError, TypeError) as error:
        raise ReleaseError(f"{file} är ingen händelse: {error}.") from error
    if file != file_name(event.nummer):
        raise ReleaseError(f"{file} har nummer {event.nummer} inuti.")
    if event.is_release != bool(event.sha256) or not all(KEY.fullmatch(key) for key in event.ersätts_av):
        raise ReleaseError(f"{file} är ingen händelse: `sha256` eller `ersätts av` är fel.")
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
        if not versions:
            raise ReleaseError(f"Händelse {by_key[key][0].nummer} upphäver {key}, som inte är utgivet.")
        items.append(_item(key, versions, by_key[key][-1]))
    return tuple(items), tuple(mine)


def _payload(version: Version) -> dict[str, Any]:
    """A frozen payload; raises ReleaseError unless it is the one its event speaks of."""
    event = version.event
    path = frozen_path(event.dokument, event.version)
    try:
        data: dict[str, Any] = json.loads(version.data)
        said = {name: data[name] for name in ("id", "version", "environment", "clinicalUse", "dates", "content")}
    except (ValueError, TypeError, KeyError) as error:
        raise ReleaseError(f"{path} är ingen utgåva (händelse {event.nummer}).") from error
    if (event.dokument.partition("/")[2], event.version, event.miljö) != (
        said["id"],
        said["version"],
        said["environment"],
    ):
        raise ReleaseError(f"{path} är inte den utgåva som händelse {event.nummer} talar om.")
    if event.miljö == "production" and said["clinicalUse"] != "approved":
        raise ReleaseError(f"{path} är ett exempel eller ett utkast (händelse {event.nummer}).")
    return data


def _item(key: str, versions: tuple[Version, ...], last: Event) -> Item:
    current = [_payload(version) for version in versions][-1]
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
        notice = f"Upphävt och gäller inte: {last.skäl}"
        current = {**current, "notice": notice, "content": {"matter": {}, "codes": [], "blocks": [], "references": []}}
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
