"""The longest way through a chart, which is drawn as one straight line."""

from __future__ import annotations

from .layers import Part


def find_spine(part: Part) -> set[int]:
    """The edges of the longest way through the part: the eye follows it best if it is one straight line."""
    index = {node.id: v for v, node in enumerate(part.nodes)}
    ways: list[list[tuple[int, int]]] = [[] for _ in part.nodes]
    waiting = [0] * len(part.nodes)
    for number, edge in enumerate(part.edges):
        if not part.back[number]:
            ways[index[edge.source]].append((number, index[edge.target]))
            waiting[index[edge.target]] += 1
    order = [v for v in range(len(part.nodes)) if not waiting[v]]
    roots = list(order)
    for v in order:
        for _, w in ways[v]:
            waiting[w] -= 1
            if not waiting[w]:
                order.append(w)
    length = [0] * len(part.nodes)
    for v in reversed(order):
        length[v] = 1 + max((length[w] for _, w in ways[v]), default=0)
    spine: set[int] = set()
    v = max(roots, key=lambda root: (length[root], part.nodes[root].shape == "entry", -root))
    while ways[v]:
        # a fork counts as one way: first choose which way, then which branch of it
        names = list(dict.fromkeys(part.forks.get(number, -1 - number) for number, _ in ways[v]))
        choices = [
            (abs(2 * names.index(name) - len(names) + 1), abs(2 * branch - len(branches) + 1), number, w)
            for name in names
            for branches in [[way for way in ways[v] if part.forks.get(way[0], -1 - way[0]) == name]]
            for branch, (number, w) in enumerate(branches)
            if length[w] == length[v] - 1
        ]
        _, _, number, v = min(choices)
        spine.add(number)
    return spine
