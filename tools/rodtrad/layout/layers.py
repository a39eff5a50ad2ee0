"""Which edges lead back, which row each node stands in, and what lies between the rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from .boxes import LOOP_REACH, Size, Words, size_node, size_words, words_of
from .model import Edge, Node
from .simplex import Tension, solve

Kind = Literal["node", "point", "label", "fork", "lane"]
LINES = ("point", "label", "lane")
"""What a long edge consists of between its ends."""
FORK_HEIGHT = 24
_FORK_WIDTH = 52


@dataclass(slots=True)
class Item:
    """Something that takes up room in a row: a node, a label, a fork, or an edge passing through."""

    kind: Kind
    row: int
    left: int = 0
    right: int = 0
    height: int = 0
    node: int = -1
    edges: tuple[int, ...] = ()
    words: Words | None = None
    x: int = 0
    block: int = -1
    """Items of one block keep the same x."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the lane of an edge that leads back meets its node (or fork) in the same row."""

    lane: int
    node: int
    edge: int
    top: bool
    """At the upper end of the lane, above the row (else below it)."""


@dataclass(slots=True)
class Part:
    """One connected part of a chart, as items in rows with links between neighbouring rows."""

    nodes: list[Node]
    edges: list[Edge]
    numbers: list[int]
    """The number of each edge in the whole chart."""
    sizes: list[Size] = field(default_factory=list)
    back: list[bool] = field(default_factory=list)
    loops: dict[int, list[int]] = field(default_factory=dict)
    """Self-loops by node."""
    items: list[Item] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    """For each row: `N` nodes, `L` labels and forks, `T` labels of a fork's branches."""
    paths: list[list[int]] = field(default_factory=list)
    """For each edge the items from its upper to its lower end (a lane without its ends)."""
    links: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    """Edges by upper and lower item."""
    turns: list[Turn] = field(default_factory=list)
    forks: dict[int, int] = field(default_factory=dict)
    """The fork item of each edge that belongs to one."""
    stems: dict[int, int] = field(default_factory=dict)
    """The edge that leads from the source to each fork item."""
    spine: set[int] = field(default_factory=set)
    """The edges of the longest way through, which is kept straight."""


def _reaches(targets: list[list[int]], start: int, goal: int) -> bool:
    seen = {start}
    stack = [start]
    while stack:
        v = stack.pop()
        if v == goal:
            return True
        for w in targets[v]:
            if w not in seen:
                seen.add(w)
                stack.append(w)
    return False


def find_back_edges(count: int, ends: list[tuple[int, int]]) -> list[bool]:
    """Mark the edges that lead back: in a loop, those against document order that close it."""
    targets: list[list[int]] = [[] for _ in range(count)]
    for u, v in ends:
        targets[u].append(v)
    back = [u >= v and _reaches(targets, v, u) for u, v in ends]
    forward: list[list[int]] = [[] for _ in range(count)]
    for (u, v), reverse in zip(ends, back, strict=True):
        if not reverse:
            forward[u].append(v)
    for number, (u, v) in enumerate(ends):
        if back[number] and not _reaches(forward, v, u):
            back[number] = False
            forward[u].append(v)
    return back


def _rank(part: Part, ends: list[tuple[int, int]], limit: int) -> list[int]:
    tensions = []
    for (u, v), back, edge in zip(ends, part.back, part.edges, strict=True):
        if u != v:  # the branches of a fork stand close under it, and so beside each other
            tensions.append((v, u, 1, 1) if back else (u, v, 1, 3 if edge.group else 2))
    ranks = solve(len(part.nodes), tensions)
    _narrow(part, ranks, tensions, limit)
    return ranks


def _narrow(part: Part, ranks: list[int], tensions: list[Tension], limit: int) -> None:
    """Move nodes down that would make a row wider than `limit`, and what follows them as far as it must."""
    rank = 0
    while rank <= max(ranks):
        row = [v for v in range(len(ranks)) if ranks[v] == rank]
        # exits can best stand lower: nothing follows them
        row.sort(key=lambda v: (part.nodes[v].shape in ("exit", "elsewhere"), v))
        room = limit - part.sizes[row[0]].width
        for v in row[1:]:
            room -= part.sizes[v].width
            if room < 0:
                ranks[v] += 1
                moved = [v]
                for above in moved:
                    for tail, head, distance, _ in tensions:
                        if tail == above and ranks[head] < ranks[above] + distance:
                            ranks[head] = ranks[above] + distance
                            moved.append(head)
        rank += 1


class _Builder:
    """Lays the items of a part out in rows."""

    def __init__(self, part: Part, ends: list[tuple[int, int]], limit: int) -> None:
        self.part = part
        self.ends = ends
        self.ranks = _rank(part, ends, limit)
        self.own: list[Words | None] = [words_of(edge) for edge in part.edges]
        self.groups = self._groups()
        self.n_rows: list[int] = []
        self.l_rows: dict[int, int] = {}
        self.t_rows: dict[int, int] = {}
        self._rows()

    def _groups(self) -> dict[tuple[str, str], list[int]]:
        groups: dict[tuple[str, str], list[int]] = {}
        for number, edge in enumerate(self.part.edges):
            if edge.group and edge.source != edge.target:
                groups.setdefault((edge.source, edge.group), []).append(number)
        return {key: members for key, members in groups.items() if len(members) > 1}

    def _rows(self) -> None:
        """Number the rows: one for the nodes of each rank, and between them those for labels that are needed."""
        grouped = {number for members in self.groups.values() for number in members}
        above: set[int] = set()
        below: set[int] = set()
        self.common: dict[tuple[str, str], Words | None] = {}
        for key, members in self.groups.items():
            edges = [self.part.edges[m] for m in members]
            label = edges[0].label if len({e.label for e in edges}) == 1 else ""
            time = edges[0].time if len({e.time for e in edges}) == 1 else ""
            self.common[key] = size_words(label, time)
            above.add(self.ranks[self.ends[members[0]][0]])
            for m, edge in zip(members, edges, strict=True):
                self.own[m] = size_words("" if label else edge.label, "" if time else edge.time)
                if self.own[m]:
                    rank = self.ranks[self.ends[m][0]]
                    if self.part.back[m]:
                        above.add(rank - 1)
                    else:
                        below.add(rank)
        for number, (u, v) in enumerate(self.ends):
            if number not in grouped and self.own[number] and u != v:
                above.add(self.ranks[u] - 1 if self.part.back[number] else self.ranks[u])
        for rank in range(max(self.ranks) + 1):
            for kind, wanted in (("N", True), ("L", rank in above), ("T", rank in below)):
                if wanted:
                    row = len(self.part.rows)
                    self.part.rows.append([])
                    self.part.kinds.append(kind)
                    if kind == "N":
                        self.n_rows.append(row)
                    elif kind == "L":
                        self.l_rows[rank] = row
                    else:
                        self.t_rows[rank] = row

    def _add(self, item: Item) -> int:
        self.part.items.append(item)
        return len(self.part.items) - 1

    def _link(self, upper: int, lower: int, edge: int) -> None:
        self.part.links.setdefault((upper, lower), []).append(edge)

    def build(self) -> None:
        part = self.part
        for v, size in enumerate(part.sizes):
            right = size.width // 2
            if v in part.loops:
                widest = max((w.width for e in part.loops[v] if (w := self.own[e])), default=0)
                right += LOOP_REACH + 8 + widest
            self._add(Item("node", self.n_rows[self.ranks[v]], size.width // 2, right, size.height, node=v))
        fork_of: dict[int, int] = {}
        for key, members in self.groups.items():
            source = self.ends[members[0]][0]
            words = self.common[key]
            half = max(_FORK_WIDTH // 2, words.width // 2 if words else 0)
            height = FORK_HEIGHT + (words.height + 6 if words else 0)
            row = self.l_rows[self.ranks[source]]
            fork = self._add(Item("fork", row, half, half, height, edges=tuple(members), words=words))
            for m in members:
                fork_of[m] = fork
            self._link(source, fork, members[0])
            part.stems[fork] = members[0]
        part.forks = fork_of
        for number, (u, v) in enumerate(self.ends):
            start = fork_of.get(number, u)
            if u == v:
                part.paths.append([])
            elif part.back[number]:
                part.paths.append(self._lane(number, start, v))
            else:
                part.paths.append(self._chain(number, start, v, self.own[number], (number,)))

    def _chain(self, number: int, start: int, end: int, words: Words | None, edges: tuple[int, ...]) -> list[int]:
        """Lead an edge down from row to row; its words stand in the first row for labels."""
        path = [start]
        items = self.part.items
        wanted = "T" if items[start].kind == "fork" else "L"
        for row in range(items[start].row + 1, items[end].row):
            if words and self.part.kinds[row] == wanted:
                item = Item("label", row, words.width // 2, words.width // 2, words.height, edges=edges, words=words)
                words = None
            else:
                item = Item("point", row, edges=edges)
            path.append(self._add(item))
        path.append(end)
        for upper, lower in pairwise(path):
            self._link(upper, lower, number)
        return path

    def _lane(self, number: int, start: int, end: int) -> list[int]:
        """Lead an edge back up beside the rows between its ends, and those of its ends."""
        items = self.part.items
        words = self.own[number]
        label_row = self.l_rows.get(self.ranks[self.ends[number][0]] - 1, -1) if words else -1
        path = []
        for row in range(items[end].row, items[start].row + 1):
            item = Item("lane", row, edges=(number,))
            if words and row == label_row:
                item.left = item.right = words.width // 2
                item.height, item.words = words.height, words
            path.append(self._add(item))
        for upper, lower in pairwise(path):
            self._link(upper, lower, number)
        self.part.turns.append(Turn(path[0], end, number, top=True))
        self.part.turns.append(Turn(path[-1], start, number, top=False))
        return path


def build(nodes: list[Node], edges: list[Edge], numbers: list[int], limit: int) -> Part:
    """Rank the nodes of one connected part and fill its rows (still unordered), none with nodes wider than `limit`."""
    part = Part(nodes, edges, numbers)
    index = {node.id: v for v, node in enumerate(nodes)}
    ends = [(index[e.source], index[e.target]) for e in edges]
    part.back = find_back_edges(len(nodes), ends)
    for number, (u, v) in enumerate(ends):
        if u == v:
            part.loops.setdefault(u, []).append(number)
    for v, node in enumerate(nodes):
        out = sum(u == v != w for u, w in ends)
        into = sum(w == v != u for u, w in ends)
        loops = [words_of(edges[e]) for e in part.loops.get(v, ())]
        tall = sum(max(28, w.height if w else 0) + 10 for w in loops)
        # an edge that leads back may turn on either side
        turns = sum(back and v in pair for back, pair in zip(part.back, ends, strict=True))
        part.sizes.append(size_node(node, max(out, into) + turns, tall))
    _Builder(part, ends, limit).build()
    return part
