"""Charts: whatever is measured, every point and word is inside the picture, and no words cover others."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rodtrad.charts import (
    Dot,
    DotPlot,
    Level,
    Line,
    Panel,
    Panels,
    Picture,
    dot_plot,
    draw,
    small_multiples,
    step_chart,
)
from rodtrad.charts.picture import Mark, Shape, Text, overlap, wrapped
from rodtrad.charts.scale import said, scale, tight

WIDTHS = (320, 360, 720, 960)

NAMES = st.sampled_from(
    ["Region Skåne", "Region Jämtland Härjedalen", "Sjukvårdsregion Stockholm–Gotland", "Exempelregion A", "Å", "Riket"]
)
VALUES = st.one_of(
    st.sampled_from([0.0, 100.0, 50.0, 1e-4, -5.0]),
    st.floats(0, 100, width=32),
    st.floats(-1e6, 1e6, width=32),
    st.floats(1e-5, 1e-3),
)
SHAPES = st.sampled_from(["high", "moderate", "below", "plain", "total"])

judged = settings(max_examples=200, deadline=None, derandomize=True)


def words(value: float | None, unit: str = "%") -> str:
    return "Redovisas inte: färre än 10" if value is None else f"{said(round(value, 4))} {unit}"


@st.composite
def dots(draw: st.DrawFn) -> Dot:
    value = draw(st.none() | VALUES)
    spread = draw(st.none() | st.tuples(st.floats(0, 30, width=32), st.floats(0, 30, width=32)))
    low, high = (value - spread[0], value + spread[1]) if spread and value is not None else (None, None)
    shape: Shape = "withheld" if value is None else draw(SHAPES)
    told = words(value) + (f" ({words(low, '')}–{words(high, '')})" if low is not None else "")
    return Dot(draw(NAMES), told, shape, value, low, high)


@st.composite
def lines(draw: st.DrawFn) -> list[Line]:
    return [
        Line(kind, value := draw(VALUES), f"{name} {words(value)}")
        for kind, name in draw(st.sampled_from([(), (("high", "Hög"),), (("moderate", "Måttlig"), ("high", "Hög"))]))
    ]


def faults(picture: Picture) -> list[str]:
    """What is wrong with a picture."""
    found = [f"{text.words!r} is outside" for text in picture.texts if not inside(text, picture)]
    found += [f"{mark} is outside" for mark in picture.marks if not inside(mark, picture)]
    found += [
        f"a {stroke.kind} leaves at {x}, {y}"
        for stroke in picture.strokes
        for x, y in stroke.points
        if not (-0.01 <= x <= picture.width + 0.01 and -0.01 <= y <= picture.height + 0.01)
    ]
    boxes = [(text.words, text.box) for text in picture.texts]
    return found + [f"{a!r} covers {b!r}" for (a, one), (b, other) in combinations(boxes, 2) if overlap(one, other)]


def inside(part: Text | Mark, picture: Picture) -> bool:
    left, top, right, bottom = part.box
    return left > -0.01 and top > -0.01 and right < picture.width + 0.01 and bottom < picture.height + 0.01


@judged
@given(
    st.builds(
        DotPlot,
        st.lists(dots(), min_size=1, max_size=24),
        lines(),
        st.sampled_from(["", "%", "min"]),
        st.sampled_from(["", "Högt värde är bättre →"]),
        st.sampled_from([-1, 0, 1]),
        st.sampled_from([None, 100.0]),
    ),
    st.sampled_from(WIDTHS),
)
def test_any_dot_plot_can_be_read(plot: DotPlot, width: int) -> None:
    picture = dot_plot(plot, width)
    assert faults(picture) == []
    assert [mark.shape for mark in picture.marks] == [row.shape for row in plot.rows]
    assert not [
        (mark, text.words) for mark in picture.marks for text in picture.texts if overlap(mark.box, text.box)
    ], "no point lies on words"
    placed = sorted(
        (row.value, mark.x) for row, mark in zip(plot.rows, picture.marks, strict=True) if row.value is not None
    )
    assert [x for _, x in placed] == sorted(x for _, x in placed), "more is further to the right"
    for row in plot.rows:
        assert row.value is not None or row.words in {text.words for text in picture.texts}


def test_twenty_one_regions_that_are_all_alike() -> None:
    rows = [Dot("Region Västernorrland", "50,0 % (50,0–50,0)", "plain", 50, 50, 50) for _ in range(21)]
    for width in WIDTHS:
        picture = dot_plot(DotPlot(rows, unit="%", most=100), width)
        assert faults(picture) == []
        assert len({mark.x for mark in picture.marks}) == 1


def test_nothing_is_shown_of_nobody() -> None:
    rows = [Dot("Region Skåne", "Inga uppgifter", "withheld"), Dot("Region Halland", "Redovisas inte", "withheld")]
    picture = dot_plot(DotPlot(rows, [Line("high", 50, "Hög 50 %")], "%"), 360)
    assert faults(picture) == []
    assert not picture.strokes, "there is no scale, and no target on it"
    assert {text.words for text in picture.texts} == {
        "Region Skåne",
        "Inga uppgifter",
        "Region Halland",
        "Redovisas inte",
    }


def test_a_target_line_stands_where_its_value_does() -> None:
    rows = [Dot("A", "35 %", "moderate", 35.0), Dot("B", "50 %", "high", 50.0, 10.0, 60.0)]
    lines = [Line("moderate", 35, "Måttlig 35 %"), Line("high", 50, "Hög 50 %")]
    for width in WIDTHS[1:]:
        picture = dot_plot(DotPlot(rows, lines, "%", "Högt värde är bättre →", 1, 100), width)
        at = {stroke.kind: stroke.points[0][0] for stroke in picture.strokes}
        assert [mark.x for mark in picture.marks] == [at["moderate"], at["high"]]
        names = {text.words: text.box for text in picture.texts}
        assert names["Måttlig 35 %"][2] <= at["moderate"] < at["high"] <= names["Hög 50 %"][0]


@st.composite
def panels(draw: st.DrawFn) -> Panels:
    periods = [str(2015 + number) for number in range(draw(st.integers(1, 6)))]
    each = st.lists(st.none() | VALUES, min_size=len(periods), max_size=len(periods))
    made = []
    for values in draw(st.lists(each, min_size=1, max_size=22)):
        shapes: list[Shape] = ["withheld" if value is None else draw(SHAPES) for value in values]
        made.append(Panel(draw(NAMES), values, shapes, [words(value) for value in values]))
    return Panels(periods, made, draw(lines()))


@judged
@given(panels(), st.sampled_from(WIDTHS))
def test_any_panels_can_be_read(plot: Panels, width: int) -> None:
    picture = small_multiples(plot, width)
    assert faults(picture) == []
    assert [mark.shape for mark in picture.marks] == [shape for panel in plot.panels for shape in panel.shapes]
    for panel in plot.panels:
        known = [words(value) for value in panel.values if value is not None]
        assert not known or known[-1] in {text.words for text in picture.texts}, "the last value is said"


def test_a_line_has_a_gap_where_nothing_is_known() -> None:
    panel = Panel("A", [1.0, 2.0, None, 3.0], ["plain", "plain", "withheld", "plain"], ["1", "2", "", "3"])
    picture = small_multiples(Panels(["1", "2", "3", "4"], [panel]), 360)
    assert [len(stroke.points) for stroke in picture.strokes if stroke.kind == "trend"] == [2]


@pytest.mark.parametrize(("values", "floor"), [([81.0, 84.0], "cut"), ([0.0, 84.0], "axis"), ([-3.0, 84.0], "axis")])
def test_only_zero_is_drawn_as_a_ground_to_stand_on(values: list[float], floor: str) -> None:
    panel = Panel("A", values, ["plain", "plain"], ["1", "2"])
    picture = small_multiples(Panels(["1", "2"], [panel]), 360)
    assert [stroke.kind for stroke in picture.strokes if stroke.kind in ("axis", "cut")] == [floor]
    assert ("stroke-dasharray" in draw(picture, "a", "b", "c")) is (floor == "cut")


@st.composite
def levels(draw: st.DrawFn) -> list[Level]:
    years = sorted(draw(st.lists(st.integers(1990, 2040), min_size=2, max_size=15, unique=True)))
    return [Level(year, draw(st.none() | VALUES), draw(st.none() | VALUES)) for year in years]


@judged
@given(levels())
def test_any_steps_can_be_read(rows: list[Level]) -> None:
    picture = step_chart(rows, 360, words, ("Måttlig", "Hög"))
    assert faults(picture) == []
    known = sum(value is not None for row in rows for value in (row.moderate, row.high))
    assert len(picture.marks) == known
    ends = [stroke.points[-1][0] for stroke in picture.strokes if stroke.kind in ("moderate", "high")]
    assert all(x <= picture.width for x in ends)


def test_a_level_holds_until_the_next() -> None:
    rows = [Level(2015, 10, 15), Level(2019, 13, 20)]
    picture = step_chart(rows, 360, words, ("Måttlig", "Hög"))
    high = next(stroke.points for stroke in picture.strokes if stroke.kind == "high")
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = high
    assert x0 < x1 == x2 < x3
    assert y0 == y1 > y2 == y3, "the higher level is further up"
    assert {"2015", "2019", "10 %", "15 %", "13 %", "20 %", "Måttlig", "Hög"} == {text.words for text in picture.texts}


@judged
@given(st.lists(VALUES, max_size=30), st.integers(80, 900), st.sampled_from([None, 100.0]))
def test_a_scale_holds_its_values(values: list[float], room: int, most: float | None) -> None:
    made = scale(values, 0, room, most=most)
    rounding = 1e-6 * made.step
    assert all(made.low - rounding <= value <= made.high + rounding for value in values)
    assert (made.at(made.low), made.at(made.high)) == (0, room)
    assert 1 <= len(made.ticks) <= 60
    assert made.low < made.high
    if most is not None and values and max(values) <= most:
        assert made.high <= most or made.low >= most
    close = tight(values, room, 0)
    assert all(0 <= close.at(value) <= room for value in values)


@pytest.mark.parametrize(
    ("values", "ends", "ticks"),
    [
        ([26.4, 62], (0, 65), None),
        ([26.4, 68], (0, 70), [str(n) for n in range(0, 71, 10)]),
        ([93, 99.5], (93, 100), None),
        ([0, 0], (0, 1), None),
        ([0.4, 0.9], (0, 0.9), None),
        ([12, 12], (0, 16), None),
    ],
)
def test_a_scale_has_round_ends(values: list[float], ends: tuple[float, float], ticks: list[str] | None) -> None:
    made = scale(values, 0, 500, most=100)
    assert (made.low, pytest.approx(made.high)) == ends
    if ticks:
        assert [made.words(tick) for tick in made.ticks] == ticks


def test_numbers_are_swedish() -> None:
    assert [said(0.5, 0.1), said(1200, 100), said(61.6), said(5)] == ["0,5", "1\u00a0200", "61,6", "5"]


def test_words_are_parted_where_there_is_no_room() -> None:
    assert wrapped("Region Jämtland Härjedalen", 90) == ["Region", "Jämtland", "Härjedalen"]
    assert wrapped("Region Skåne", 500) == ["Region Skåne"]


def test_a_drawing_is_named_and_hostile_words_are_only_words() -> None:
    bad = '"><script>alert(1)</script><text x="'
    plot = DotPlot([Dot(bad, bad, "plain", 1.0)], [Line("high", 2, bad)], watermark=bad)
    drawn = draw(dot_plot(plot, 360), "a", bad, bad, "b")
    tree = etree.fromstring(drawn)
    assert not tree.findall(".//script")
    assert tree.get("role") == "img"
    said_by = {part.get("id"): part.text for part in tree if part.tag in ("title", "desc")}
    assert said_by == {tree.get("aria-labelledby"): bad, tree.get("aria-describedby"): bad}
    assert [text.text for text in tree.findall("text")].count(bad) >= 3
    assert "style=" not in drawn


def test_a_watermark_is_in_every_part_of_a_tall_picture() -> None:
    rows = [Dot("A", "1", "plain", 1.0)] * 30
    drawn = draw(dot_plot(DotPlot(rows, watermark="Fiktiva data"), 360), "a", "b", "c")
    assert drawn.count("Fiktiva data") > 3
    assert "Fiktiva data" not in draw(dot_plot(DotPlot(rows), 360), "a", "b", "c")


def test_each_shape_has_an_outline_of_its_own() -> None:
    shapes: list[Shape] = ["high", "moderate", "below", "total", "withheld"]
    rows = [Dot("A", "1", shape, None if shape == "withheld" else 1.0) for shape in shapes]
    tree = etree.fromstring(draw(dot_plot(DotPlot(rows), 360), "a", "b", "c"))
    marks = [part for part in tree if "chart-mark" in part.get("class", "")]
    outlines = {(part.tag, part.get("stroke-dasharray"), part.get("d", "").count("l")) for part in marks}
    assert len(outlines) == len(shapes), "nobody needs to see colours"
