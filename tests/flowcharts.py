"""Flow charts to test with, by hand and by chance, and what may be wrong with a layout."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import strategies as st

from rodtrad.layout import Chart, Edge, Label, Layout, Node, Point, Route
from rodtrad.layout.text import measure

Rectangle = tuple[int, int, int, int]
_SHAPES = {"i": "entry", "a": "action", "d": "decision", "u": "exit", "e": "elsewhere"}


def chart(nodes: str, edges: str) -> Chart:
    """Build a chart from lines `id shape title` and `source target [| label [| time [| group [| join]]]]`."""
    made: list[Node] = []
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for line in nodes.strip().splitlines():
        name, kind, title = line.split(maxsplit=2)
        made.append(Node(name, _SHAPES[kind], next(letters) if kind in "ad" else "", title))  # type: ignore[arg-type]
    ways: list[Edge] = []
    for line in edges.strip().splitlines():
        ends, *words = (part.strip() for part in line.split("|"))
        source, target = ends.split()
        ways.append(Edge(source, target, *words))
    return Chart(tuple(made), tuple(ways))


DEPRESSION = chart(
    """
    in-misstanke i Misstanke om depression vid kontakt med vården.
    in-ater i Åter från specialiserad psykiatrisk vård.
    a a Kartläggning och suicidriskbedömning
    b a Somatisk undersökning och provtagning
    c a Diagnostik
    d d Föreligger depression?
    e a Försäkringsmedicinsk bedömning
    f a Behandling
    g a Samordning med socialtjänst
    h a Kontinuerlig utvärdering
    i d Återställd?
    j d Behandlingsmöjligheter uttömda?
    k a Återfallsprevention
    l a Sexmånadersuppföljning
    m a Konsultation
    n a Remiss till psykiatri
    o a Bedömning i psykiatrin
    p d Behov av specialiserad vård?
    q a Remissvar
    r a Remiss till primärvård
    s a Övertag
    ut-utesluten u Depression utesluts.
    ut-aterstalld u Återställd efter psykologisk behandling.
    ut-lakemedel u Återställd och följd sex månader efter läkemedelsbehandling.
    ut-psykiatri u Specialiserad psykiatrisk vård tar över.
    ut-svar u Svar lämnat till primärvården.
    """,
    """
    in-misstanke a
    in-ater r
    a b
    b c
    c d
    d e | Ja, lindrig till medelsvår | | ja
    d f | Ja, lindrig till medelsvår | | ja
    d g | Ja, lindrig till medelsvår | | ja
    d o | Ja, svår
    d ut-utesluten | Nej
    e h
    f h | | senast 2 veckor efter påbörjad behandling
    g h
    h n | Kraftig försämring
    h e | Rehabiliteringsplanens mål inte nådda
    h i | Annars
    i k | Ja
    i j | Nej
    j m | Ja | | ja | eller
    j n | Ja | | ja | eller
    j f | Nej
    k l | Med läkemedel
    k ut-aterstalld | Utan läkemedel
    l l | Fortsatt läkemedel | minst en gång per år
    l ut-lakemedel | Avslutat läkemedel
    n o
    o p
    p ut-psykiatri | Ja
    p q | Nej
    q ut-svar
    r s | | inom 30 dagar
    s ut-svar
    """,
)

STROKE = chart(
    """
    in-misstanke i Misstänkt stroke eller TIA.
    a a Känn igen stroke och larma
    b a Prioriterad transport och förvarning till mottagande sjukhus
    c a Akut bedömning och bilddiagnostik
    d d Är reperfusion aktuell?
    e a Trombolys
    f a Trombektomi
    g a Vård på strokeenhet
    h a Utredning av orsak och riskfaktorer
    i a Tidig mobilisering och bedömning av sväljförmåga
    j a Sekundärprevention
    k d Försämring eller komplikation?
    l a Omhändertagande av komplikation
    m d Behov av fortsatt rehabilitering?
    n a Planering inför utskrivning
    o a Vårdplanering med kommunen
    ut-utesluten u Stroke och TIA uteslutna.
    ut-hem u Utskriven med uppföljning i primärvården.
    vidare e Stroke och TIA – fortsatt vård och rehabilitering
    """,
    """
    in-misstanke a
    a b | | inom 10 minuter från ingång
    b c
    c d
    d e | Ja, trombolys | inom 30 minuter från ankomst
    d f | Ja, trombektomi
    d g | Nej
    c ut-utesluten | Annan orsak
    e g
    f g
    g h | | | alla
    g i | | inom 24 timmar | alla
    g j | | | alla
    h k
    i k
    j k
    k l | Ja
    l g | Stabil igen
    k m | Nej
    m n | Nej
    m o | Ja
    n ut-hem
    o vidare
    """,
)

_TEXT = (
    "bedömning behandling uppföljning läkemedel rehabilitering provtagning samordning remiss utredning och till av "
    "hjärtsviktssymtom åtgärd ögonläkare ämnesomsättning ≥ 18 år TIA/stroke ACE-hämmare <3 & 'akut' "
    "multidisciplinärkonferensdeltagarsammanställning"
)
titles = st.lists(st.sampled_from(_TEXT.split()), min_size=1, max_size=9).map(" ".join)
labels = st.one_of(st.just(""), st.sampled_from(["Ja", "Nej", "Annars"]), titles)
shapes = st.sampled_from(["action", "action", "decision", "entry", "exit", "elsewhere"])
times = st.one_of(st.just(""), st.just(""), st.sampled_from(["inom 30 dagar", "minst en gång per år"]))


@st.composite
def charts(draw: st.DrawFn, least: int = 1, most: int = 30) -> Chart:
    """Any flow: trees, merges, loops, self-loops, double edges, forks, disconnected parts."""
    count = draw(st.integers(least, most))
    words = st.lists(st.tuples(shapes, st.sampled_from(["", "A", "AB", "W"]), titles), min_size=count, max_size=count)
    nodes = tuple(Node(f"n{number}", *rest) for number, rest in enumerate(draw(words)))
    # mostly a tree, now and then a new part
    wanted = [number for number in range(1, count) if draw(st.integers(0, 9))]
    ends = [(draw(st.integers(max(0, number - 4), number - 1)), number) for number in wanted]
    extra = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    ends += draw(st.lists(extra, max_size=max(2, count // 3)))
    edges = tuple(
        Edge(
            f"n{source}",
            f"n{target}",
            draw(labels),
            draw(times),
            draw(st.sampled_from(["", "", "g"])),
            draw(st.sampled_from(["och", "eller"])),
        )
        for source, target in ends
    )
    return Chart(nodes, edges)


def _overlap(a: Rectangle, b: Rectangle, room: int = 0) -> bool:
    return a[0] - room < b[2] and b[0] - room < a[2] and a[1] - room < b[3] and b[1] - room < a[3]


def _segments(route: Route) -> list[Rectangle]:
    return [(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)) for (x1, y1), (x2, y2) in pairwise(route.points)]


def _far(point: Point, segment: Rectangle) -> int:
    dx = max(segment[0] - point[0], 0, point[0] - segment[2])
    dy = max(segment[1] - point[1], 0, point[1] - segment[3])
    return max(dx, dy)


def _rectangle(label: Label) -> Rectangle:
    return (label.x, label.y, label.x + label.width, label.y + label.height)


def faults(chart: Chart, layout: Layout) -> list[str]:
    """Everything about the geometry that would make the drawing hard or impossible to read."""
    found: list[str] = []
    boxes = [(b.node.id, (b.x, b.y, b.x + b.width, b.y + b.height)) for b in layout.boxes]
    labels = [(label.edges, _rectangle(label)) for label in layout.labels]
    badges = [(f.edges, (f.x, f.y, f.x + f.width, f.y + f.height)) for f in layout.forks]
    known = {node.id for node in chart.nodes}
    if sorted(name for name, _ in boxes) != sorted(known):
        found.append("not every node has one box")
    wanted = [n for n, edge in enumerate(chart.edges) if edge.source in known and edge.target in known]
    if [route.edge for route in layout.routes] != wanted:
        found.append("not every edge has one route")
    solid = [(f"node {name}", box) for name, box in boxes] + [(f"label {e}", box) for e, box in labels + badges]
    for (a, one), (b, other) in combinations(solid, 2):
        if _overlap(one, other, 4):
            found.append(f"{a} and {b} overlap")
    for name, box in solid:
        if box[0] < 0 or box[1] < 0 or box[2] > layout.width or box[3] > layout.height:
            found.append(f"{name} is cut by the border")
    for route in layout.routes:
        edge = chart.edges[route.edge]
        segments = _segments(route)
        if any(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(route.points)) or len(route.points) < 2:
            found.append(f"edge {route.edge} is slanted or empty")
        for x, y in route.points:
            if not (0 <= x <= layout.width and 0 <= y <= layout.height):
                found.append(f"edge {route.edge} is cut by the border")
        for name, box in boxes:
            for number, segment in enumerate(segments):
                starts = name == edge.source and number == 0
                ends = name == edge.target and number == len(segments) - 1
                if starts or ends:
                    # the inner point lies on the border (or on a decision's slanted side), the rest outside
                    if _overlap((box[0] + 21, box[1] + 1, box[2] - 21, box[3] - 1), segment):
                        found.append(f"edge {route.edge} runs through its own node {name}")
                elif _overlap(box, segment, 4):
                    found.append(f"edge {route.edge} runs through node {name}")
        for owners, box in labels + badges:
            if route.edge not in owners and any(_overlap(box, segment, 4) for segment in segments):
                found.append(f"edge {route.edge} runs through the label of {owners}")
    found += _clashes(layout)
    found += _loose(layout)
    return found


def _clashes(layout: Layout) -> list[str]:
    """Edges that run on top of each other, or touch at a bend so that one cannot tell which goes where."""
    found = []
    for one, other in combinations(layout.routes, 2):
        if one.fork >= 0 and one.fork == other.fork:
            continue
        for a in _segments(one):
            for b in _segments(other):
                upright, lies = a[0] == a[2], b[0] == b[2]
                if upright == lies:
                    side = abs(a[0] - b[0]) if upright else abs(a[1] - b[1])
                    along = min(a[3], b[3]) - max(a[1], b[1]) if upright else min(a[2], b[2]) - max(a[0], b[0])
                    if side < 10 and along > 0:
                        found.append(f"edges {one.edge} and {other.edge} run {side} apart for {along}")
        for a, b in ((one, other), (other, one)):
            found += [
                f"edge {a.edge} bends on edge {b.edge} at {point}"
                for point in a.points
                if any(_far(point, segment) < 4 for segment in _segments(b))
            ]
    return found


def _loose(layout: Layout) -> list[str]:
    """Words that are wider or higher than what holds them."""
    found = []
    for box in layout.boxes:
        for line in box.lines:
            wide = measure(line.text, 14)
            left = line.x if box.strip else line.x - wide // 2
            if left < box.x + 8 + box.strip or left + wide > box.x + box.width - max(8, box.tip - 4):
                found.append(f"title {line.text!r} is wider than its box")
            if line.y - 14 < box.y or line.y + 4 > box.y + box.height:
                found.append(f"title {line.text!r} is higher than its box")
        if box.letter and measure(box.letter.text, 14, bold=True) > box.strip:
            found.append(f"letter {box.letter.text!r} is wider than its strip")
    for label in layout.labels:
        found += [
            f"label {line.text!r} is larger than its box"
            for line in label.lines + label.times
            if measure(line.text, 13) > label.width - 8 or not label.y + 10 < line.y < label.y + label.height - 3
        ]
    return found + [
        f"fork {fork.line.text!r} is wider than its badge"
        for fork in layout.forks
        if measure(fork.line.text, 12, bold=True) > fork.width - 4
    ]
