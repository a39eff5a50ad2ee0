"""A document as a face that others may know and a body that only its own rules see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from msgspec import Struct

from rodtrad.model import Kind, Matter
from rodtrad.quantities.expression import TimeExpression
from rodtrad.source import START, Place, Source
from rodtrad.tree import Node, Prose, plain, prose


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


Opener = Callable[[str], tuple[Any, ...]]
"""Reads one of the parts of a face, by name."""


@lru_cache(maxsize=512)
def _opened(open_: Opener, name: str) -> Any:
    """What was asked for lately; all parts of a whole library would fill the memory."""
    return _by_id(_opened(open_, "blocks")) if name == "by_id" else open_(name)


def forget() -> None:
    """Let go of the parts that were opened lately: what comes next needs none, or needs the memory."""
    _opened.cache_clear()


@dataclass(frozen=True, eq=False)
class Face:
    """All that other documents may know of a document: flat and small."""

    path: str
    kind: Kind
    folder: str
    id: str
    title: str
    matter: Matter
    sha256: str
    """Of the file's bytes."""
    measures: tuple[str, ...]
    """Keys of the indicators that the document uses."""
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

    @property
    def parts(self) -> Parts:
        """Blocks, links, ways, times and targets."""
        return Parts(self.blocks, self.links, self.ways, self.times, self.targets)

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


class Fact(Struct, gc=False):
    """A fact line: `- **Nyckel:** värde`."""

    name: str
    text: str
    nodes: tuple[Node, ...]
    """The inline nodes of the value."""
    node: Node
    """The whole list item."""


class Block(Struct, gc=False):
    """The smallest part with an id, in the body: what it is, and the nodes it is made of."""

    id: str
    role: Role
    stable: bool
    parent: str
    nodes: tuple[Node, ...]
    """A heading, or the content nodes. Children of sections are blocks of their own."""
    level: int = 0
    named: str | None = None
    """The title, where it is not the first words."""
    label: str = ""
    facts: list[Fact] = []
    way: Way | None = None
    _prose: Prose | None = None
    fixed: bool = False
    """The id is given by the format (chapters, known sections, halves), not written."""

    @property
    def title(self) -> str:
        """Words of the heading without its letter, or of the first line."""
        return first_words(self.nodes[0]) if self.named is None and self.nodes else self.named or ""

    @property
    def start(self) -> int:
        return self.nodes[0].start if self.nodes else 0

    @property
    def end(self) -> int:
        return self.nodes[-1].end if self.nodes else 0

    @property
    def heading(self) -> Node | None:
        """The heading this block begins with, if any."""
        return self.nodes[0] if self.nodes and self.nodes[0].kind == "heading" else None

    @property
    def prose(self) -> Prose:
        """The block's words with their places, code left out; worked out once."""
        if self._prose is None:
            self._prose = prose(*self.nodes)
        return self._prose

    @property
    def text(self) -> str:
        """The block's words as one line."""
        words = self._prose
        return " ".join(words.text.split()) if words is not None and words.whole else plain(*self.nodes)

    def fact(self, name: str) -> Fact | None:
        """The first fact line with this name."""
        return next((fact for fact in self.facts if fact.name == name), None)


class Spot(Struct, frozen=True, gc=False):
    """Offsets of a front matter key and its value."""

    key_start: int
    key_end: int
    start: int
    end: int


def first_words(node: Node) -> str:
    """The words of a node's first line of text, at most 200 characters."""
    first = next(node.find("paragraph", "heading", "row", "code"), node)
    return plain(first)[:200]


@dataclass(slots=True)
class Body:
    """The prose of a document, its blocks, and the place of every value."""

    root: Node
    blocks: tuple[Block, ...]
    spots: Mapping[str, Spot]
    """Front matter path (`beslutslogg[0].organ`, Swedish keys) → offsets."""
    matter_end: int
    """Offset just after the closing line of the front matter."""
    _by_kind: dict[str, list[Node]] | None = None
    _by_role: dict[Role, list[int]] | None = None
    """Role → where in `blocks` those with it stand."""
    _of: dict[tuple[Role, ...], list[Block]] = field(default_factory=dict)
    _by_parent: dict[str, list[Block]] | None = None

    def find(self, *kinds: str) -> list[Node]:
        """Every node of the given kinds, in document order; the tree is walked once however often it is asked."""
        if self._by_kind is None:
            self._by_kind = defaultdict(list)
            stack = [self.root]
            while stack:  # as `walk`, in half the time
                node = stack.pop()
                self._by_kind[node.kind].append(node)
                if node.children:
                    stack.extend(reversed(node.children))
        groups = [nodes for kind in kinds if (nodes := self._by_kind.get(kind))]
        found = [node for nodes in groups for node in nodes]
        return sorted(found, key=lambda node: node.start) if len(groups) > 1 else found

    def bare_headings(self) -> frozenset[int]:
        """`id()` of actions that are a heading only, without letter and id: mostly groups on the level of actions."""
        return frozenset(
            id(block)
            for block in self.of(Role.ACTION)
            if block.level == 4 and not block.label and block.nodes[0].id is None and not any(self.under(block))
        )

    @property
    def chapters(self) -> Iterator[Block]:
        return self.of(Role.CHAPTER)

    def of(self, *roles: Role) -> Iterator[Block]:
        """The blocks with these roles, in document order; dozens of rules ask, so each set is gathered once."""
        found = self._of.get(roles)
        if found is None:
            if self._by_role is None:
                self._by_role = {}
                for index, block in enumerate(self.blocks):
                    self._by_role.setdefault(block.role, []).append(index)
            places = (index for role in set(roles) for index in self._by_role.get(role, ()))
            found = self._of[roles] = [self.blocks[index] for index in sorted(places)]
        return iter(found)

    def under(self, parent: Block, *roles: Role) -> Iterator[Block]:
        """The blocks directly below `parent` with these roles (all when none is given)."""
        if self._by_parent is None:
            self._by_parent = {}
            for block in self.blocks:
                self._by_parent.setdefault(block.parent, []).append(block)
        below = self._by_parent.get(parent.id, ())
        return (block for block in below if not roles or block.role in roles)


@dataclass(slots=True)
class Document:
    """One file, read."""

    face: Face
    body: Body
    source: Source

    @property
    def kind(self) -> Kind:
        return self.face.kind

    def place(self, at: Node | Block | Fact | int, end: int | None = None) -> Place:
        """The place of a node, a block's first line, a fact line, or a pair of offsets."""
        if isinstance(at, int):
            return self.source.place(at, end)
        if isinstance(at, Fact):
            return self.source.place(at.node.start, at.node.end)
        if isinstance(at, Block):
            if not at.nodes:
                return START
            at = at.nodes[0]
        stop = self.source.text.find("\n", at.start)
        return self.source.place(at.start, at.end if stop < 0 else min(at.end, stop))

    def key(self, path: str, *, of_key: bool = False) -> Place:
        """The place of a front matter value (or of its key); of the first line where the key is not written."""
        spot = self.body.spots.get(path)
        if spot is None and path.endswith("]"):  # one value where a list may stand
            return self.key(path.rpartition("[")[0], of_key=of_key)
        if spot is None:
            parent = path.rpartition(".")[0]
            return self.key(parent, of_key=True) if parent else Place(1, 1, 1, 4)
        start, end = (spot.key_start, spot.key_end) if of_key or spot.start == spot.end else (spot.start, spot.end)
        stop = self.source.text.find("\n", start)
        return self.source.place(start, end if stop < 0 else min(end, stop))
