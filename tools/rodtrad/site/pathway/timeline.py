"""The times of a pathway on one scale, in the order in which their events come: as bars beside the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log
from typing import Literal

from rodtrad.quantities import Relation, TimeExpression, TimeKind

Side = Literal["after", "before", "around"]
"""Which way from its event a time counts."""

_MINUTE, _HOUR, _DAY, _WEEK, _MONTH, _YEAR = 60, 3600, 86400, 604800, 2629800, 31557600
_SECONDS = {"s": 1, "min": _MINUTE, "h": _HOUR, "d": _DAY, "wk": _WEEK, "mo": _MONTH, "a": _YEAR}

_TICKS: Sequence[tuple[int, str]] = (
    *((n * _MINUTE, f"{n} min") for n in (1, 5, 15, 30)),
    *((n * _HOUR, f"{n} tim") for n in (1, 3, 6, 12)),
    *((n * _DAY, f"{n} d") for n in (1, 3)),
    *((n * _WEEK, f"{n} v") for n in (1, 2)),
    *((n * _MONTH, f"{n} mån") for n in (1, 3, 6)),
    *((n * _YEAR, f"{n} år") for n in (1, 2, 5, 10)),
)
_APART = 0.13
"""How far apart the words of two ticks must be, as a share of the width: about 45 px on a telephone."""

_BOUNDED = frozenset({TimeKind.LIMIT, TimeKind.MAXIMUM, TimeKind.DURATION, TimeKind.WINDOW, TimeKind.LOOKBACK})
_OPEN = frozenset({TimeKind.EARLIEST, TimeKind.MINIMUM})
_LEGEND = (
    "Den svarta punkten är händelsen. Fylld sträcka: tiden fram till gränsen. Randad sträcka: det ska undvikas så"
    " länge. Streckad sträcka: tidigast, eller minst så länge. Gul punkt eller sträcka: när det sker."
    " Längre tider är sammanpressade, så att minuter och år får plats."
)

DRAWN = _BOUNDED | _OPEN | {TimeKind.POINT, TimeKind.INTERVAL}
"""What can be drawn; how often something is done cannot."""


@dataclass(frozen=True, slots=True)
class Line:
    """One time: finished HTML for what is done and for the words, and the time itself."""

    event: str
    """HTML of the heading that lines from one event share."""
    what: str
    words: str
    time: TimeExpression
    avoid: bool = False
    """Says what is not to be done during the time."""

    @property
    def side(self) -> Side:
        """Which way from its event the time counts."""
        if self.time.kind is TimeKind.WINDOW or self.time.relation is Relation.AROUND:
            return "around"
        back = self.time.kind is TimeKind.LOOKBACK or self.time.relation is Relation.BEFORE
        return "before" if back else "after"


@dataclass(frozen=True, slots=True)
class Scale:
    """A logarithmic scale, since a pathway holds both minutes and years; the event itself is at its beginning."""

    low: float
    high: float
    """Seconds at the two ends."""

    @classmethod
    def of(cls, times: Iterable[TimeExpression]) -> Scale:
        """A scale with room for every time, and a little beyond."""
        ends = [end for time in times for end in ends_of(time)]
        return cls(min(ends) / 2.5, max(ends) * 1.6)

    def at(self, seconds: float) -> float:
        """Place from 0 (the event) to 1."""
        if seconds <= self.low:
            return 0
        return min(log(seconds / self.low) / log(self.high / self.low), 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Places with words, never closer than can be read."""
        found: list[tuple[float, str]] = []
        for seconds, words in _TICKS:
            place = self.at(seconds)
            if 0.06 <= place <= 0.94 and (not found or place - found[-1][0] >= _APART):
                found.append((place, words))
        return found


def ends_of(time: TimeExpression) -> tuple[float, float]:
    """Lower and upper end in seconds; equal where only one is said. A working day counts as 1.4 days."""
    low = time.high if time.low is None else time.low
    high = time.low if time.high is None else time.high
    assert low is not None
    assert high is not None
    unit = _SECONDS[time.unit] * (1.4 if time.working_days else 1)
    return max(float(low) * unit, 1), max(float(high) * unit, 1)


def timeline(lines: Sequence[Line]) -> str:
    """The lines grouped by event and side, in the order in which these first come; "" without lines."""
    if not lines:
        return ""
    scale = Scale.of(line.time for line in lines)
    first: dict[tuple[str, Side], int] = {}
    for place, line in enumerate(lines):
        first.setdefault((line.event, line.side), place)
    ordered = sorted(lines, key=lambda line: (first[line.event, line.side], ends_of(line.time)[1]))
    groups = groupby(ordered, key=lambda line: (line.event, line.side))
    inner = "".join(_group(event, side, list(rows), scale) for (event, side), rows in groups)
    return f'<div class="rt-timeline">\n{inner}<p class="rt-timeline__legend">{_LEGEND}</p></div>\n'


def _group(event: str, side: Side, lines: Sequence[Line], scale: Scale) -> str:
    rows = "".join(
        f'<li><span class="rt-timeline__what">{line.what}</span> <span class="rt-timeline__words">{line.words}</span>'
        f"{_bar(line, side, scale)}</li>\n"
        for line in lines
    )
    return (
        '<section class="rt-timeline__group">\n'
        f'<div class="rt-timeline__head"><h3>{event}</h3>{_axis(side, scale)}</div>\n'
        f"<ol>\n{rows}</ol></section>\n"
    )


def _axis(side: Side, scale: Scale) -> str:
    room = 0.4 if side == "around" else 0.0  # both sides share the width, so there is room for half as many
    parts = [
        f'<text x="{_percent(x)}" y="12" text-anchor="middle">{words}</text>'
        for place, words in scale.ticks()
        if place >= room
        for x in _places(place, side)
    ]
    return _svg("axis", 16, parts)


def _bar(line: Line, side: Side, scale: Scale) -> str:
    time = line.time
    low, high = (scale.at(end) for end in ends_of(time))
    parts = [
        f'<line class="rt-time-grid" x1="{_percent(x)}" x2="{_percent(x)}" y1="0" y2="20"/>'
        for place, _ in scale.ticks()
        for x in _places(place, side)
    ]
    parts.append('<line class="rt-time-base" x1="0" x2="100%" y1="10" y2="10"/>')
    if line.avoid and time.kind in _BOUNDED:
        parts += [
            f'<line class="rt-time-avoid" x1="{_percent(a)}" x2="{_percent(b)}" y1="10" y2="10"/>'
            for a, b in _spans(0, high, side)
        ]
        parts += [_end(x) for x in _places(high, side)]
    elif time.kind in _OPEN:
        parts += [_span(span, "rt-time-open") for span in _spans(low, 1, side)]
        parts += [_end(x) for x in _places(low, side)]
    elif time.kind in _BOUNDED:
        parts += [_span(span, "rt-time-within") for span in _spans(0, high, side)]
        parts += [_end(x) for x in _places(high, side)]
    elif low < high:
        parts += [_span(span, "rt-time-range") for span in _spans(low, high, side)]
    else:
        parts += [f'<circle class="rt-time-point" cx="{_percent(x)}" cy="10" r="5"/>' for x in _places(high, side)]
    parts += [f'<circle class="rt-time-event" cx="{_percent(x)}" cy="10" r="3.5"/>' for x in _places(0, side)[:1]]
    return _svg("bar", 20, parts)


def _places(place: float, side: Side) -> tuple[float, ...]:
    """Where something at `place` from the event lies in the drawing."""
    if side == "around":
        return 0.5 + place / 2, 0.5 - place / 2
    return (place,) if side == "after" else (1 - place,)


def _spans(low: float, high: float, side: Side) -> list[tuple[float, float]]:
    pairs = zip(_places(low, side), _places(high, side), strict=True)
    return [(min(pair), max(pair)) for pair in pairs]


def _span(span: tuple[float, float], kind: str) -> str:
    return f'<rect class="{kind}" x="{_percent(span[0])}" y="6" width="{_percent(span[1] - span[0])}" height="8"/>'


def _end(x: float) -> str:
    return f'<line class="rt-time-end" x1="{_percent(x)}" x2="{_percent(x)}" y1="2" y2="18"/>'


def _svg(kind: str, height: int, parts: Sequence[str]) -> str:
    """Drawn without a view box: lengths follow the width, words and strokes do not."""
    return (
        f'<svg class="rt-timeline__{kind}" width="100%" height="{height}" aria-hidden="true" focusable="false">'
        f"{''.join(parts)}</svg>"
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%"
