"""A flow chart as an accessible SVG drawing, and as numbered steps in words."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from .layout import Box, Chart, Edge, Fork, Label, Layout, Line, Node, Point, Route, arrange

FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"

STYLE = """\
.flow {
  --_back: var(--flow-back, #ffffff); --_ink: var(--flow-ink, #17242d); --_line: var(--flow-line, #44545f);
  --_soft: var(--flow-soft, #55646e); --_action: var(--flow-action, #ffffff); --_mark: var(--flow-mark, #1f5c7a);
  --_decision: var(--flow-decision, #fff6dc); --_decide: var(--flow-decide, #8a5a00);
  --_entry: var(--flow-entry, #e7f3ec); --_exit: var(--flow-exit, #eceff2); --_turn: var(--flow-turn, #a03b1c);
  --_label: var(--flow-label, #f4f6f8); --_on: var(--flow-on, #ffffff); --_focus: var(--flow-focus, #0b57d0);
}
@media (prefers-color-scheme: dark) {
  .flow {
    --_back: var(--flow-back, #14191d); --_ink: var(--flow-ink, #e8eef2); --_line: var(--flow-line, #a3b3be);
    --_soft: var(--flow-soft, #b3c0c9); --_action: var(--flow-action, #1d252b); --_mark: var(--flow-mark, #7cc0e2);
    --_decision: var(--flow-decision, #33290f); --_decide: var(--flow-decide, #f0c060);
    --_entry: var(--flow-entry, #16301f); --_exit: var(--flow-exit, #2a3138); --_turn: var(--flow-turn, #ff9d7a);
    --_label: var(--flow-label, #232c33); --_on: var(--flow-on, #10161a); --_focus: var(--flow-focus, #8ab4ff);
  }
}
[data-md-color-scheme="default"] .flow {
  --_back: var(--flow-back, #ffffff); --_ink: var(--flow-ink, #17242d); --_line: var(--flow-line, #44545f);
  --_soft: var(--flow-soft, #55646e); --_action: var(--flow-action, #ffffff); --_mark: var(--flow-mark, #1f5c7a);
  --_decision: var(--flow-decision, #fff6dc); --_decide: var(--flow-decide, #8a5a00);
  --_entry: var(--flow-entry, #e7f3ec); --_exit: var(--flow-exit, #eceff2); --_turn: var(--flow-turn, #a03b1c);
  --_label: var(--flow-label, #f4f6f8); --_on: var(--flow-on, #ffffff); --_focus: var(--flow-focus, #0b57d0);
}
[data-md-color-scheme="slate"] .flow {
  --_back: var(--flow-back, #14191d); --_ink: var(--flow-ink, #e8eef2); --_line: var(--flow-line, #a3b3be);
  --_soft: var(--flow-soft, #b3c0c9); --_action: var(--flow-action, #1d252b); --_mark: var(--flow-mark, #7cc0e2);
  --_decision: var(--flow-decision, #33290f); --_decide: var(--flow-decide, #f0c060);
  --_entry: var(--flow-entry, #16301f); --_exit: var(--flow-exit, #2a3138); --_turn: var(--flow-turn, #ff9d7a);
  --_label: var(--flow-label, #232c33); --_on: var(--flow-on, #10161a); --_focus: var(--flow-focus, #8ab4ff);
}
@media print {
  .flow { --_back: #ffffff; --_ink: #000000; --_line: #333333; --_soft: #333333; --_action: #ffffff;
    --_mark: #1f5c7a; --_decision: #ffffff; --_decide: #6a4500; --_entry: #ffffff; --_exit: #ffffff;
    --_turn: #8a2f12; --_label: #ffffff; --_on: #ffffff; }
}
.flow-scroll { overflow-x: auto; max-width: 100%; }
.flow { font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
.flow-back { fill: var(--_back); }
.flow-line { stroke: var(--_line); }
.flow-head { fill: var(--_line); }
.flow-edge-back .flow-line { stroke: var(--_turn); }
.flow-edge-back .flow-head { fill: var(--_turn); }
.flow-bar, .flow-badge { stroke: var(--_mark); }
.flow-badge { fill: var(--_back); }
.flow-word { fill: var(--_mark); }
.flow-label-box { fill: var(--_label); }
.flow-label-text { fill: var(--_ink); }
.flow-time-text { fill: var(--_soft); }
.flow-title, .flow-kicker { fill: var(--_ink); }
.flow-kicker { fill: var(--_soft); }
.flow-shape { stroke: var(--_mark); fill: var(--_action); }
.flow-strip { fill: var(--_mark); }
.flow-letter { fill: var(--_on); }
.flow-decision .flow-shape { fill: var(--_decision); stroke: var(--_decide); }
.flow-decision .flow-strip { fill: var(--_decide); }
.flow-entry .flow-shape { fill: var(--_entry); }
.flow-exit .flow-shape, .flow-elsewhere .flow-shape { fill: var(--_exit); }
.flow a { cursor: pointer; text-decoration: none; }
.flow a:hover .flow-title { text-decoration: underline; }
.flow a:focus { outline: none; }
.flow a:focus-visible .flow-shape { stroke: var(--_focus); stroke-width: 4; }
@media (forced-colors: active) {
  .flow { --_back: Canvas; --_ink: CanvasText; --_line: CanvasText; --_soft: CanvasText; --_action: Canvas;
    --_mark: LinkText; --_decision: Canvas; --_decide: LinkText; --_entry: Canvas; --_exit: Canvas;
    --_turn: CanvasText; --_label: Canvas; --_on: Canvas; --_focus: Highlight; }
}
"""
"""Colours for the page that embeds drawings; a page sets `--flow-…` to choose its own."""

_KINDS = {
    "entry": "Ingång",
    "action": "Åtgärd",
    "decision": "Beslut",
    "exit": "Utgång",
    "elsewhere": "Annat vårdförlopp",
}
_HEAD_LENGTH, _HEAD_WIDTH = 10, 8
_HOP = 5
_CORNER = 7


def _path(route: Route, points: tuple[Point, ...]) -> str:
    """The line with rounded corners, and a small arc where it crosses another."""
    parts = [f"M{points[0][0]} {points[0][1]}"]
    for index in range(1, len(points)):
        (x1, y1), (x2, y2) = points[index - 1], points[index]
        if y1 == y2:
            way = 1 if x2 > x1 else -1
            low, high = min(x1, x2), max(x1, x2)
            start = _CORNER if index > 1 else 0
            end = _CORNER if index < len(points) - 1 else _HEAD_LENGTH
            near, far = (start, end) if way > 0 else (end, start)
            hops = [x for x, y in route.hops if y == y1 and low + near + _HOP <= x <= high - far - _HOP]
            parts += [f"H{x - way * _HOP}a{_HOP} {_HOP} 0 0 {int(way > 0)} {way * 2 * _HOP} 0" for x in hops[::way]]
        if index == len(points) - 1:
            parts.append(f"L{x2} {y2}")
            break
        x3, y3 = points[index + 1]
        before = abs(x2 - x1) + abs(y2 - y1)
        after = abs(x3 - x2) + abs(y3 - y2)
        radius = min(_CORNER, before // 2, after // 2)
        if radius:
            sx, sy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
            ex, ey = (x3 > x2) - (x3 < x2), (y3 > y2) - (y3 < y2)
            parts.append(f"L{x2 - sx * radius} {y2 - sy * radius}Q{x2} {y2} {x2 + ex * radius} {y2 + ey * radius}")
        else:
            parts.append(f"L{x2} {y2}")
    return "".join(parts)


def _head(points: tuple[Point, ...]) -> str:
    (x1, y1), (x2, y2) = points[-2], points[-1]
    dx, dy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
    bx, by = x2 - dx * _HEAD_LENGTH, y2 - dy * _HEAD_LENGTH
    half = _HEAD_WIDTH // 2 + 1
    return f"M{x2} {y2}L{bx + dy * half} {by + dx * half}L{bx - dy * half} {by - dx * half}Z"


def _texts(lines: tuple[Line, ...], attributes: str) -> str:
    """One text element per line; the white space between them is that of the words, so that the text reads whole."""
    return "".join(
        f'<text x="{line.x}" y="{line.y}" {attributes}>{escape(line.text)}</text>' + ("" if line.glued else "\n")
        for line in lines
    )


def node_name(node: Node) -> str:
    """What a node is called in words: `B. Beslut: Föreligger depression?`."""
    kind = "" if node.shape == "action" else f"{_KINDS[node.shape]}: "
    return f"{node.letter}. {kind}{node.title}" if node.letter else f"{kind}{node.title}"


def _edge(layout: Layout, route: Route, edge: Edge, names: dict[str, str], labels: list[Label], first: bool) -> str:
    points = route.points if first else route.own
    words = ", ".join(filter(None, (edge.label, edge.time)))
    name = f"Från {names[edge.source]} till {names[edge.target]}" + (f": {words}" if words else "")
    kind = "flow-edge flow-edge-back" if route.back else "flow-edge"
    colour = "#a03b1c" if route.back else "#44545f"
    dash = ' stroke-dasharray="6 4"' if route.back else ""
    out = [f'<g class="{kind}" role="img" aria-label="{escape(name)}">']
    out.append(
        f'<path class="flow-line" d="{_path(route, points)}" fill="none" stroke="{colour}" stroke-width="1.6"'
        f'{dash} stroke-linejoin="round"/>'
    )
    out.append(f'<path class="flow-head" d="{_head(points)}" fill="{colour}"/>')
    out += [_label(label) for label in labels]
    out.append("</g>\n")
    return "".join(out)


def _label(label: Label) -> str:
    box = (
        f'<rect class="flow-label-box" x="{label.x}" y="{label.y}" width="{label.width}" height="{label.height}"'
        ' rx="5" fill="#f4f6f8"/>'
    )
    words = _texts(label.lines, 'class="flow-label-text" font-size="13" text-anchor="middle" fill="#17242d"')
    times = _texts(
        label.times, 'class="flow-time-text" font-size="13" font-style="italic" text-anchor="middle" fill="#55646e"'
    )
    return f"{box}{words}{times}"


def _fork(fork: Fork) -> str:
    (x1, y1), (x2, _) = fork.bar
    low, high = min(x1, x2) - 6, max(x1, x2) + 6
    # a thick bar means that all its branches are taken, as in other flow notations; a choice has a thin one
    width = 5 if fork.line.text == "och" else 2
    return (
        f'<g class="flow-fork"><path class="flow-bar" d="M{low} {y1}H{high}" stroke="#1f5c7a" stroke-width="{width}"'
        f' fill="none"/><rect class="flow-badge" x="{fork.x}" y="{fork.y}" width="{fork.width}" height="{fork.height}"'
        f' rx="{fork.height // 2}" fill="#ffffff" stroke="#1f5c7a" stroke-width="1.6"/>'
        + _texts(
            (fork.line,),
            'class="flow-word" font-size="12" font-weight="700" text-anchor="middle" fill="#1f5c7a"',
        )
        + "</g>\n"
    )


def _shape(box: Box) -> str:
    x, y, w, h = box.x, box.y, box.width, box.height
    shape = box.node.shape
    if shape == "decision":
        t = box.tip
        outline = f"M{x} {y + h // 2}L{x + t} {y}H{x + w - t}L{x + w} {y + h // 2}L{x + w - t} {y + h}H{x + t}Z"
        strip = f"M{x} {y + h // 2}L{x + t} {y}H{x + t + box.strip}V{y + h}H{x + t}Z"
        marks = f'<path class="flow-strip" d="{strip}" fill="#8a5a00"/>' if box.strip else ""
        return (
            f'<path class="flow-shape" d="{outline}" fill="#fff6dc" stroke="#8a5a00" stroke-width="2"'
            f' stroke-linejoin="round"/>{marks}'
        )
    if shape == "action":
        strip = f"M{x + box.strip} {y}H{x + 6}q-6 0 -6 6V{y + h - 6}q0 6 6 6H{x + box.strip}Z"
        marks = f'<path class="flow-strip" d="{strip}" fill="#1f5c7a"/>' if box.strip else ""
        return (
            f'<rect class="flow-shape" x="{x}" y="{y}" width="{w}" height="{h}" rx="6" fill="#ffffff"'
            f' stroke="#1f5c7a" stroke-width="1.6"/>{marks}'
        )
    fill = "#e7f3ec" if shape == "entry" else "#eceff2"
    stroke = "1.6" if shape == "entry" else "3.4"
    dash = ' stroke-dasharray="2 3"' if shape == "elsewhere" else ""
    return (
        f'<rect class="flow-shape" x="{x}" y="{y}" width="{w}" height="{h}" rx="{min(22, h // 2)}" fill="{fill}"'
        f' stroke="#1f5c7a" stroke-width="{stroke}"{dash}/>'
    )


def _node(box: Box, href: str, number: int, prefix: str) -> str:
    anchor = "" if box.strip else ' text-anchor="middle"'
    name = f"{prefix}-n{number}"
    out = [f'<a class="flow-node flow-{box.node.shape}" href="{escape(href)}" id="{name}" aria-labelledby="{name}-t">']
    out.append(f'<title id="{name}-t">{escape(node_name(box.node))}</title>{_shape(box)}')
    if box.letter:
        out.append(
            _texts(
                (box.letter,),
                'class="flow-letter" font-size="14" font-weight="700" text-anchor="middle" fill="#ffffff"',
            )
        )
    if box.kicker:
        out.append(_texts((box.kicker,), 'class="flow-kicker" font-size="11" text-anchor="middle" fill="#55646e"'))
    out.append(_texts(box.lines, f'class="flow-title" font-size="14"{anchor} fill="#17242d"'))
    out.append("</a>\n")
    return "".join(out)


def draw(
    chart: Chart,
    title: str,
    description: str,
    href: Callable[[str], str] = lambda node: f"#{node}",
    prefix: str = "flode",
) -> str:
    """Draw `chart`. Every node links to `href(id)`; all ids in the drawing begin with `prefix`."""
    layout = arrange(chart)
    names = {node.id: node_name(node) for node in chart.nodes}
    placed: dict[int, list[Label]] = {}
    for label in layout.labels:
        placed.setdefault(label.edges[0], []).append(label)
    routes: dict[str, list[str]] = {}
    opened: set[int] = set()
    for route in layout.routes:
        edge = chart.edges[route.edge]
        first = route.fork < 0 or route.fork not in opened
        out = _edge(layout, route, edge, names, placed.get(route.edge, []), first)
        if route.fork >= 0 and first:
            opened.add(route.fork)
            out += _fork(layout.forks[route.fork])
        routes.setdefault(edge.source, []).append(out)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" role="group" aria-labelledby="{prefix}-t"'
        f' aria-describedby="{prefix}-d" width="{layout.width}" height="{layout.height}"'
        f' viewBox="0 0 {layout.width} {layout.height}" font-family="{FONT}">\n'
        f'<title id="{prefix}-t">{escape(title)}</title>\n<desc id="{prefix}-d">{escape(description)}</desc>\n'
        f'<rect class="flow-back" width="{layout.width}" height="{layout.height}" fill="#ffffff"/>\n'
    ]
    for number, box in enumerate(layout.boxes):
        parts.append(_node(box, href(box.node.id), number, prefix))
        parts += routes.get(box.node.id, [])
    parts.append("</svg>\n")
    return "".join(parts)


Step = tuple[str, str, list[tuple[str, str, str]]]


def steps(chart: Chart) -> list[Step]:
    """The chart in words: for each node its name, its kind, and its ways as (condition, time, name of the target)."""
    names = {node.id: node_name(node) for node in chart.nodes}
    ways: dict[str, list[tuple[str, str, str]]] = {}
    for edge in chart.edges:
        if edge.target in names:
            ways.setdefault(edge.source, []).append((edge.label, edge.time, names[edge.target]))
    return [(node_name(node), _KINDS[node.shape], ways.get(node.id, [])) for node in chart.nodes]


__all__ = ["STYLE", "draw", "node_name", "steps"]
