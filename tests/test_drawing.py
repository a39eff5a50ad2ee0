"""The drawing: every word is there, every node is a link, and the words alone say the same."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings

from flowcharts import DEPRESSION, STROKE, chart, charts
from rodtrad.drawing import STYLE, draw, node_name, steps, steps_html
from rodtrad.layout import Chart, Edge, Node, arrange, in_turn

_SVG = "{http://www.w3.org/2000/svg}"


def _visible(root: ET.Element) -> str:
    """What a reader sees, as a program would extract it: the text elements with the white space between them."""
    found: list[str] = []

    def walk(element: ET.Element) -> None:
        if element.tag in (_SVG + "title", _SVG + "desc"):
            return
        if element.tag == _SVG + "text":
            found.append(element.text or "")
        for child in element:
            walk(child)
            found.append(child.tail or "")

    walk(root)
    return "".join(found)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(charts())
def test_no_word_is_lost(made: Chart) -> None:
    text = " ".join(_visible(ET.fromstring(draw(made, "Titel", "Beskrivning"))).split())
    seen = Counter(text.split())
    wanted = Counter(
        word for node in made.nodes for word in f"{node.title} {node.letter if _lettered(node) else ''}".split()
    )
    assert not wanted - seen
    for phrase in {words for edge in made.edges for words in (edge.label, edge.time) if words}:
        assert " ".join(phrase.split()) in text
    assert all(" ".join(node.title.split()) in text for node in made.nodes)


def _lettered(node: Node) -> bool:
    return node.shape in ("action", "decision")


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(charts())
def test_the_words_say_the_same_as_the_drawing(made: Chart) -> None:
    told = steps(made)
    assert [step.name for step in told] == [node_name(node) for node in in_turn(made)]
    names = {node.id: node_name(node) for node in made.nodes}
    html = steps_html(made)
    ET.fromstring(html)
    for node, step in zip(in_turn(made), told, strict=True):
        all_words = " ".join(" ".join(way) for way in step.ways)
        for edge in made.edges:
            if edge.source == node.id:
                assert names[edge.target] in all_words
                assert edge.label in all_words
                assert edge.time in all_words
    assert html.count('href="') == len(made.nodes) + len(made.edges)


@pytest.mark.parametrize("made", [DEPRESSION, STROKE], ids=["depression", "stroke"])
def test_ids_are_unique_and_references_resolve(made: Chart) -> None:
    root = ET.fromstring(draw(made, "Titel", "Beskrivning", prefix="d1"))
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("d1-") for name in ids)
    for element in root.iter():
        for key in ("aria-labelledby", "aria-describedby"):
            assert element.attrib.get(key, ids[0]) in ids
    links = [element.attrib["href"] for element in root.iter(_SVG + "a")]
    assert links == [f"#{node.id}" for node in in_turn(made)]
    assert all(element.find(_SVG + "title") is not None for element in root.iter(_SVG + "a"))


def test_exits_are_told_last_even_if_they_stand_first_in_the_document() -> None:
    made = Chart((Node("u", "exit", "", "Slut"), Node("a", "action", "A", "Gör"), Node("i", "entry", "", "In")), ())
    assert [node.id for node in in_turn(made)] == ["i", "a", "u"]
    assert [step.kind for step in steps(made)] == ["Ingång", "Åtgärd", "Utgång"]


def test_title_description_and_every_relation_are_told() -> None:
    root = ET.fromstring(draw(DEPRESSION, "Depression <vuxna>", "Från misstanke till utgång"))
    assert root.findtext(_SVG + "title") == "Depression <vuxna>"
    assert root.findtext(_SVG + "desc") == "Från misstanke till utgång"
    told = [g.attrib["aria-label"] for g in root.iter(_SVG + "g") if g.attrib.get("role") == "img"]
    assert len(told) == len(DEPRESSION.edges)
    assert (
        "Från D. Beslut: Föreligger depression? till E. Försäkringsmedicinsk bedömning "
        "(parallellt med F. Behandling och G. Samordning med socialtjänst): Ja, lindrig till medelsvår"
    ) in told
    assert (
        "Från L. Sexmånadersuppföljning till L. Sexmånadersuppföljning: Fortsatt läkemedel, minst en gång per år"
        in told
    )


def test_shape_and_dashes_tell_without_colour() -> None:
    svg = draw(DEPRESSION, "T", "B")
    root = ET.fromstring(svg)
    for anchor in root.iter(_SVG + "a"):
        shape = next(e for e in anchor if e.attrib.get("class") == "flow-shape")
        kind = anchor.attrib["class"].split()[-1]
        assert (shape.tag == _SVG + "path") == (kind == "flow-decision")
        if kind in ("flow-entry", "flow-exit"):
            assert int(shape.attrib["rx"]) > 15
    dashed = [p for p in root.iter(_SVG + "path") if p.attrib.get("stroke-dasharray")]
    assert len(dashed) == 3  # H to E, J to F, L to itself


def test_a_choice_is_not_drawn_as_parallel() -> None:
    svg = draw(DEPRESSION, "T", "B")
    assert re.findall(r'class="flow-bar"[^>]*stroke-width="(\d)"', svg) == ["5", "2"]
    assert ">och</text>" in svg
    assert ">eller</text>" in svg


def test_a_bar_is_broken_where_a_line_of_another_passes() -> None:
    twice = chart(
        """
        j a Stötvåg
        k a Ureteroskopi
        n a Utredning
        m a Analys
        """,
        """
        j n | | | 1 | och
        j m | | | 1 | och
        k n | | | 2 | och
        k m | | | 2 | och
        """,
    )
    layout = arrange(twice)
    lines = [(route, pair) for route in layout.routes for pair in pairwise(route.own)]
    crossed = 0
    bars = re.findall(r'class="flow-bar" d="([^"]*)"', draw(twice, "t", "d"))
    for fork, bar in zip(layout.forks, bars, strict=True):
        (x1, y), (x2, _) = fork.bar
        pieces = [(int(a), int(b)) for a, b in re.findall(r"M(-?\d+) -?\d+H(-?\d+)", bar)]
        assert (pieces[0][0], pieces[-1][1]) == (x1 - 3, x2 + 3)
        for route, ((x, above), (there, below)) in lines:
            if x == there and x1 < x < x2 and min(above, below) < y < max(above, below):
                crossed += 1
                own = any(a < x < b for a, b in pieces)
                assert own == (route.edge in fork.edges)
    assert crossed


def test_words_on_loops_and_forks() -> None:
    told = {step.name: step.ways for step in steps(DEPRESSION)}
    assert told["D. Beslut: Föreligger depression?"][0] == (
        "Ja, lindrig till medelsvår",
        "",
        "E. Försäkringsmedicinsk bedömning, F. Behandling och G. Samordning med socialtjänst",
    )
    html = steps_html(DEPRESSION)
    assert '<strong>Nej:</strong> → tillbaka till <a href="#f">F. Behandling</a>' in html
    assert '→ samma steg igen (<a href="#l">L. Sexmånadersuppföljning</a>), minst en gång per år' in html
    assert "(alla, parallellt)" in html
    told = {step.name: step.ways for step in steps(STROKE)}
    assert told["G. Vård på strokeenhet"] == [
        (
            "",
            "",
            "H. Utredning av orsak och riskfaktorer, I. Tidig mobilisering och bedömning av sväljförmåga "
            "inom 24 timmar och J. Sekundärprevention",
        )
    ]


def test_colours_are_complete_in_the_style() -> None:
    used = set(re.findall(r"var\((--_\w+)\)", STYLE))
    defined = set(re.findall(r"(--_\w+):", STYLE))
    assert used == defined
    assert STYLE.count("{") == STYLE.count("}")


def test_markup_in_words_is_escaped() -> None:
    made = Chart((Node("a", "action", "A", 'p < 0,05 & "x"'), Node("b", "exit", "", "Slut")), (Edge("a", "b", "<b>"),))
    root = ET.fromstring(draw(made, "T", "B", href=lambda node: f'?x="{node}"&y'))
    assert "p < 0,05 &" in _visible(root)
    assert "<b>" in _visible(root)
    assert [a.attrib["href"] for a in root.iter(_SVG + "a")] == ['?x="a"&y', '?x="b"&y']


def test_same_bytes_in_every_process() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]; from flowcharts import DEPRESSION; from rodtrad.drawing import draw;"
        "sys.stdout.buffer.write(draw(DEPRESSION, 'T', 'B').encode())"
    )
    paths = [path for path in sys.path if path]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, *paths], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {draw(DEPRESSION, "T", "B").encode()}
