"""A whole chart: its connected parts laid out and set side by side, and the crossings marked."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from .columns import set_columns
from .layers import Part, build, find_back_edges
from .model import Box, Chart, Edge, Fork, Label, Layout, Line, Node, Point, Route
from .order import order
from .routes import Router
from .spine import find_spine

_MARGIN = 16
_APART = 48
_LIMITS = ((960, 1080), (740, 1220), (560, 0))
"""How wide the nodes of one row may be together, in the order of trial, and what total width ends the search."""
_SPLIT = 200
"""What it costs, in pixels of width, to have parallel branches begin at different heights."""
_WIDEST = 1080
"""Parts are set side by side up to this width, then below each other."""


def _parts(chart: Chart) -> list[tuple[list[Node], list[Edge], list[int]]]:
    """The connected parts in document order; edges whose ends are unknown are left out."""
    nodes: dict[str, Node] = {}
    for node in chart.nodes:
        nodes.setdefault(node.id, node)
    leader = {name: name for name in nodes}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    known = [(n, e) for n, e in enumerate(chart.edges) if e.source in nodes and e.target in nodes]
    for _, edge in known:
        leader[find(edge.target)] = find(edge.source)
    parts: dict[str, tuple[list[Node], list[Edge], list[int]]] = {}
    for name, node in nodes.items():
        parts.setdefault(find(name), ([], [], []))[0].append(node)
    for number, edge in known:
        _, edges, numbers = parts[find(edge.source)]
        edges.append(edge)
        numbers.append(number)
    return list(parts.values())


def _split(part: Part) -> int:
    """How many forks have branches that begin in different rows."""
    rows: dict[int, set[int]] = {}
    for number, fork in part.forks.items():
        if not part.back[number]:
            rows.setdefault(fork, set()).add(part.items[part.paths[number][-1]].row)
    return sum(len(found) > 1 for found in rows.values())


def _lay(nodes: list[Node], edges: list[Edge], numbers: list[int]) -> Layout:
    """Lay out one part; if it is wide, try with fewer nodes in a row."""
    best: tuple[int, Layout] | None = None
    before: list[int] = []
    for limit, enough in _LIMITS:
        part = build(nodes, edges, numbers, limit)
        rows = [item.row for item in part.items]
        if rows == before:
            continue
        before = rows
        part.spine = find_spine(part)
        order(part)
        set_columns(part)
        laid = Router(part).layout()
        worth = laid.width + max(0, laid.width - _WIDEST) + laid.height // 4 + _SPLIT * _split(part)
        if best is None or worth < best[0]:
            best = worth, laid
        if laid.width <= enough:
            break
    assert best is not None
    return best[1]


def _moved(layout: Layout, dx: int, dy: int, forks: int) -> Layout:
    def line(old: Line) -> Line:
        return replace(old, x=old.x + dx, y=old.y + dy)

    def lines(old: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(map(line, old))

    def points(old: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple((x + dx, y + dy) for x, y in old)

    def box(old: Box) -> Box:
        return replace(
            old,
            x=old.x + dx,
            y=old.y + dy,
            lines=lines(old.lines),
            letter=line(old.letter) if old.letter else None,
            kicker=line(old.kicker) if old.kicker else None,
            ways=lines(old.ways),
        )

    def label(old: Label) -> Label:
        return replace(old, x=old.x + dx, y=old.y + dy, lines=lines(old.lines), times=lines(old.times))

    def fork(old: Fork) -> Fork:
        (x1, y1), (x2, y2) = old.bar
        bar = ((x1 + dx, y1 + dy), (x2 + dx, y2 + dy))
        return replace(old, x=old.x + dx, y=old.y + dy, line=line(old.line), stem=points(old.stem), bar=bar)

    def route(old: Route) -> Route:
        number = old.fork + forks if old.fork >= 0 else -1
        return replace(old, points=points(old.points), own=points(old.own), fork=number)

    return Layout(
        layout.width,
        layout.height,
        tuple(map(box, layout.boxes)),
        tuple(map(route, layout.routes)),
        tuple(map(label, layout.labels)),
        tuple(map(fork, layout.forks)),
    )


def _hops(routes: list[Route]) -> list[Route]:
    """Mark on every horizontal run where a vertical run of another edge crosses it."""
    verticals: list[tuple[int, int, int, int]] = []
    for number, route in enumerate(routes):
        for (x1, y1), (x2, y2) in zip(route.points, route.points[1:], strict=False):
            if x1 == x2:
                verticals.append((x1, min(y1, y2), max(y1, y2), number))
    found = []
    for number, route in enumerate(routes):
        hops: set[Point] = set()
        for (x1, y1), (x2, y2) in zip(route.points, route.points[1:], strict=False):
            if y1 == y2:
                low, high = min(x1, x2), max(x1, x2)
                for x, top, bottom, other in verticals:
                    same = route.fork >= 0 and routes[other].fork == route.fork
                    if low < x < high and top < y1 < bottom and other != number and not same:
                        hops.add((x, y1))
        found.append(replace(route, hops=tuple(sorted(hops))))
    return found


def in_turn(chart: Chart) -> tuple[Node, ...]:
    """The nodes in the order in which one tells of them: entries, what is done, exits."""
    turn = {"entry": 0, "exit": 2, "elsewhere": 2}
    nodes: dict[str, Node] = {}
    for node in chart.nodes:
        nodes.setdefault(node.id, node)
    return tuple(sorted(nodes.values(), key=lambda node: turn.get(node.shape, 1)))


def leads_back(chart: Chart) -> tuple[bool, ...]:
    """For each edge whether it leads back to an earlier node, or to the node itself."""
    index: dict[str, int] = {}
    for node in chart.nodes:
        index.setdefault(node.id, len(index))
    known = [edge.source in index and edge.target in index for edge in chart.edges]
    ends = [(index[e.source], index[e.target]) for e, wanted in zip(chart.edges, known, strict=True) if wanted]
    back = iter(find_back_edges(len(index), ends))
    return tuple(wanted and next(back) for wanted in known)


def arrange(chart: Chart, column: Mapping[str, int] | None = None) -> Layout:
    """Lay out `chart`. The same chart always gives the same geometry; nothing of it is left out.

    Parts that hang together are set side by side as far as there is room. With `column` (by id of node), each stands
    in the column of its first node instead, below what is there already.
    """
    boxes: list[Box] = []
    routes: list[Route] = []
    labels: list[Label] = []
    forks: list[Fork] = []
    left, top, height, width, lowest = _MARGIN, _MARGIN, 0, 0, 0
    parts = _parts(chart)
    if column:
        parts.sort(key=lambda part: column[part[0][0].id])
    before = -1
    for nodes, edges, numbers in parts:
        part = _lay(nodes, edges, numbers)
        low = min([0] + [x for route in part.routes for x, _ in route.points])
        here = column[nodes[0].id] if column else 0
        if column and here != before:
            left, top, before = width + _APART if width else _MARGIN, _MARGIN, here
        elif column or (left > _MARGIN and left + part.width - low > _WIDEST):
            left, top = left if column else _MARGIN, top + height + _APART
            height = 0
        moved = _moved(part, left - low, top, len(forks))
        boxes += moved.boxes
        routes += moved.routes
        labels += moved.labels
        forks += moved.forks
        right = left + part.width - low
        left = left if column else right + _APART
        width = max(width, right)
        height = part.height if column else max(height, part.height)
        lowest = max(lowest, top + height)
    routes.sort(key=lambda route: route.edge)
    place = {node.id: number for number, node in enumerate(in_turn(chart))}
    boxes.sort(key=lambda box: place[box.node.id])
    return Layout(
        width + _MARGIN,
        lowest + _MARGIN,
        tuple(boxes),
        tuple(_hops(routes)),
        tuple(sorted(labels, key=lambda label: label.edges)),
        tuple(forks),
    )
