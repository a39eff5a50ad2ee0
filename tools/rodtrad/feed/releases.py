"""Releases read back: the numbered events under `content/utgivet/logg`, and the frozen files they name."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from rodtrad.matter import DATE, SEMVER, SLUG
from rodtrad.model import FOLDERS, Kind
from rodtrad.project import bytes_of
from rodtrad.strictyaml import read as read_yaml

HOME = "content/utgivet"

MAX_EVENT = 1024 * 1024
"""Bytes of an event that are read."""

KEY = re.compile(
    "|".join(
        f"{folder}/{SLUG.pattern}" + (f"/{SLUG.pattern}" if kind is Kind.ADDITION else "")
        for folder, kind in FOLDERS.items()
        if kind not in (Kind.OUTCOME, Kind.REGISTER, Kind.HANDBOOK)
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


MAX_FROZEN = 64 * 1024 * 1024
"""Bytes of a released file; it holds the text in three forms."""


def events(root: Path) -> tuple[Event, ...]:
    """Every event, by number. Raises ReleaseError on a gap or a file that cannot be read."""
    found = []
    for path in sorted((root / HOME / "logg").glob("*.yaml")):
        try:
            found.append(read_event(path.name, bytes_of(root, f"{HOME}/logg/{path.name}")))
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
        data = bytes_of(root, path, MAX_FROZEN)
    except OSError as error:
        raise ReleaseError(f"{path} saknas men är utgiven (händelse {event.nummer}).") from error
    if hashlib.sha256(data).hexdigest() != event.sha256:
        raise ReleaseError(f"{path} har ändrats sedan utgivningen (händelse {event.nummer}). Återställ filen.")
    return data


@dataclass(frozen=True, slots=True)
class Release:
    """What the log says of one document in one environment."""

    key: str
    events: tuple[Event, ...]
    """Oldest first; the first is a release."""

    @property
    def versions(self) -> tuple[Event, ...]:
        """The releases, without what is said of them later."""
        return tuple(event for event in self.events if event.is_release)

    @property
    def holds(self) -> bool:
        """False when it has been withdrawn."""
        return self.events[-1].is_release


def released(root: Path, environment: str) -> tuple[Release, ...]:
    """What has been released to an environment, by key."""
    by_key: dict[str, list[Event]] = {}
    for event in events(root):
        if event.miljö == environment:
            by_key.setdefault(event.dokument, []).append(event)
    for key, found in by_key.items():
        if not found[0].is_release:
            raise ReleaseError(f"Händelse {found[0].nummer} upphäver {key}, som inte är utgivet.")
    return tuple(Release(key, tuple(by_key[key])) for key in sorted(by_key))
