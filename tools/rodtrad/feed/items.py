"""A document on its way into a feed, the small record that stays of it, and the feed that the lists are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rodtrad.feed import models as m
from rodtrad.feed.canonical import canonical as canonical
from rodtrad.feed.canonical import sha256 as sha256
from rodtrad.feed.listings import Outcomes, Register
from rodtrad.feed.releases import Event
from rodtrad.files import File as File
from rodtrad.files import Joined as Joined


@dataclass(frozen=True, slots=True)
class Version:
    """One released version."""

    event: Event
    data: bytes
    kind: m.Kind


@dataclass(frozen=True, slots=True)
class Item:
    """One document in a feed, whole: it is let go when its files are made."""

    key: str
    payload: m.Payload
    """What holds now."""
    lifecycle: m.Lifecycle
    data: bytes
    """The payload with its lifecycle, as it is published."""
    versions: tuple[Version, ...] = ()
    """Released versions, oldest first; empty for catalogue entries and working texts."""

    @property
    def folder(self) -> str:
        return self.key.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: its path relative to the feed's root, hash and length."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Record:
    """What the lists know of a document: small, and what one process tells another."""

    key: str
    kind: m.Kind
    id: str
    version: str | None
    title: str
    clinical_use: m.ClinicalUse
    modified: str | None
    lifecycle: m.Lifecycle
    current: Made
    """The file that may change."""
    versions: tuple[Made, ...] = ()
    """The files that never do, oldest first."""
    notes: Mapping[str, Any] = field(default_factory=dict)
    """By name of a format: what its `note` says of the document."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Everything that one environment publishes."""

    environment: m.Environment
    base: str
    """The site's address, ending in "/"."""
    records: tuple[Record, ...]
    """By key."""
    events: tuple[Event, ...] = ()
    """Of this environment, by number."""
    registers: tuple[Register, ...] = ()
    outcomes: tuple[Outcomes, ...] = ()
    """By indicator."""
