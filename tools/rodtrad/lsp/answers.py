"""What is answered to an editor, in places of the text and without a word of its protocol."""

from __future__ import annotations

from typing import NamedTuple

from rodtrad.finding import Finding
from rodtrad.source import Place


class Spot(NamedTuple):
    """A place in one file of the project."""

    path: str
    place: Place


class Change(NamedTuple):
    """A place in one file, and what should stand there."""

    path: str
    place: Place
    text: str


class Item(NamedTuple):
    """Something to write."""

    label: str
    text: str
    """What is written instead of what stands at `place`."""
    place: Place
    detail: str = ""
    about: str = ""
    """Markdown that tells more."""
    kind: str = "value"
    """`id`, `document`, `code`, `heading`, `key`, `value` or `rule`."""


class Items(NamedTuple):
    """What may be written here; where there is more than is shown, it is asked for again at the next letter."""

    items: list[Item]
    whole: bool = True


class Remedy(NamedTuple):
    """A way to be rid of a finding."""

    title: str
    changes: list[Change]
    finding: Finding
    preferred: bool = False


class Symbol(NamedTuple):
    """A part of a document in its outline."""

    name: str
    detail: str
    kind: str
    """`chapter`, `section`, `node`, `end` (an entry or an exit), `item` or `entry` (of a register)."""
    whole: Place
    head: Place
    children: list[Symbol]


class Fold(NamedTuple):
    """Lines (from 1) of which all but the first can be hidden."""

    first: int
    last: int
    comment: bool = False


class Told(NamedTuple):
    """Markdown about what stands at a place."""

    text: str
    place: Place


class RefusedError(Exception):
    """What was asked for cannot be done; the message is Swedish and says why."""
