"""Times on a line: every bar lies on it, in the right direction, and longer times reach further."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.quantities import TimeExpression, scan_times
from rodtrad.site.pathway.timeline import DRAWN, Line, Scale, ends_of, timeline

_AMOUNT = st.tuples(
    st.integers(1, 99), st.sampled_from(["sekunder", "minuter", "timmar", "dagar", "veckor", "månader", "år"])
)
_FORM = st.sampled_from(
    [
        "inom {} från ankomst",
        "tidigast {} efter operation",
        "minst {} före start",
        "inom {} före eller efter diagnos",
        "i {} efter inskrivning",
        "{} efter utskrivning",
        "de senaste {} före ingång",
    ]
)


def time(words: str) -> TimeExpression:
    (found,) = scan_times(words)
    return found


def line(words: str) -> Line:
    return Line("Från ankomst", "A", words, time(words))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    number, unit = draw(_AMOUNT)
    words = draw(_FORM).format(f"{number} {unit}")
    found = scan_times(words)
    if len(found) != 1 or found[0].kind not in DRAWN:
        return line("inom 3 dagar från ankomst")
    return Line(draw(st.sampled_from(["Från ankomst", "Från remiss"])), "A", words, found[0])


@given(st.lists(lines(), min_size=1, max_size=8))
def test_everything_drawn_lies_on_the_line(drawn: list[Line]) -> None:
    html = timeline(drawn)
    assert html.count("<li>") == len(drawn)
    for place in re.findall(r'(?:x|x1|x2|cx|width)="([-\d.]+)%"', html):
        assert 0 <= float(place) <= 100
    for start, width in re.findall(r'<rect class="[\w-]+" x="([\d.]+)%" y="6" width="([\d.]+)%"', html):
        assert float(start) + float(width) <= 100.2


@given(st.lists(lines(), min_size=2, max_size=8))
def test_a_longer_time_never_lies_before_a_shorter_one(drawn: list[Line]) -> None:
    scale = Scale.of(one.time for one in drawn)
    ends = sorted(ends_of(one.time)[1] for one in drawn)
    places = [scale.at(end) for end in ends]
    assert places == sorted(places)
    assert all(0 < place < 1 for place in places)


@given(st.lists(lines(), min_size=1, max_size=8))
def test_words_on_the_scale_never_run_into_each_other(drawn: list[Line]) -> None:
    places = [place for place, _ in Scale.of(one.time for one in drawn).ticks()]
    assert all(later - earlier >= 0.13 for earlier, later in pairwise(places))


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("inom 3 dagar från ankomst", "after"),
        ("minst 14 dagar före start", "before"),
        ("de senaste 18 månaderna före ingång", "before"),
        ("inom 3 månader före eller efter diagnos", "around"),
    ],
)
def test_a_time_lies_on_its_own_side_of_the_event(words: str, side: str) -> None:
    assert line(words).side == side


def test_a_limit_is_filled_and_a_least_time_is_open() -> None:
    assert "rt-time-within" in timeline([line("inom 3 dagar från ankomst")])
    least = timeline([line("i minst 6 månader efter ankomst")])
    assert "rt-time-open" in least
    assert "rt-time-within" not in least


def test_what_is_to_be_avoided_is_not_drawn_as_what_is_to_be_done() -> None:
    html = timeline([replace(line("inom 24 timmar från ankomst"), avoid=True)])
    assert "rt-time-avoid" in html
    assert "rt-time-within" not in html


def test_groups_come_in_the_order_of_their_events_and_lines_by_length() -> None:
    later = replace(line("inom 2 timmar från ankomst"), event="Från remiss")
    html = timeline([line("inom 3 dagar från ankomst"), later, line("inom 2 timmar från ankomst")])
    assert re.findall("<h3>(.*?)</h3>", html) == ["Från ankomst", "Från remiss"]
    assert re.findall('words">(.*?)<', html) == [
        "inom 2 timmar från ankomst",
        "inom 3 dagar från ankomst",
        "inom 2 timmar från ankomst",
    ]


def test_nothing_to_draw_is_nothing() -> None:
    assert timeline([]) == ""
