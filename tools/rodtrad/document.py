"""A document as its own rules see it: its face, its prose, its blocks, and the place of every value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from rodtrad.face import Face, Role, Way
from rodtrad.model import Kind
from rodtrad.source import START, Place, Source
from rodtrad.tree import Node, Prose, plain, prose


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


class Body(Struct):
    """The prose of a document, its blocks, and the place of every value."""

    root: Node
    blocks: tuple[Block, ...]
    spots: Mapping[str, Spot]
    """Front matter path (`beslutslogg[0].organ`, Swedish keys) → offsets."""
    matter_end: int
    """Offset just after the closing line of the front matter."""
    nodes: Sequence[Node] = ()
    """Every node of the tree in document order, where the reading has noted them; until they are first asked for."""
    _by_kind: dict[str, list[Node]] | None = None
    _by_role: dict[Role, list[int]] | None = None
    """Role → where in `blocks` those with it stand."""
    _of: dict[tuple[Role, ...], list[Block]] = {}
    _by_parent: dict[str, list[Block]] | None = None

    def find(self, *kinds: str) -> list[Node]:
        """Every node of the given kinds, in document order; the tree is walked once however often it is asked."""
        if self._by_kind is None:
            self._by_kind = defaultdict(list)
            for node in self.nodes or self.root.walk():
                self._by_kind[node.kind].append(node)
            self.nodes = ()
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


class Document(Struct):
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
