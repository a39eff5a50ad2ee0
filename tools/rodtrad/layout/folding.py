"""A chart folded to columns for a sheet of paper: a long way ends in the letter of the box where it goes on."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from .arrange import arrange, leads_back
from .boxes import KICKERS, size_node, words_of
from .model import Chart, Edge, Layout, Node

_REACH = 2
"""A way over more rows than this is long: drawn as a line, it would take room beside all of them."""
_BETWEEN = 44
"""Pixels between a row and the words below it, and between these and the next row."""
_ENDS = ("exit", "elsewhere")
"""Shapes that no way leads on from: drawn anew wherever a way ends there."""


class Folded(Struct, frozen=True):
    """A chart for paper with its layout. An exit that several ways lead to is drawn once for each."""

    chart: Chart
    layout: Layout


def fold(chart: Chart, columns: int) -> Folded:
    """Fold a chart to as many columns of about the same height. With one column nothing is cut but long ways.

    No word of the chart is lost: a way that is not drawn is told in the box that it leads from.
    """
    nodes = {node.id: node for node in reversed(chart.nodes)}
    edges = [edge for edge in chart.edges if edge.source in nodes and edge.target in nodes]
    back = leads_back(Chart(chart.nodes, tuple(edges)))
    ranks = _ranks(nodes, edges, back)
    column = _columns(nodes, edges, ranks, columns)

    def is_far(edge: Edge, turns: bool) -> bool:
        if edge.source == edge.target or nodes[edge.target].shape in _ENDS:
            return False
        rows = ranks[edge.target] - ranks[edge.source]
        return turns or rows > _REACH or column[edge.source] != column[edge.target]

    far = [is_far(edge, turns) for edge, turns in zip(edges, back, strict=True)]
    split = {(edge.source, edge.group) for edge, told in zip(edges, far, strict=True) if told and edge.group}
    ends: set[str] = set()
    drawn: list[Edge] = []
    again: list[Node] = []
    told: dict[str, dict[str, list[Edge]]] = {}
    for number, (edge, away) in enumerate(zip(edges, far, strict=True)):
        target = nodes[edge.target]
        if away or (edge.source, edge.group) in split:  # a fork is drawn whole or told whole
            told.setdefault(edge.source, {}).setdefault(edge.group or f" {number}", []).append(edge)
            continue
        if target.shape in _ENDS:
            if target.id in ends:
                target = replace(target, id=f"{target.id} {number}")
                again.append(target)
            ends.add(target.id)
            column[target.id] = column[edge.source]
        drawn.append(replace(edge, target=target.id))
    told_only = {node.id for node in chart.nodes if node.shape in _ENDS} - ends
    reached = {edge.target for edge in edges}
    made = [
        replace(node, ways=tuple(_told(ways, nodes) for ways in told.get(node.id, {}).values()))
        for node in chart.nodes
        if not (node.id in told_only and node.id in reached)
    ]
    folded = Chart((*made, *again), tuple(drawn))
    return Folded(folded, arrange(folded, column))


def _told(edges: list[Edge], nodes: Mapping[str, Node]) -> str:
    """A way in words: `Nej, inom 30 dagar → F eller G`."""
    words = ", ".join(filter(None, dict.fromkeys(word for edge in edges for word in (edge.label, edge.time))))
    names = f" {edges[0].join} ".join(_name(nodes[edge.target]) for edge in edges)
    return f"{words} → {names}".strip().replace("→ ", "→\u00a0")


def _name(node: Node) -> str:
    """The letter of a box; the words of one that has none."""
    kind = KICKERS.get(node.shape)
    return node.letter or (f"{kind}: {node.title}" if kind else node.title)


def _ranks(nodes: Mapping[str, Node], edges: list[Edge], back: tuple[bool, ...]) -> dict[str, int]:
    """The row of each node: below all that lead to it; what only begins there stands right above where it leads."""
    forward = [edge for edge, turns in zip(edges, back, strict=True) if not turns and edge.source != edge.target]
    out: dict[str, list[str]] = {id: [] for id in nodes}
    into: dict[str, list[str]] = {id: [] for id in nodes}
    for edge in forward:
        out[edge.source].append(edge.target)
        into[edge.target].append(edge.source)
    waiting = {id: len(sources) for id, sources in into.items()}
    ready = [id for id in nodes if not waiting[id]]
    turn: list[str] = []
    ranks = dict.fromkeys(nodes, 0)
    while ready:
        id = ready.pop()
        turn.append(id)
        for target in out[id]:
            ranks[target] = max(ranks[target], ranks[id] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    begins: set[str] = set()
    for id in turn:
        if len(set(out[id])) == 1 and begins.issuperset(into[id]):
            begins.add(id)
    for id in reversed(turn):
        if id in begins:
            ranks[id] = ranks[out[id][0]] - 1
    return ranks


def _columns(nodes: Mapping[str, Node], edges: list[Edge], ranks: Mapping[str, int], columns: int) -> dict[str, int]:
    """The column of each node, so that columns are about equally high."""
    heights = [0] * (max(ranks.values(), default=0) + 1)
    words = [0] * len(heights)
    for node in nodes.values():
        if node.shape not in _ENDS:
            heights[ranks[node.id]] = max(heights[ranks[node.id]], size_node(node, 1, 0).height)
    for edge in edges:
        said = words_of(edge)
        words[ranks[edge.source]] = max(words[ranks[edge.source]], said.height + _BETWEEN if said else 0)
    total = sum(heights) + sum(words) + _BETWEEN * len(heights)
    above = 0
    place: list[int] = []
    for height, beside in zip(heights, words, strict=True):
        here = height + beside + _BETWEEN
        place.append(min(columns - 1, (above + here // 2) * columns // max(total, 1)))
        above += here
    return {id: place[ranks[id]] for id in nodes}
