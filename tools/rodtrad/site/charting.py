"""A pathway's flow as a chart: the drawing and its equivalent in words, both from the same edges."""

from __future__ import annotations

from functools import lru_cache

from rodtrad.drawing import draw, on_sheet, steps_html
from rodtrad.face import BlockFace, Face, Role
from rodtrad.flow import Flow, flow
from rodtrad.layout import Chart, Edge, Node, Shape, arrange
from rodtrad.library import Library
from rodtrad.site.addresses import Links

_SHAPES: dict[Role, Shape] = {
    Role.ENTRY: "entry",
    Role.ACTION: "action",
    Role.DECISION: "decision",
    Role.EXIT: "exit",
}


def stop_title(stop: BlockFace) -> str:
    """The words of a stop without an entry's arrow: "Misstanke om stroke"."""
    title = stop.title
    if stop.role is Role.ENTRY:
        for arrow in ("→", "->"):
            title = title.partition(arrow)[0]
    return title.strip(" .") if stop.role in (Role.ENTRY, Role.EXIT) else title


def stop_name(stop: BlockFace) -> str:
    """A stop with its letter: "B. Är reperfusion aktuell?"."""
    return f"{stop.label}. {stop_title(stop)}" if stop.label else stop_title(stop)


def chart(graph: Flow, library: Library) -> Chart:
    """The chart of a flow graph. Entries of other pathways become nodes of their own."""
    nodes = [Node(s.id, _SHAPES[s.role], s.label, stop_title(s)) for s in graph.stops.values()]
    elsewhere = dict.fromkeys(edge.target for edge in graph.edges if not edge.inside)
    nodes += [Node(target, "elsewhere", "", elsewhere_title(target, library)) for target in elsewhere]
    edges = [
        Edge(
            e.source,
            e.target,
            e.way.condition,
            e.way.time,
            e.way.block if len(e.way.targets) > 1 else "",
            e.way.joined if e.way.joined in ("och", "eller") else "och",
        )
        for e in graph.edges
    ]
    return Chart(tuple(nodes), tuple(edges))


def elsewhere_title(target: str, library: Library) -> str:
    """What another pathway, or its entry, is called in a chart."""
    found = library.resolve(target)
    if found is None:
        return target.partition("#")[0].rpartition("/")[2]
    face, block = found
    return f"{face.title}: {stop_title(block)}" if block else face.title


def drawing(face: Face, links: Links, library: Library) -> str:
    """The flow chart with its text equivalent; "" when there is nothing to draw."""
    made = chart(flow(face), library)
    if not made.nodes or not made.edges:
        return ""

    elsewhere = tuple((node.id, links.url(node.id) or "#") for node in made.nodes if node.shape == "elsewhere")
    svg, paper, steps = _drawn(made, face.title, elsewhere)
    return (
        '<p class="rt-flow__hint" data-pagefind-ignore>Dra schemat åt sidan om det inte ryms. Alla vägar står'
        " också i ord under det.</p>\n"
        '<div class="rt-flow" data-pagefind-ignore>\n'
        f'<div class="flow-scroll" role="region" tabindex="0" aria-label="Flödesschema">\n{svg}</div></div>\n{paper}'
        '<details class="rt-details" data-pagefind-ignore>\n<summary>Flödesschemat i ord</summary>\n'
        f"{steps}</details>\n"
    )


FOLDED = "En pil med bokstav i en ruta betyder att vägen går vidare till rutan med den bokstaven."
"""Stands by a chart that is folded for paper."""

ROOMS = (718, 900), (1047, 600)
"""Room for a chart on A4 with margins of a centimetre, standing and lying, in CSS pixels (96 to the inch)."""

_MANY = 14
"""Boxes from which a chart is folded to three columns; with fewer, two are enough."""


@lru_cache(maxsize=8)
def _drawn(made: Chart, title: str, elsewhere: tuple[tuple[str, str], ...]) -> tuple[str, str, str]:
    """The drawing, that for paper, and the steps. Kept, since the live preview asks for the same ones at every save."""
    addresses = dict(elsewhere)

    def href(node: str) -> str:
        return addresses.get(node, f"#{node}")

    name = f"Flödesschema: {title}"
    told = "Samma innehåll står i ord under schemat."
    layout = arrange(made)
    svg = draw(made, name, f"{told} Varje ruta är en länk till åtgärden i texten.", href, "rt-flode", layout)
    columns = (3,) if len(made.nodes) > _MANY else (2,)
    sheet = on_sheet(made, name, told, "rt-papper", ROOMS, columns, layout)
    legend = f"<p>{FOLDED}</p>\n" if sheet.folded else ""
    kind = "flow-paper flow-paper--lying" if sheet.turned else "flow-paper"
    return svg, f'<div class="{kind}" data-pagefind-ignore>\n{legend}{sheet.svg}</div>\n', steps_html(made, href)
