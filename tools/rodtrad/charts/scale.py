"""A scale: from values to pixels, with round numbers at its ends and along it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rodtrad.charts.picture import width_of

BETWEEN = 22
"""Pixels at least between the words of two marks on a scale."""


@dataclass(frozen=True, slots=True)
class Line:
    """A value that others are seen against, such as a target."""

    kind: str
    """`moderate` or `high`."""
    value: float
    words: str


def said(value: float, step: float = 0) -> str:
    """A number in Swedish, as exact as a scale with this step needs."""
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step else 6
    words = f"{value:,.{min(decimals, 6)}f}".replace(",", "\u00a0").replace(".", ",")
    return words if step else words.rstrip("0").rstrip(",")


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` on pixels from `start` to `end`."""

    low: float
    high: float
    step: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands; one beyond the ends at the end."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0), 1) * (self.end - self.start)

    @property
    def floor(self) -> str:
        """The kind of line to draw where the values begin: only zero is a ground to stand on."""
        return "cut" if self.low > 0 else "axis"

    @property
    def ticks(self) -> Sequence[float]:
        """The round numbers along it."""
        count = round((self.high - self.low) / self.step)
        return [self.low + number * self.step for number in range(count + 1)]

    def words(self, value: float) -> str:
        return said(value, self.step)


def scale(
    values: Iterable[float], start: float, end: float, *, most: float | None = None, across: bool = True
) -> Scale:
    """A scale for values, from zero where they begin near it, and not above `most`.

    Its marks stand so far apart that their words do not touch, sideways when `across`.
    """
    found = [value for value in values if math.isfinite(value)]
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    low = min(low, 0.0) if low < 0.6 * high or high <= 0 else low
    if high - low < 1e-9 * max(abs(high), 1.0):  # nothing between them: show that they lie at one place
        above = high * 1.25 if high > 0 else low + 1.0
        low, high = min(low, 0.0) if high > 0 else low, min(above, most) if most is not None and high < most else above
    room = abs(end - start)
    for step in _steps((high - low) / 10):
        bottom, top = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
        if most is not None and max(found, default=0) <= most:
            top = min(top, most)
        count = max(round((top - bottom) / step), 1)
        size = max(width_of(said(bottom, step)), width_of(said(top, step))) if across else 8.0
        if count * (size + BETWEEN) <= room or count == 1:
            break
    return Scale(bottom, top if top > bottom else bottom + step, step, start, end)


def tight(values: Iterable[float], start: float, end: float) -> Scale:
    """A scale without room to spare, for drawings that show only how values change."""
    found = [value for value in values if math.isfinite(value)]
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    if high - low < 1e-9 * max(abs(high), 1.0):
        low, high = low - 1, high + 1
    step = next(iter(_steps((high - low) / 10)))
    return Scale(math.floor(low / step) * step, math.ceil(high / step) * step, step, start, end)


def _steps(least: float) -> Iterable[float]:
    """Round numbers from about `least` upwards."""
    power = math.floor(math.log10(least)) if least > 0 else 0
    for exponent in range(power, power + 5):
        yield from (n * 10.0**exponent for n in (1, 2, 5))
