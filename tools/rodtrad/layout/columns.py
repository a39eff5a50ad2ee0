"""Where each item stands from left to right: straight long edges, short ways, nothing too close."""

from __future__ import annotations

from itertools import pairwise

from .layers import Item, Part
from .simplex import Tension, solve

_LINE_GAP = 16


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
    """The links that must be vertical: those within a long edge, unless two of them cross."""
    at = {i: position for row in part.rows for position, i in enumerate(row)}
    inner = [
        (upper, lower)
        for upper, lower in part.links
        if part.items[upper].kind in ("point", "label", "lane") and part.items[lower].kind in ("point", "label", "lane")
    ]
    by_row: dict[int, list[tuple[int, int]]] = {}
    for upper, lower in inner:
        by_row.setdefault(part.items[upper].row, []).append((upper, lower))
    kept = []
    for links in by_row.values():
        taken: list[tuple[int, int]] = []
        for upper, lower in links:
            if all((at[upper] < at[a]) == (at[lower] < at[b]) for a, b in taken):
                taken.append((upper, lower))
        kept += taken
    return kept


def set_columns(part: Part) -> None:
    """Give every item its x, the middle of a node or the line of an edge; the leftmost edge of the part is 0."""
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
    pulls: dict[tuple[int, int], int] = {}
    for upper, lower in sorted(part.links):
        if of[upper] != of[lower]:
            pulls[of[upper], of[lower]] = pulls.get((of[upper], of[lower]), 0) + _weight(part, upper, lower)
    for turn in part.turns:
        pulls[of[turn.lane], of[turn.node]] = pulls.get((of[turn.lane], of[turn.node]), 0) + 1
    count = len(roots)
    for (a, b), weight in pulls.items():
        tensions.append((count, a, 0, weight))
        tensions.append((count, b, 0, weight))
        count += 1
    places = solve(count, tensions)
    for i, item in enumerate(items):
        item.x = places[of[i]]
    least = min(item.x - item.left for item in items)
    for item in items:
        item.x -= least


def _weight(part: Part, upper: int, lower: int) -> int:
    """How much a link wants to be vertical: most where the eye follows the main way."""
    kinds = {part.items[upper].kind, part.items[lower].kind}
    if kinds <= {"point", "label", "lane"}:
        return 8
    edge = part.edges[part.links[upper, lower][0]]
    target = next(node for node in part.nodes if node.id == edge.target)
    return 2 if target.shape in ("exit", "elsewhere") else 4
