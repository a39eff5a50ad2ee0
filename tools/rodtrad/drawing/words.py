"""A flow chart in words: numbered steps that say the same as the drawing."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import NamedTuple

from rodtrad.layout import Chart, Edge, Node, in_turn, leads_back

KINDS = {
    "entry": "Ingång",
    "action": "Åtgärd",
    "decision": "Beslut",
    "exit": "Utgång",
    "elsewhere": "Annat vårdförlopp",
}


class WayInWords(NamedTuple):
    """One way onward; parallel targets are one way, and so are targets to choose between."""

    condition: str
    time: str
    target: str


class Step(NamedTuple):
    """One node with its ways onward."""

    name: str
    kind: str
    ways: list[WayInWords]


def node_name(node: Node) -> str:
    """What a node is called in words: `D. Beslut: Föreligger depression?`."""
    kind = "" if node.shape == "action" else f"{KINDS[node.shape]}: "
    return f"{node.letter}. {kind}{node.title}" if node.letter else f"{kind}{node.title}"


def listed(words: list[str], join: str) -> str:
    """`a, b och c`."""
    return f" {join} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


_Ways = list[tuple[str, str, list[tuple[Edge, str]]]]


def _ways(chart: Chart, source: str) -> _Ways:
    """The ways out of a node: condition, time, and the edges, each with its own time if the times differ."""
    known = {node.id for node in chart.nodes}
    groups: dict[str, list[Edge]] = {}
    for number, edge in enumerate(chart.edges):
        if edge.source == source and edge.target in known:
            groups.setdefault(edge.group or f"\0{number}", []).append(edge)
    found: _Ways = []
    for edges in groups.values():
        if len({edge.label for edge in edges}) > 1:
            found += [(edge.label, edge.time, [(edge, "")]) for edge in edges]
        elif len({edge.time for edge in edges}) > 1:
            found.append((edges[0].label, "", [(edge, edge.time) for edge in edges]))
        else:
            found.append((edges[0].label, edges[0].time, [(edge, "") for edge in edges]))
    return found


def steps(chart: Chart) -> list[Step]:
    """The chart in words: for each node its name, its kind, and its ways as (condition, time, names of targets)."""
    names = {node.id: node_name(node) for node in chart.nodes}
    found = []
    for node in in_turn(chart):
        ways = []
        for condition, time, edges in _ways(chart, node.id):
            targets = [f"{names[edge.target]} {own}".strip() for edge, own in edges]
            ways.append(WayInWords(condition, time, listed(targets, edges[0][0].join)))
        found.append(Step(names[node.id], KINDS[node.shape], ways))
    return found


def steps_html(chart: Chart, href: Callable[[str], str] = lambda node: f"#{node}") -> str:
    """The same steps as an ordered list in HTML; every node named is a link to `href(id)`."""
    names = {node.id: node_name(node) for node in chart.nodes}
    back = {id(edge): leads for edge, leads in zip(chart.edges, leads_back(chart), strict=True)}

    def target(edge: Edge, own: str) -> str:
        link = f'<a href="{escape(href(edge.target))}">{escape(names[edge.target])}</a>'
        if edge.source == edge.target:
            link = f"samma steg igen ({link})"
        elif back[id(edge)]:
            link = f"tillbaka till {link}"
        return f"{link} {escape(own)}".strip()

    parts = ['<ol class="flow-steps">\n']
    for node in in_turn(chart):
        parts.append(f'<li><a href="{escape(href(node.id))}">{escape(names[node.id])}</a>')
        ways = _ways(chart, node.id)
        if ways:
            parts.append("\n<ul>\n")
        for condition, time, edges in ways:
            words = f"<strong>{escape(condition.rstrip('.'))}:</strong> " if condition else ""
            all_of = " (alla, parallellt)" if len(edges) > 1 and edges[0][0].join == "och" else ""
            limit = f", {escape(time)}" if time else ""
            reached = listed([target(edge, own) for edge, own in edges], edges[0][0].join)
            parts.append(f"<li>{words}→ {reached}{all_of}{limit}</li>\n")
        parts.append("</ul></li>\n" if ways else "</li>\n")
    parts.append("</ol>\n")
    return "".join(parts)
