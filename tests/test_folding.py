"""A chart folded for paper: it can be read as any other, and no word of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowcharts import DEPRESSION, STROKE, chart, charts, faults
from rodtrad.drawing import on_sheet
from rodtrad.layout import Chart, Folded, fold

A4 = (703, 900), (1054, 570)


def words(folded: Folded) -> str:
    """All that is drawn, with one space between any two words."""
    boxes = folded.layout.boxes
    lines = [line for box in boxes for line in (*box.lines, *box.ways)]
    lines += [line for label in folded.layout.labels for line in (*label.lines, *label.times)]
    return " ".join("".join(line.text if line.glued else f"{line.text} " for line in lines).split())


def lost(made: Chart, folded: Folded) -> list[str]:
    """Words of a chart that cannot be read where it is folded."""
    said = words(folded)
    known = {node.id for node in made.nodes}
    edges = [edge for edge in made.edges if edge.source in known and edge.target in known]
    wanted = [*(node.title for node in made.nodes), *(w for edge in edges for w in (edge.label, edge.time))]
    return [word for word in wanted if " ".join(word.split()) not in said]


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(charts(), st.integers(1, 4))
def test_any_chart_can_be_folded_and_read(made: Chart, columns: int) -> None:
    folded = fold(made, columns)
    assert faults(folded.chart, folded.layout) == []
    assert lost(made, folded) == []
    assert fold(made, columns) == folded


@pytest.mark.parametrize("made", [DEPRESSION, STROKE], ids=["depression", "stroke"])
def test_real_flows_fit_a_sheet_as_large_as_they_can(made: Chart) -> None:
    sheet = on_sheet(made, "T", "B", "x", A4)
    plain = on_sheet(made, "T", "B", "x", A4, columns=())
    assert sheet.scale >= max(plain.scale, 0.49)
    room = A4[sheet.turned]
    assert sheet.width <= room[0]
    assert sheet.height <= room[1]


def test_long_ways_are_told_with_the_letter_and_short_ones_drawn() -> None:
    made = chart(
        """
        in i Misstanke
        a a Mät
        b a Väg
        c a Räkna
        d d Klart?
        ut u Färdig
        ut2 u Avbruten
        """,
        """
        in a
        a b | Vanligt
        a d | Bråttom | inom 2 timmar
        b c
        c d
        d a | Nej
        d ut | Ja
        a ut2 | Fel
        d ut2 | Fel
        """,
    )
    folded = fold(made, 1)
    told = {node.letter: node.ways for node in folded.chart.nodes if node.ways}
    assert told == {"A": ("Bråttom, inom 2 timmar →\u00a0D",), "D": ("Nej →\u00a0A",)}
    assert [node.title for node in folded.chart.nodes].count("Avbruten") == 2
    assert len(folded.chart.edges) == 7


def test_a_fork_is_told_whole_or_drawn_whole() -> None:
    made = chart(
        """
        in i Misstanke
        a a Ett
        b a Två
        c a Tre
        d a Fyra
        ut u Slut
        """,
        """
        in a
        a b | Alltid | | g | och
        a d | Alltid | | g | och
        b c
        c d
        d ut
        """,
    )
    folded = fold(made, 1)
    assert [node.ways for node in folded.chart.nodes if node.ways] == [("Alltid →\u00a0B och D",)]
    assert not folded.layout.forks


def test_what_only_begins_stands_right_above_where_it_leads() -> None:
    """An entry far down in the flow is not left alone at the top of the first column."""
    folded = fold(DEPRESSION, 2)
    at = {box.node.id: box for box in folded.layout.boxes}
    assert abs(at["in-ater"].x - at["r"].x) < 300
    assert at["in-ater"].y < at["r"].y


def test_a_small_chart_is_drawn_as_it_is() -> None:
    made = chart("in i Start\na a Gör\nut u Slut", "in a\na ut")
    sheet = on_sheet(made, "T", "B", "x", A4)
    assert (sheet.folded, sheet.turned, sheet.scale) == (False, False, 1.0)
    assert "<a " not in sheet.svg
    assert 'role="img"' in sheet.svg
