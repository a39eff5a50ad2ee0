"""A step chart: target levels that hold from their year until the next ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rodtrad.charts.picture import LINE, SIZE, Mark, Picture, Stroke, Text, clamped, overlap, width_of
from rodtrad.charts.scale import Scale, scale

_TALL = 120
"""Pixels between the ends of the scale."""

_ABOVE = 22


@dataclass(frozen=True, slots=True)
class Level:
    """The levels of one year; None where one is not known."""

    year: int
    moderate: float | None
    high: float | None


def arrange(levels: Sequence[Level], width: float, words: Callable[[float], str], names: tuple[str, str]) -> Picture:
    """The levels of different years, in order; `names` are those of the moderate and the high one."""
    values = [value for level in levels for value in (level.moderate, level.high) if value is not None]
    upwards = scale(values, _ABOVE + _TALL, _ABOVE, across=False)
    room = max(map(width_of, names)) + 10
    left, right = 8.0, width - room
    first, last = levels[0].year, levels[-1].year
    span = (last - first) * 1.25 or 1
    at = [left + (level.year - first) / span * (right - left) for level in levels]
    bottom = float(_ABOVE + _TALL)
    strokes = [Stroke(upwards.floor, ((left, bottom), (right, bottom)))]
    marks: list[Mark] = []
    placed: list[Text] = []
    for kind, part in (("moderate", [lv.moderate for lv in levels]), ("high", [lv.high for lv in levels])):
        strokes += _line(kind, part, at, right, upwards)
        marks += _marks(kind, part, at, upwards)
    placed.extend(_end_names(levels[-1], names, right + 6, upwards))
    for level, x in zip(levels, at, strict=True):
        for text in _values(level, x, upwards, words):
            _place(text, placed, width)
    for level, x in zip(levels, at, strict=True):
        _place(Text(x, bottom + LINE, str(level.year), "middle", soft=True), placed, width)
    return Picture(width, bottom + LINE + 6, tuple(strokes), tuple(marks), tuple(placed))


def _line(kind: str, part: Sequence[float | None], at: Sequence[float], right: float, up: Scale) -> Iterable[Stroke]:
    """Steps; a gap where a level is not known."""
    points: list[tuple[float, float]] = []
    for value, (x, end) in zip(part, pairwise([*at, right]), strict=True):
        if value is None:
            if points:
                yield Stroke(kind, tuple(points))
            points = []
            continue
        points += [(x, up.at(value)), (end, up.at(value))]
    if points:
        yield Stroke(kind, tuple(points))


def _marks(kind: str, part: Sequence[float | None], at: Sequence[float], up: Scale) -> Iterable[Mark]:
    for value, x in zip(part, at, strict=True):
        if value is not None:
            yield Mark(x, up.at(value), "high" if kind == "high" else "moderate")


def _end_names(level: Level, names: tuple[str, str], x: float, up: Scale) -> Iterable[Text]:
    """What the lines are called, at their ends, and moved apart where they would touch."""
    ends = [(up.at(v), name) for v, name in zip((level.moderate, level.high), names, strict=True) if v is not None]
    ends.sort()
    if len(ends) == 2 and ends[1][0] - ends[0][0] < LINE:
        middle = (ends[0][0] + ends[1][0]) / 2
        ends = [(middle - LINE / 2, ends[0][1]), (middle + LINE / 2, ends[1][1])]
    for y, name in ends:
        yield Text(x, y + SIZE * 0.32, name)


def _values(level: Level, x: float, up: Scale, words: Callable[[float], str]) -> Iterable[Text]:
    """The upper value above its line and the lower one below."""
    known = sorted({value for value in (level.moderate, level.high) if value is not None}, reverse=True)
    for number, value in enumerate(known):
        below = number == len(known) - 1 and number > 0 and up.at(value) < up.start - 2 * SIZE
        yield Text(x, up.at(value) + (SIZE + 7 if below else -9), words(value), "middle", soft=True)


def _place(text: Text, placed: list[Text], width: float) -> None:
    """Put words where they are free; those that would cover others are left to the table."""
    text = clamped(text, 0, width)
    if not any(overlap(text.box, other.box) for other in placed):
        placed.append(text)
