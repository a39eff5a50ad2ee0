"""Outcomes on pages: as points with their targets, as words, and as a table that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodtrad.charts import Line
from rodtrad.charts.picture import Shape
from rodtrad.face import Face, Target
from rodtrad.library import Library
from rodtrad.model import IndicatorMatter
from rodtrad.once import once
from rodtrad.outcomes import SPREAD, TOTALS, Delivery, Measurement, deliveries, name_of, number, order, year
from rodtrad.site.addresses import Links
from rodtrad.site.words import amount, sorting
from rodtrad.values import Basis, Direction, Withheld

FICTITIOUS = "Fiktiva data"
"""Stands across every drawing of made-up numbers."""


@once
def measured(library: Library) -> Mapping[str, Sequence[Delivery]]:
    """Id of an indicator → its outcomes, oldest first."""
    return deliveries(library)


@dataclass(frozen=True, slots=True)
class Levels:
    """The target levels that a period is seen against."""

    target: Target
    moderate: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One row on a page: its name, its words, and what it says of the target."""

    one: Measurement
    name: str
    words: str
    """The value with its unit, or why there is none."""
    interval: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Told:
    """The outcome of one indicator in one period, with all that a page says of it."""

    face: Face
    """Of the indicator."""
    matter: IndicatorMatter
    found: Delivery
    levels: Levels | None
    rows: Sequence[Shown]
    """All together first, then the best, last those without value."""

    @property
    def regions(self) -> Sequence[Shown]:
        """The rows that are one region each."""
        return [row for row in self.rows if row.one.region not in TOTALS and row.one.region not in SPREAD]

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to compare."""
        return sum(row.one.value is not None for row in self.regions) > 1

    def reaching(self, shape: Shape) -> int:
        """How many regions are shown with this mark."""
        return sum(row.shape == shape for row in self.regions)


def told(face: Face, found: Delivery, links: Links) -> Told:
    """The rows of a period in order, each with its words."""
    matter = face.matter
    assert isinstance(matter, IndicatorMatter)
    is_sure = found.matter.basis in (None, Basis.STATED)  # what is only inferred to be this measure is not judged by it
    levels = levels_of(face.targets, found.period, matter) if is_sure else None
    rows = [_shown(one, found, matter, levels, links.site.library) for one in found.measurements]
    return Told(face, matter, found, levels, sorted(rows, key=lambda row: _rank(row, matter.direction)))


def _shown(
    one: Measurement, found: Delivery, matter: IndicatorMatter, levels: Levels | None, library: Library
) -> Shown:
    name = name_of(one.region, library)
    if one.value is None:
        return Shown(one, name, withheld_words(one.withheld, found), "", "withheld")
    interval = f"{_decimal(one.low)}–{_decimal(one.high)}" if one.low is not None and one.high is not None else ""
    words = amount(_decimal(one.value), matter.unit)
    shape: Shape = "total" if one.region in TOTALS else reached(one.value, levels, matter.direction)
    return Shown(one, name, words, interval, shape)


def _decimal(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}".replace(".", ",")


def withheld_words(reason: Withheld | None, found: Delivery) -> str:
    """Why a value is not shown: "Redovisas inte: färre än 10"."""
    if reason is Withheld.SMALL:
        least = found.limits.denominator if not found.limits.numerator else 0
        return f"Redovisas inte: färre än {least}" if least else "Redovisas inte: små tal"
    return "Redovisas inte: låg täckning" if reason is Withheld.COVERAGE else "Inga uppgifter"


def _rank(row: Shown, direction: Direction | None) -> tuple[int, Decimal, object]:
    """All together first, then the ends of a spread, then the best; what has no value last, by name."""
    value = row.one.value
    group = 0 if row.one.region in TOTALS else 1 if row.one.region in SPREAD else 2 if value is not None else 3
    if row.one.region in SPREAD:
        return group, Decimal(list(SPREAD).index(row.one.region)), ""
    if value is None or direction is Direction.VALUE or direction is None:
        return group, Decimal(0), sorting(row.name)
    return group, value if direction is Direction.LOWER else -value, sorting(row.name)


def levels_of(targets: Sequence[Target], period: str, matter: IndicatorMatter) -> Levels | None:
    """The newest levels that held already in the period, where there is one row of them and a better end."""
    if matter.direction not in (Direction.HIGHER, Direction.LOWER):
        return None
    now = order(period)[0]
    known = [(since, target) for target in targets if (since := year(target.year)) is not None and since <= now]
    newest = max((since for since, _ in known), default=0)
    mine = [target for since, target in known if since == newest]
    moderate, high = (number(mine[0].moderate), number(mine[0].high)) if len(mine) == 1 else (None, None)
    return Levels(mine[0], moderate, high) if moderate is not None or high is not None else None


def reached(value: Decimal, levels: Levels | None, direction: Direction | None) -> Shape:
    """Which level a value reaches."""
    if levels is None:
        return "plain"
    sign = -1 if direction is Direction.LOWER else 1
    if levels.high is not None and sign * value >= sign * levels.high:
        return "high"
    if levels.moderate is not None and sign * value >= sign * levels.moderate:
        return "moderate"
    return "below"


def lines_of(levels: Levels | None, unit: str | None) -> list[Line]:
    """The target lines of a drawing, named."""
    if levels is None:
        return []
    pairs = (("moderate", "Måttlig", levels.moderate), ("high", "Hög", levels.high))
    known = ((kind, name, value) for kind, name, value in pairs if value is not None)
    return [Line(kind, float(value), f"{name} {amount(_decimal(value), unit)}") for kind, name, value in known]
