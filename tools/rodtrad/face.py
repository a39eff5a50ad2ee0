"""A document as others may know it: flat and small, and opened only as far as somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from msgspec import Struct

from rodtrad.model import Kind, Matter
from rodtrad.quantities.expression import TimeExpression
from rodtrad.source import Place


class Role(StrEnum):
    """What a block is. Values are what the feed says."""

    CHAPTER = "chapter"
    SECTION = "section"
    ENTRY = "entry"
    EXIT = "exit"
    GROUP = "group"
    ACTION = "action"
    DECISION = "decision"
    CARE = "care-half"
    PATIENT = "patient-half"
    WAYS = "ways"
    WAY = "way"
    CARE_ACTION = "care-action"
    PATIENT_ACTION = "patient-action"
    WAIVER = "waiver"
    CHALLENGE = "challenge"
    JOURNEY = "patient-journey"
    GOAL = "goal"
    INDICATOR = "indicator-use"
    TARGETS = "targets"
    OUTCOMES = "outcomes"
    RECOMMENDATION = "recommendation"
    ADDITION = "addition"
    DEVIATION = "deviation"
    REFERENCE = "reference"
    ENTRY_OF_REGISTER = "register-entry"
    PROSE = "prose"


NODES = frozenset({Role.ACTION, Role.DECISION})
"""Roles that are nodes of the flow, beside entries and exits."""


class Link(Struct, frozen=True, gc=False, array_like=True):
    """One link as written, resolved to a canonical target."""

    block: str
    """Id of the block it stands in."""
    relation: str
    """Why it is there: way, follows, meets, recommendation, challenge, indicator, mention, or a front matter key."""
    target: str
    """`vardforlopp/sepsis#in-x`, `register/organ#sks`, `icd-10-se:I63` or an absolute address; "" if unreadable."""
    text: str
    href: str
    """As written."""
    place: Place


class Way(Struct, frozen=True, gc=False, array_like=True):
    """A way onward from an entry or a node: an edge of the flow, or several that belong together."""

    source: str
    """Id of the entry or node it leaves."""
    block: str
    condition: str
    """"Ja, svår"; empty when unconditional."""
    targets: tuple[str, ...]
    """Canonical targets, in order."""
    joined: str
    """`och` (all, in parallel), `eller` (one, by choice) or "" (one target)."""
    time: str
    """The words of the way's time limit, or ""."""
    place: Place


class TimeLimit(Struct, frozen=True, gc=False, array_like=True):
    """A time expression in a block, with its start event resolved where that is a link."""

    block: str
    expression: TimeExpression
    start: str
    """Canonical target of the start event, or "" when it is only words or missing."""
    place: Place


class Target(Struct, frozen=True, gc=False, array_like=True):
    """One row of an indicator's target levels."""

    year: str
    moderate: str
    high: str
    issuer: str
    label: str
    place: Place


class Outcome(Struct, frozen=True, gc=False, array_like=True):
    """One row of what was measured, as written; "" where a cell says nothing."""

    region: str
    """Id of a region or a healthcare region, or what stands for several: `riket`."""
    numerator: str
    denominator: str
    value: str
    low: str
    high: str
    withheld: str
    """Why the row has no value."""
    place: Place


class BlockFace(Struct, frozen=True, gc=False, array_like=True):
    """What others may know of a block."""

    id: str
    role: Role
    title: str
    """Words of the heading, or the first line, without label; at most 200 characters."""
    label: str
    """A, B, C … of a node; "" otherwise."""
    parent: str
    stable: bool
    place: Place
    facts: tuple[tuple[str, str], ...] = ()
    """Fact lines (or keys of a register entry) as words, in order."""

    def fact(self, name: str) -> str:
        """The value of a fact line, or ""."""
        return next((value for key, value in self.facts if key == name), "")


class Parts(Struct, frozen=True, dict=True, array_like=True):
    """What a face holds many of, in document order."""

    blocks: tuple[BlockFace, ...]
    links: tuple[Link, ...] = ()
    ways: tuple[Way, ...] = ()
    times: tuple[TimeLimit, ...] = ()
    targets: tuple[Target, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, BlockFace]:
        """Blocks by id; of two with one id the first, but a written or fixed id before one made from words."""
        return _by_id(self.blocks)


def _by_id(blocks: Sequence[BlockFace]) -> Mapping[str, BlockFace]:
    table: dict[str, BlockFace] = {}
    for block in blocks:
        if block.stable:
            table.setdefault(block.id, block)
    for block in blocks:
        table.setdefault(block.id, block)
    return table


PRINT = 8
"""Bytes of a fingerprint of a text."""

NO_PRINT = bytes(PRINT)

Opener = Callable[[str], tuple[Any, ...]]
"""Reads one of the parts of a face, by name."""


@lru_cache(maxsize=512)
def _opened(open_: Opener, name: str) -> Any:
    """What was asked for lately; all parts of a whole library would fill the memory."""
    return _by_id(_opened(open_, "blocks")) if name == "by_id" else open_(name)


def forget() -> None:
    """Let go of the parts that were opened lately: what comes next needs none, or needs the memory."""
    _opened.cache_clear()


class Face(Struct, frozen=True, eq=False, dict=True):
    """All that other documents may know of a document: flat and small."""

    path: str
    kind: Kind
    folder: str
    id: str
    title: str
    front: Matter | Callable[[], Matter]
    """The front matter, or what reads it when it is first asked for: of most indicators it never is."""
    sha256: str
    """Of the file's bytes."""
    measures: tuple[str, ...]
    """Keys of the indicators that the document uses."""
    prints: bytes
    """Fingerprints of the texts of each node in turn: what care does, what the patient does."""
    held: Parts | Opener
    """The parts, or what reads them when they are first asked for: few faces of a large library ever are."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Face):
            return NotImplemented
        return (self.path, self.sha256, self.matter, self.parts) == (
            *(other.path, other.sha256, other.matter),
            other.parts,
        )

    def __hash__(self) -> int:
        return hash((self.path, self.sha256))

    @cached_property
    def matter(self) -> Matter:
        """The front matter."""
        return self.front() if callable(self.front) else self.front

    @property
    def parts(self) -> Parts:
        """Blocks, links, ways, times, targets and outcomes."""
        return Parts(self.blocks, self.links, self.ways, self.times, self.targets, self.outcomes)

    @property
    def blocks(self) -> tuple[BlockFace, ...]:
        return self.held.blocks if isinstance(self.held, Parts) else _opened(self.held, "blocks")

    @property
    def links(self) -> tuple[Link, ...]:
        return self.held.links if isinstance(self.held, Parts) else _opened(self.held, "links")

    @property
    def ways(self) -> tuple[Way, ...]:
        return self.held.ways if isinstance(self.held, Parts) else _opened(self.held, "ways")

    @property
    def times(self) -> tuple[TimeLimit, ...]:
        return self.held.times if isinstance(self.held, Parts) else _opened(self.held, "times")

    @property
    def targets(self) -> tuple[Target, ...]:
        return self.held.targets if isinstance(self.held, Parts) else _opened(self.held, "targets")

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return self.held.outcomes if isinstance(self.held, Parts) else _opened(self.held, "outcomes")

    @property
    def by_id(self) -> Mapping[str, BlockFace]:
        """Blocks by id."""
        return self.held.by_id if isinstance(self.held, Parts) else _opened(self.held, "by_id")

    @property
    def key(self) -> str:
        """`vardforlopp/sepsis`: what links resolve to."""
        return f"{self.folder}/{self.id}"

    def of(self, *roles: Role) -> Iterator[BlockFace]:
        """The blocks with these roles, in document order."""
        return (block for block in self.blocks if block.role in roles)
