"""A flow chart as an accessible SVG drawing, legible with and without the style of a page."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import pairwise

from rodtrad.layout import Box, Chart, Edge, Fork, Label, Layout, Line, Point, Route, arrange

from .style import FONT, LIGHT
from .words import listed, node_name

_HEAD, _HALF = 10, 5
"""Length and half the width of an arrow head."""
_HOP = 5
_CORNER = 7


def _path(points: tuple[Point, ...], hops: tuple[Point, ...] = ()) -> str:
    """The line with rounded corners, and a small arc where it crosses another."""
    parts = [f"M{points[0][0]} {points[0][1]}"]
    last = len(points) - 1
    for index in range(1, len(points)):
        (x1, y1), (x2, y2) = points[index - 1], points[index]
        if y1 == y2:
            way = 1 if x2 > x1 else -1
            start = _CORNER if index > 1 else 0
            end = _CORNER if index < last else _HEAD
            low, high = (x1 + start, x2 - end) if way > 0 else (x2 + end, x1 - start)
            across = [x for x, y in hops if y == y1 and low + _HOP <= x <= high - _HOP][::way]
            parts += [f"H{x - way * _HOP}a{_HOP} {_HOP} 0 0 {int(way > 0)} {way * 2 * _HOP} 0" for x in across]
        if index == last:
            parts.append(f"L{x2} {y2}")
            break
        x3, y3 = points[index + 1]
        radius = min(_CORNER, (abs(x2 - x1) + abs(y2 - y1)) // 2, (abs(x3 - x2) + abs(y3 - y2)) // 2)
        sx, sy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
        ex, ey = (x3 > x2) - (x3 < x2), (y3 > y2) - (y3 < y2)
        parts.append(f"L{x2 - sx * radius} {y2 - sy * radius}Q{x2} {y2} {x2 + ex * radius} {y2 + ey * radius}")
    return "".join(parts)


def _head(points: tuple[Point, ...]) -> str:
    (x1, y1), (x2, y2) = points[-2], points[-1]
    dx, dy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
    x, y = x2 - dx * _HEAD, y2 - dy * _HEAD
    return f"M{x2} {y2}L{x + dy * _HALF} {y + dx * _HALF}L{x - dy * _HALF} {y - dx * _HALF}Z"


def _texts(lines: tuple[Line, ...], attributes: str) -> str:
    """One text element per line; the white space between them is that of the words, so that the text reads whole."""
    return "".join(
        f'<text x="{line.x}" y="{line.y}" {attributes}>{escape(line.text)}</text>' + ("" if line.glued else "\n")
        for line in lines
    )


def _label(label: Label) -> str:
    middle = 'font-size="13" text-anchor="middle"'
    return (
        f'<rect class="flow-label-box" x="{label.x}" y="{label.y}" width="{label.width}" height="{label.height}"'
        f' rx="5" fill="{LIGHT["label"]}"/>'
        + _texts(label.lines, f'class="flow-label-text" {middle} fill="{LIGHT["ink"]}"')
        + _texts(label.times, f'class="flow-time-text" {middle} font-style="italic" fill="{LIGHT["soft"]}"')
    )


def _edge_name(chart: Chart, edge: Edge, names: dict[str, str]) -> str:
    """The edge in words, with those it is taken together with."""
    kin = [
        names[other.target]
        for other in chart.edges
        if edge.group and other is not edge and other.source == edge.source and other.group == edge.group
    ]
    name = f"Från {names[edge.source]} till {names[edge.target]}"
    if kin:
        name += f" ({'parallellt med' if edge.join == 'och' else 'eller till'} {listed(kin, edge.join)})"
    words = ", ".join(filter(None, (edge.label, edge.time)))
    return f"{name}: {words}" if words else name


def _edge(route: Route, name: str, labels: list[Label]) -> str:
    """The line of an edge. Without a name it is for paper, where nobody asks for it."""
    said = f' role="img" aria-label="{escape(name)}"' if name else ""
    kind = "flow-edge flow-edge-back" if route.back else "flow-edge"
    colour = LIGHT["turn" if route.back else "line"]
    dash = ' stroke-dasharray="6 4"' if route.back else ""
    return (
        f'<g class="{kind}"{said}>'
        f'<path class="flow-line" d="{_path(route.own, route.hops)}" fill="none" stroke="{colour}"'
        f' stroke-width="1.6"{dash}/><path class="flow-head" d="{_head(route.own)}" fill="{colour}"/>'
        + "".join(map(_label, labels))
        + "</g>\n"
    )


def _through(fork: Fork, layout: Layout) -> list[int]:
    """Where lines that do not belong to a fork pass through its bar."""
    (x1, y), (x2, _) = fork.bar
    lines = [route.own for route in layout.routes if route.edge not in fork.edges]
    lines += [other.stem for other in layout.forks if other is not fork]
    found = {
        x
        for line in lines
        for (x, above), (there, below) in pairwise(line)
        if x == there and x1 < x < x2 and min(above, below) < y < max(above, below)
    }
    return sorted(found)


def _bar(fork: Fork, through: list[int]) -> str:
    """The bar, broken where another line passes: else that would seem to be one of its branches."""
    (x1, y), (x2, _) = fork.bar
    ends = [x1 - 3, *(end for x in through for end in (x - _HOP, x + _HOP)), x2 + 3]
    return "".join(f"M{start} {y}H{end}" for start, end in zip(ends[::2], ends[1::2], strict=True) if end > start)


def _fork(fork: Fork, labels: list[Label], through: list[int]) -> str:
    # a thick bar means that all its branches are taken, as in other flow notations; a choice has a thin one
    width = 5 if fork.line.text == "och" else 2
    mark = LIGHT["mark"]
    return (
        f'<g class="flow-fork"><path class="flow-line" d="{_path(fork.stem)}" fill="none" stroke="{LIGHT["line"]}"'
        f' stroke-width="1.6"/><path class="flow-bar" d="{_bar(fork, through)}" fill="none" stroke="{mark}"'
        f' stroke-width="{width}"/>'
        + "".join(map(_label, labels))
        + f'<rect class="flow-badge" x="{fork.x}" y="{fork.y}" width="{fork.width}" height="{fork.height}"'
        f' rx="{fork.height // 2}" fill="{LIGHT["back"]}" stroke="{mark}" stroke-width="1.6"/>'
        + _texts((fork.line,), f'class="flow-word" font-size="12" font-weight="700" text-anchor="middle" fill="{mark}"')
        + "</g>\n"
    )


def _shape(box: Box) -> str:
    x, y, w, h = box.x, box.y, box.width, box.height
    mark = LIGHT["mark"]
    if box.node.shape == "decision":
        t, middle = box.tip, y + h // 2
        outline = f"M{x} {middle}L{x + t} {y}H{x + w - t}L{x + w} {middle}L{x + w - t} {y + h}H{x + t}Z"
        strip = f"M{x} {middle}L{x + t} {y}H{x + t + box.strip}V{y + h}H{x + t}Z"
        return (
            f'<path class="flow-shape" d="{outline}" fill="{LIGHT["decision"]}" stroke="{LIGHT["decide"]}"'
            ' stroke-width="2" stroke-linejoin="round"/>'
            + (f'<path class="flow-strip" d="{strip}" fill="{LIGHT["decide"]}"/>' if box.strip else "")
        )
    if box.node.shape == "action":
        strip = f"M{x + box.strip} {y}H{x + 6}q-6 0 -6 6V{y + h - 6}q0 6 6 6H{x + box.strip}Z"
        return (
            f'<rect class="flow-shape" x="{x}" y="{y}" width="{w}" height="{h}" rx="6" fill="{LIGHT["action"]}"'
            f' stroke="{mark}" stroke-width="1.6"/>'
            + (f'<path class="flow-strip" d="{strip}" fill="{mark}"/>' if box.strip else "")
        )
    # an entry has a thin border, an exit a thick one, another pathway a dotted one
    fill = LIGHT["entry" if box.node.shape == "entry" else "exit"]
    border = {"entry": "1.6", "exit": "3.4", "elsewhere": '3" stroke-dasharray="2 3'}[box.node.shape]
    return (
        f'<rect class="flow-shape" x="{x}" y="{y}" width="{w}" height="{h}" rx="{min(22, h // 2)}" fill="{fill}"'
        f' stroke="{mark}" stroke-width="{border}"/>'
    )


def _node(box: Box, href: str | None, name: str) -> str:
    """A box with its words; a link with a name, but for paper (without `href`) neither."""
    middle = 'text-anchor="middle"'
    letter = (box.letter,) if box.letter else ()
    kicker = (box.kicker,) if box.kicker else ()
    kind = f"flow-node flow-{box.node.shape}"
    opening, closing = f'<g class="{kind}">', "</g>"
    if href is not None:
        opening = f'<a class="{kind}" href="{escape(href)}" id="{name}">'
        opening, closing = f"{opening}<title>{escape(node_name(box.node))}</title>", "</a>"
    return (
        f"{opening}{_shape(box)}"
        + _texts(letter, f'class="flow-letter" font-size="14" font-weight="700" {middle} fill="{LIGHT["on"]}"')
        + _texts(kicker, f'class="flow-kicker" font-size="11" {middle} fill="{LIGHT["soft"]}"')
        + _texts(box.lines, f'class="flow-title" font-size="14" {"" if box.strip else middle} fill="{LIGHT["ink"]}"')
        + _texts(box.ways, f'class="flow-way" font-size="13" {"" if box.strip else middle} fill="{LIGHT["soft"]}"')
        + f"{closing}\n"
    )


def draw(
    chart: Chart,
    title: str,
    description: str,
    href: Callable[[str], str] | None = lambda node: f"#{node}",
    prefix: str = "flode",
    layout: Layout | None = None,
) -> str:
    """Draw `chart`, as laid out if that is given. Every node links to `href(id)`; all ids in it begin with `prefix`.

    Without `href` it is a drawing for paper: one picture with a text alternative, where nothing is a link.

    `data-start` on the drawing tells a narrow screen which x to scroll to first: the middle of the first node.
    """
    layout = layout or arrange(chart)
    names = {node.id: node_name(node) for node in chart.nodes}
    stems = {fork.edges: fork for fork in layout.forks}
    labels: dict[tuple[int, ...], list[Label]] = {}
    for label in layout.labels:
        labels.setdefault(label.edges, []).append(label)
    out: dict[str, list[str]] = {}
    for members, fork in stems.items():
        out.setdefault(chart.edges[members[0]].source, []).append(
            _fork(fork, labels.get(members, []), _through(fork, layout))
        )
    for route in layout.routes:
        edge = chart.edges[route.edge]
        name = _edge_name(chart, edge, names) if href else ""
        drawn = _edge(route, name, labels.get((route.edge,), []))
        out.setdefault(edge.source, []).append(drawn)
    start = next((box.x + box.width // 2 for box in layout.boxes), 0)
    kind, role = ("flow", "group") if href else ("flow-still", "img")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" role="{role}" aria-labelledby="{prefix}-t"'
        f' aria-describedby="{prefix}-d" width="{layout.width}" height="{layout.height}"'
        f' viewBox="0 0 {layout.width} {layout.height}" font-family="{FONT}" data-start="{start}">\n'
        f'<title id="{prefix}-t">{escape(title)}</title>\n<desc id="{prefix}-d">{escape(description)}</desc>\n'
        f'<rect class="flow-back" width="{layout.width}" height="{layout.height}" fill="{LIGHT["back"]}"/>\n'
    ]
    for number, box in enumerate(layout.boxes):
        parts.append(_node(box, href(box.node.id) if href else None, f"{prefix}-n{number}"))
        parts += out.get(box.node.id, [])
    parts.append("</svg>\n")
    return "".join(parts)
