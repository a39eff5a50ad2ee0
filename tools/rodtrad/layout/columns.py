"""Where each item stands from left to right: straight long edges, short ways, nothing too close."""

from __future__ import annotations

from itertools import pairwise

from .boxes import PORT_GAP
from .layers import LINES, Item, Part
from .simplex import Tension, solve

_LINE_GAP = PORT_GAP


def gap(a: Item, b: Item) -> int:
    """The least room between two neighbours in a row."""
    kinds = {a.kind, b.kind}
    if kinds == {"node"}:
        return 36
    if "node" in kinds:
        return 22
    if a.words is None and b.words is None and "fork" not in kinds:
        return _LINE_GAP
    return 14


def _rigid(part: Part) -> list[tuple[int, int]]:
    """The links that must be vertical: those of the spine and those within a long edge, unless they cross."""
    at = {i: position for row in part.rows for position, i in enumerate(row)}
    spine = []
    inner = []
    for (upper, lower), edges in part.links.items():
        if part.spine.intersection(edges) or part.spine.intersection(part.items[lower].edges):
            spine.append((upper, lower))
        elif part.items[upper].kind in LINES and part.items[lower].kind in LINES:
            inner.append((upper, lower))
    taken: dict[int, list[tuple[int, int]]] = {}
    for upper, lower in spine + inner:
        others = taken.setdefault(part.items[upper].row, [])
        if all((at[upper] < at[a]) == (at[lower] < at[b]) for a, b in others):
            others.append((upper, lower))
    return [link for links in taken.values() for link in links]


def set_columns(part: Part) -> None:
    """Give every item its x: the middle of a node, or the line of an edge."""
    items = part.items
    leader = list(range(len(items)))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for upper, lower in _rigid(part):
        leader[find(lower)] = find(upper)
    roots = sorted({find(i) for i in range(len(items))})
    block = {root: number for number, root in enumerate(roots)}
    of = [block[find(i)] for i in range(len(items))]
    apart: dict[tuple[int, int], int] = {}
    for row in part.rows:
        for a, b in pairwise(row):
            key = (of[a], of[b])
            apart[key] = max(apart.get(key, 0), items[a].right + items[b].left + gap(items[a], items[b]))
    tensions: list[Tension] = [(a, b, distance, 0) for (a, b), distance in sorted(apart.items())]
    weights = _Weights(part)
    pulls: dict[tuple[int, int], int] = {}
    for upper, lower in sorted(part.links):
        if of[upper] != of[lower]:
            pulls[of[upper], of[lower]] = pulls.get((of[upper], of[lower]), 0) + weights.of(upper, lower)
    for turn in part.turns:
        pulls[of[turn.lane], of[turn.node]] = pulls.get((of[turn.lane], of[turn.node]), 0) + 1
    count = len(roots)
    for (a, b), weight in pulls.items():
        tensions.append((count, a, 0, weight))
        tensions.append((count, b, 0, weight))
        count += 1
    places = solve(count, tensions)
    for i, item in enumerate(items):
        item.x, item.block = places[of[i]], of[i]


class _Weights:
    """How much a link wants to be vertical: most on the spine and in a plain sequence, least where a branch leaves."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.spine = part.spine
        self.out: dict[str, int] = {}
        self.into: dict[str, int] = {}
        for edge in part.edges:
            if edge.source != edge.target:
                self.out[edge.source] = self.out.get(edge.source, 0) + 1
                self.into[edge.target] = self.into.get(edge.target, 0) + 1
        self.last = {node.id for node in part.nodes if node.shape in ("exit", "elsewhere")}

    def of(self, upper: int, lower: int) -> int:
        part = self.part
        above, below = part.items[upper].kind, part.items[lower].kind
        edges = part.links[upper, lower]
        if below == "fork":
            return 24 if self.spine.intersection(part.items[lower].edges) else 8
        if self.spine.intersection(edges):
            return 24
        if above in LINES and below in LINES:
            return 16
        if above == "fork":
            return 1
        edge = part.edges[edges[0]]
        if self.out[edge.source] == 1 == self.into[edge.target]:
            return 12
        if below == "node" and above != "node":
            return 6
        return 2 if edge.target in self.last or below != "node" else 4
