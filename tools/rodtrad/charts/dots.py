"""A dot plot: one row for each that is measured, with its interval, against named target lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rodtrad.charts.picture import (
    LINE,
    RADIUS,
    SIZE,
    Mark,
    Picture,
    Shape,
    Stroke,
    Text,
    clamped,
    overlap,
    width_of,
    wrapped,
)
from rodtrad.charts.scale import Line, Scale, scale

WIDE = 560
"""Pixels from which names and values stand beside the points instead of above them."""

_ROW = 26
_EDGE = 9
_CAP = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """One row."""

    name: str
    words: str
    """The value in words; of what is not shown, why."""
    shape: Shape
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class DotPlot:
    """What is drawn. Rows stand in the order that they are given in."""

    rows: Sequence[Dot]
    lines: Sequence[Line] = ()
    unit: str = ""
    """Said at the end of the scale."""
    towards: str = ""
    """Where the better values are, in words; `better` says on which side."""
    better: int = 0
    """1 for the right, -1 for the left, 0 where nobody knows."""
    most: float | None = None
    """The scale goes no further: 100 for shares."""
    watermark: str = ""


def arrange(plot: DotPlot, width: float) -> Picture:
    """Where everything stands in a picture of this width."""
    named = max((width_of(row.name, strong=row.shape == "total") for row in plot.rows), default=0)
    valued = max((width_of(row.words) for row in plot.rows if row.value is not None), default=0)
    wide = width >= WIDE and named < 0.38 * width and valued < 0.3 * width
    left, right = (named + 24, width - valued - 24) if wide else (_EDGE, width - _EDGE)
    values = [value for row in plot.rows for value in (row.value, row.low, row.high) if value is not None]
    lines = plot.lines if values else ()
    along = scale([*values, *(line.value for line in lines)], left, right, most=plot.most)
    flags, top = _flags(plot, lines, along, width)
    texts, strokes, marks = [text for text, _ in flags], list[Stroke](), list[Mark]()
    y = top
    bands: list[tuple[float, float]] = []
    for row in plot.rows:
        if wide:
            texts.append(Text(0, y + _ROW / 2 + SIZE * 0.32, row.name, strong=row.shape == "total"))
            if row.value is not None:
                texts.append(Text(width, y + _ROW / 2 + SIZE * 0.32, row.words, "end", soft=row.shape != "total"))
        else:
            above, y = _above(row, y, width)
            texts += above
        texts += _measured(row, along, y + _ROW / 2, marks, strokes)
        bands.append((y, y + _ROW))
        y += _ROW
    if wide:
        bands = [(top, y)]
    behind = _frame(along, bands, y) if values else []
    for line, (_, begin) in zip(lines, flags[len(flags) - len(lines) :], strict=True):
        behind += _across(line.kind, along.at(line.value), [(begin, top), *bands])
    if values:
        texts += _ticks(along, plot.unit, y + LINE, width)
        y += LINE + 6
    return Picture(width, y + 4, (*behind, *strokes), tuple(marks), tuple(texts), plot.watermark)


def _above(row: Dot, y: float, width: float) -> tuple[list[Text], float]:
    """Name and value on lines of words above the point, and where those end."""
    strong = row.shape == "total"
    words = row.words if row.value is not None else ""
    room = width - width_of(words) - 12
    beside = width_of(row.name, strong=strong) <= room or room > 0.45 * width
    names = wrapped(row.name, room if beside else width, strong=strong)
    texts = [Text(0, y + LINE * (n + 1), line, strong=strong) for n, line in enumerate(names)]
    end = y + LINE * len(names)
    if words and beside:
        texts.append(Text(width, y + LINE, words, "end", soft=not strong))
    elif words:
        said = wrapped(words, width)
        texts += [Text(width, end + LINE * (n + 1), line, "end", soft=not strong) for n, line in enumerate(said)]
        end += LINE * len(said)
    return texts, end


def _flags(plot: DotPlot, lines: Sequence[Line], along: Scale, width: float) -> tuple[list[tuple[Text, float]], float]:
    """What stands above the points, with where the line that it names begins; last, where the rows begin.

    A name stands beside its line: that of the lowest value to the left, the others to the right.
    """
    y = SIZE
    flags: list[tuple[Text, float]] = []
    if plot.towards and plot.better and lines:
        text = Text(along.end + _EDGE, y, plot.towards, "end", soft=True)
        if plot.better < 0:
            text = Text(along.start - _EDGE, y, plot.towards, soft=True)
        flags.append((clamped(text, 0, width), 0))
        y += LINE
    lowest = min((line.value for line in lines), default=0)
    for line in lines:
        before = line.value == lowest and len(lines) > 1
        x = along.at(line.value)
        free = Text(x - 5 if before else x + 5, y, line.words, "end" if before else "start")
        text = clamped(free, 0, width)
        while any(overlap(text.box, _wider(other)) for other, _ in flags):
            text = Text(text.x, text.y + LINE, text.words, text.anchor)
        flags.append((text, text.y - SIZE if text == free else 0))
    top = max((text.y for text, _ in flags), default=0) + 8
    return [(text, begin or top - 3) for text, begin in flags], top


def _wider(text: Text) -> tuple[float, float, float, float]:
    left, top, right, bottom = text.box
    return left - 10, top, right + 10, bottom


def _measured(row: Dot, along: Scale, y: float, marks: list[Mark], strokes: list[Stroke]) -> list[Text]:
    """The point with its interval; where there is none, why."""
    if row.value is None:
        marks.append(Mark(along.start + RADIUS, y, "withheld"))
        return [Text(along.start + 2 * RADIUS + 6, y + SIZE * 0.32, row.words, soft=True)]
    if row.low is not None and row.high is not None:
        start, end = along.at(row.low), along.at(row.high)
        strokes.append(Stroke("whisker", ((start, y), (end, y))))
        strokes += [Stroke("whisker", ((x, y - _CAP), (x, y + _CAP))) for x in (start, end)]
    marks.append(Mark(along.at(row.value), y, row.shape))
    return []


def _frame(along: Scale, bands: Sequence[tuple[float, float]], bottom: float) -> list[Stroke]:
    grid = [stroke for tick in along.ticks for stroke in _across("grid", along.at(tick), bands)]
    return [*grid, Stroke("axis", ((along.start, bottom), (along.end, bottom)))]


def _across(kind: str, x: float, bands: Sequence[tuple[float, float]]) -> list[Stroke]:
    """A line from top to bottom, but not through words."""
    return [Stroke(kind, ((x, start), (x, end))) for start, end in bands if start < end]


def _ticks(along: Scale, unit: str, y: float, width: float) -> list[Text]:
    """The numbers along the scale; the last says the unit, where there is room for it."""
    texts = [clamped(Text(along.at(tick), y, along.words(tick), "middle", soft=True), 0, width) for tick in along.ticks]
    if unit:
        last = clamped(Text(along.end, y, f"{texts[-1].words}\u00a0{unit}", "middle", soft=True), 0, width)
        if len(texts) < 2 or not overlap(last.box, _wider(texts[-2])):
            texts[-1] = last
    return texts
