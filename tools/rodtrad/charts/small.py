"""Small multiples: one panel for each that is measured, all on the same scale, so that nobody needs colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rodtrad.charts.picture import LINE, Mark, Picture, Shape, Stroke, Text, clamped, wrapped
from rodtrad.charts.scale import Line, Scale, tight

_GAP = 22
_TALL = 56
_LEAST = 150
"""Pixels that a panel is wide, at least."""
_INSIDE = 10


@dataclass(frozen=True, slots=True)
class Panel:
    """One who is measured in several periods; None where a period has no value."""

    name: str
    values: Sequence[float | None]
    shapes: Sequence[Shape]
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Panels:
    """What is drawn."""

    periods: Sequence[str]
    panels: Sequence[Panel]
    lines: Sequence[Line] = ()
    watermark: str = ""


def arrange(plot: Panels, width: float) -> Picture:
    """Where everything stands in a picture of this width."""
    count = max(1, int((width + _GAP) // (_LEAST + _GAP)))
    each = (width - (count - 1) * _GAP) / count
    values = [value for panel in plot.panels for value in panel.values if value is not None]
    known = [*values, *(line.value for line in plot.lines)]
    texts, strokes, marks = list[Text](), list[Stroke](), list[Mark]()
    y = 0.0
    for start in range(0, len(plot.panels), count):
        row = plot.panels[start : start + count]
        titles = [wrapped(panel.name, each, strong=True) for panel in row]
        top = y + max(map(len, titles)) * LINE + 18
        up = tight(known, top + _TALL, top)
        for number, (panel, lines) in enumerate(zip(row, titles, strict=True)):
            x = number * (each + _GAP)
            texts += [Text(x, y + LINE * (n + 1) - 4, words, strong=True) for n, words in enumerate(lines)]
            _draw(plot, panel, x, each, up, texts, strokes, marks)
        y = top + _TALL + LINE + 20
    return Picture(width, max(y - 8, 1), tuple(strokes), tuple(marks), tuple(texts), plot.watermark)


def _draw(
    plot: Panels,
    panel: Panel,
    x: float,
    width: float,
    up: Scale,
    texts: list[Text],
    strokes: list[Stroke],
    marks: list[Mark],
) -> None:
    bottom = up.start
    strokes.append(Stroke(up.floor, ((x, bottom), (x + width, bottom))))
    strokes += [Stroke(line.kind, ((x, h := up.at(line.value)), (x + width, h))) for line in plot.lines]
    step = (width - 2 * _INSIDE) / max(len(plot.periods) - 1, 1)
    places = [x + _INSIDE + number * step for number in range(len(plot.periods))]
    points: list[tuple[float, float | None]] = [
        (there, None if value is None else up.at(value)) for there, value in zip(places, panel.values, strict=True)
    ]
    for known, run in groupby(points, lambda point: point[1] is not None):
        joined = tuple((there, h) for there, h in run if h is not None)
        if known and len(joined) > 1:
            strokes.append(Stroke("trend", joined))
    for (there, level), shape in zip(points, panel.shapes, strict=True):
        marks.append(Mark(there, bottom if level is None else level, "withheld" if level is None else shape))
    shown = [number for number, value in enumerate(panel.values) if value is not None]
    _ends([panel.words[n] for n in shown], [points[n] for n in shown], x, width, texts)
    _ends(plot.periods, [(there, bottom + LINE + 12) for there in places], x, width, texts, soft=True)


def _ends(
    words: Sequence[str],
    points: Sequence[tuple[float, float | None]],
    x: float,
    width: float,
    texts: list[Text],
    *,
    soft: bool = False,
) -> None:
    """Words at the last point, and at the first where there is room for both."""
    placed: list[Text] = []
    for number in [-1, 0] if len(words) > 1 else [-1] if words else []:
        there, y = points[number]
        text = clamped(Text(there, (y or 0) - 9, words[number], "middle", soft=soft), x, x + width)
        if not placed or text.box[2] + 4 <= placed[0].box[0]:
            placed.append(text)
    texts += placed
