"""Outcomes read: what was measured of each indicator, with what may not be shown left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodtrad.face import Face, Outcome
from rodtrad.library import Library, is_example
from rodtrad.model import IndicatorMatter, Kind, OutcomeMatter
from rodtrad.values import Period, Withheld

TOTALS: Mapping[str, str] = {"riket": "Riket", "exempelregioner": "Alla exempelregioner"}
"""What may stand in place of a region's id, for all of them together; the second for made-up numbers."""

SPREAD: Mapping[str, str] = {"lägsta region": "Lägsta region", "högsta region": "Högsta region"}
"""The same, for the ends of a spread where the source names no region."""

REGISTERS = "regioner sjukvardsregioner"
"""Where the ids of those that are measured stand."""

FICTITIOUS = re.compile(r"exempelregion-([a-z0-9]+)")
"""Ids of regions that do not exist. No register has them, so that none is ever taken for a real one."""

NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:[ \u00a0][0-9]{3}){1,3}|[0-9]{1,12})(?:,[0-9]{1,6})?")


def number(words: str) -> Decimal | None:
    """`1 234,5` → 1234.5; None for what is no number in Swedish."""
    if not NUMBER.fullmatch(words):
        return None
    return Decimal(words.replace(" ", "").replace("\u00a0", "").replace(",", "."))


_YEAR = re.compile(r"[0-9]{4}")


def year(words: str) -> int | None:
    """`2019` → 2019; None for what is no year."""
    return int(words) if _YEAR.fullmatch(words) else None


_NO_SOURCE = frozenset(
    [
        "",
        "–",
        "-",
        "—",
        "?",
        "…",
        "saknas",
        "okänd",
        "okänt",
        "uppgift saknas",
        "ej angiven",
        "ej angivet",
        "anges inte",
    ]
)


def sources(matter: OutcomeMatter) -> tuple[str, ...]:
    """Where the numbers stand; `-` and `okänd` are no sources."""
    return tuple(one for one in matter.source or () if one.strip().rstrip(".").casefold() not in _NO_SOURCE)


def count(words: str) -> int | None:
    """`1 234` → 1234; None for what is no whole number from 0."""
    found = number(words)
    return int(found) if found is not None and found >= 0 and found == found.to_integral_value() else None


def withheld(words: str) -> Withheld | None:
    """The reason that is written, or None."""
    return next((reason for reason in Withheld if reason.value == words.casefold()), None)


def is_fictitious(region: str) -> bool:
    """Whether an id is that of a region that does not exist, or of all such."""
    return region == "exempelregioner" or FICTITIOUS.fullmatch(region) is not None


def is_real(region: str, library: Library) -> bool:
    """Whether an id speaks of what exists."""
    known = region in TOTALS or region in SPREAD or library.entry(REGISTERS, region) is not None
    return known and not is_fictitious(region)


def name_of(region: str, library: Library) -> str:
    """What a region is called: by the register, `Riket`, `Exempelregion A`; the id itself when nobody knows."""
    if named := TOTALS.get(region) or SPREAD.get(region):
        return named
    if found := FICTITIOUS.fullmatch(region):
        return f"Exempelregion {found[1].upper()}"
    entry = library.entry(REGISTERS, region)
    return entry.title if entry else region


@dataclass(frozen=True, slots=True)
class Limits:
    """What a source shows at least; 0 where it says nothing."""

    denominator: int = 0
    numerator: int = 0

    def forbid(self, row: Outcome) -> bool:
        """Whether a row has a number that is too small to be shown."""
        counts = ((count(row.denominator), self.denominator), (count(row.numerator), self.numerator))
        return any(written is not None and written < least for written, least in counts)


def limits(matter: OutcomeMatter, indicator: IndicatorMatter | None) -> Limits:
    """Those of the outcome; the smallest denominator is that of the specification where only that says one."""
    least = matter.smallest_denominator
    if least is None and indicator:
        least = indicator.smallest_cell
    return Limits(least or 0, matter.smallest_numerator or 0)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One row, read. What is withheld has no numbers, whatever is written."""

    region: str
    numerator: int | None = None
    denominator: int | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    withheld: Withheld | None = None
    """The reason; always one where there is no value."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was measured of one indicator in one period."""

    face: Face
    matter: OutcomeMatter
    limits: Limits
    measurements: tuple[Measurement, ...]
    """One for each region, as written."""

    @property
    def period(self) -> Period:
        return self.matter.period or Period("")

    @property
    def fictitious(self) -> bool:
        """Whether the numbers are made up."""
        return is_example(self.face)


def measurement(row: Outcome, least: Limits) -> Measurement:
    """A row as it may be shown."""
    reason = withheld(row.withheld)
    value = number(row.value)
    if reason or value is None:
        return Measurement(row.region, withheld=reason or Withheld.MISSING)
    if least.forbid(row):
        return Measurement(row.region, withheld=Withheld.SMALL)
    low, high = number(row.low), number(row.high)
    return Measurement(row.region, count(row.numerator), count(row.denominator), value, low, high)


def delivery(face: Face, library: Library) -> Delivery | None:
    """What a document of outcomes holds; None when it does not say of what, and when."""
    matter = face.matter
    if not isinstance(matter, OutcomeMatter) or not matter.indicator or not matter.period:
        return None
    indicator = library.get(Kind.INDICATOR, matter.indicator)
    specified = indicator.matter if indicator and isinstance(indicator.matter, IndicatorMatter) else None
    least = limits(matter, specified)
    rows: dict[str, Measurement] = {}
    for row in face.outcomes:
        if row.region:
            rows.setdefault(row.region, measurement(row, least))
    return Delivery(face, matter, least, tuple(rows.values()))


def deliveries(library: Library) -> Mapping[str, Sequence[Delivery]]:
    """Id of an indicator → its outcomes, oldest first; made-up ones only where there are no others."""
    table: dict[str, list[Delivery]] = {}
    for face in library.of(Kind.OUTCOME):
        found = delivery(face, library)
        if found and found.matter.indicator and found.measurements:
            table.setdefault(found.matter.indicator, []).append(found)
    return {id: tuple(_real(sorted(found, key=lambda one: order(one.period)))) for id, found in table.items()}


def _real(found: Sequence[Delivery]) -> Iterator[Delivery]:
    alone = all(one.fictitious for one in found)
    return (one for one in found if alone or not one.fictitious)


_PARTS: Mapping[str, int] = {"h1": 6, "h2": 12, "k1": 3, "k2": 6, "k3": 9, "k4": 12}


def order(period: str) -> tuple[int, int, str]:
    """Periods in order of the year and month in which they end."""
    year, _, part = period.partition("-")
    if len(part) == 4:
        year, part = part, ""
    return int(year or 0), _PARTS.get(part) or int(part or 12), period


def length(period: str) -> str:
    """How long a period is: only those of one length are compared."""
    _, _, part = period.partition("-")
    return "år" if not part else "flera år" if len(part) == 4 else part[0] if part[0] in "hk" else "månad"


def is_out_of(unit: str | None, value: Decimal) -> bool:
    """Whether a value cannot be of this unit: a share below nothing or above all, a time below none."""
    return value < 0 or (unit == "%" and value > 100)
