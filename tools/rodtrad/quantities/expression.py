"""What a time in prose says, and the one way we write it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from rodtrad.quantities.numerals import figures, plain
from rodtrad.quantities.units import NAMES, WORKING_NAMES

Comparator = Literal["≤", "≥", "<", ">", "="]


class TimeKind(StrEnum):
    """What a time does in its sentence."""

    LIMIT = "limit"
    """At the latest: "inom 30 minuter", "senast 30 dagar från remiss", "högst 2 veckor efter remiss"."""
    EARLIEST = "earliest"
    """Not before: "tidigast 2 veckor efter operation", "efter minst 4 veckor"."""
    MINIMUM = "minimum"
    """Lasts at least: "i minst 6 månader", "mer än 3 månader"."""
    MAXIMUM = "maximum"
    """Lasts at most: "i högst 14 dagar", "upp till 2 veckor"."""
    DURATION = "duration"
    """Lasts: "i 6 veckor", "under 72 timmar", and a time that nothing says more about."""
    POINT = "point"
    """When: "efter 3 månader", "2–6 veckor efter utskrivning"."""
    INTERVAL = "interval"
    """A range that nothing says more about: "30–60 minuter"."""
    WINDOW = "window"
    """On both sides of an event: "3 månader före eller efter diagnos"."""
    LOOKBACK = "lookback"
    """Backwards from now or from an event: "de senaste 12 månaderna"."""
    FREQUENCY = "frequency"
    """How often: "minst en gång per år", "var tredje månad", "årligen"."""


class Relation(StrEnum):
    """How a time lies to its event."""

    FROM = "from"
    AFTER = "after"
    BEFORE = "before"
    AROUND = "around"


class Numerals(StrEnum):
    """How the numbers were written."""

    DIGITS = "digits"
    WORDS = "words"
    NONE = "none"


_ISO = {"s": "PT{}S", "min": "PT{}M", "h": "PT{}H", "d": "P{}D", "wk": "P{}W", "mo": "P{}M", "a": "P{}Y"}
_COMPARED = {"≥": "minst ", ">": "mer än ", "≤": "högst ", "<": "mindre än ", "=": "", None: ""}
_RELATED = {
    Relation.FROM: " från",
    Relation.AFTER: " efter",
    Relation.BEFORE: " före",
    Relation.AROUND: " före eller efter",
}


class TimeExpression(Struct, frozen=True, eq=False, gc=False, array_like=True):
    """One time in a text. Two are equal when they mean the same; place and notation are not compared."""

    kind: TimeKind
    low: Decimal | None
    """Lower end. A single value stands in both ends, one that is only a limit in the end it limits."""
    high: Decimal | None
    unit: str
    """UCUM: s, min, h, d, wk, mo, a. Of a frequency: the period."""
    comparator: Comparator | None = None
    """Of the distance or duration; of a frequency, of the count. None for ranges and approximate values."""
    times: int | None = None
    """Of a frequency: how many times in the period."""
    times_high: int | None = None
    """Upper end of "2–3 gånger per vecka"."""
    per: str | None = None
    """Of "4 timmar per vecka": the period that the duration counts in."""
    working_days: bool = False
    """`unit` is d and only working days count."""
    approximate: bool = False
    """Written with "cirka", "ungefär", "omkring"."""
    relation: Relation | None = None
    event: str | None = None
    """The words of the event that `relation` leads to."""
    numerals: Numerals = Numerals.DIGITS
    start: int = 0
    end: int = 0
    event_start: int | None = None
    event_end: int | None = None

    @property
    def meaning(self) -> tuple[Any, ...]:
        """All but place and notation."""
        return (
            *(self.kind, self.low, self.high, self.unit, self.comparator, self.times, self.times_high),
            *(self.per, self.working_days, self.approximate, self.relation, self.event),
        )

    def __eq__(self, other: object) -> bool:
        return self.meaning == other.meaning if isinstance(other, TimeExpression) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.meaning)

    def moved(self, by: int) -> TimeExpression:
        """The same time, `by` characters further on: of a line, in the text that the line is from."""
        if not by:
            return self
        event = (None if at is None else at + by for at in (self.event_start, self.event_end))
        return replace(self, start=self.start + by, end=self.end + by, event_start=next(event), event_end=next(event))

    @property
    def iso8601(self) -> str:
        """The binding end as an ISO 8601 duration: the upper where there is one (P14D), of a frequency the period."""
        value = self.low if self.high is None else self.high
        assert value is not None
        return _ISO[self.unit].format(f"{plain(value):f}")

    @property
    def iso8601_low(self) -> str | None:
        """The lower end of a range, else None."""
        if self.low is None or self.high is None or self.low == self.high:
            return None
        return _ISO[self.unit].format(f"{plain(self.low):f}")

    def swedish(self) -> str:
        """The one wording we write for this meaning; scanning it gives an equal expression."""
        if self.kind is TimeKind.FREQUENCY:
            return self._frequency()
        about = "cirka " if self.approximate else ""
        compared = _COMPARED[self.comparator]
        amount = self._amount()
        after = "" if self.relation is None else _RELATED[self.relation] + (f" {self.event}" if self.event else "")
        if self.per:
            after = f" per {NAMES[self.per][0]}" + after
        limit = {"≥": "senast ", "≤": "inom "}.get(self.comparator or "", f"inom {compared}")
        leading = {
            TimeKind.LIMIT: limit,
            TimeKind.EARLIEST: "tidigast " if self.comparator != ">" else f"efter {compared}",
            TimeKind.MINIMUM: f"i {compared}",
            TimeKind.MAXIMUM: f"i {compared}",
            TimeKind.DURATION: "i ",
            TimeKind.POINT: "" if self.relation in (Relation.AFTER, Relation.BEFORE) else "efter ",
            TimeKind.INTERVAL: "",
            TimeKind.WINDOW: "inom ",
            TimeKind.LOOKBACK: "senaste ",
        }[self.kind]
        if self.kind is TimeKind.EARLIEST and self.relation is None and self.comparator != ">":
            leading += "efter "
        return leading + about + amount + after

    def _amount(self) -> str:
        low = self.high if self.low is None else self.low
        high = self.low if self.high is None else self.high
        one, several, the_one, the_several = WORKING_NAMES if self.working_days else NAMES[self.unit]
        if self.kind is TimeKind.LOOKBACK:
            if low == high == 1 and not self.approximate:
                return the_one
            one, several = the_one, the_several
        assert low is not None
        assert high is not None
        if low != high:
            return f"{figures(low)}–{figures(high)} {several}"
        return f"{figures(low)} {one if low == 1 else several}"

    def _frequency(self) -> str:
        assert self.low is not None
        assert self.high is not None
        names = WORKING_NAMES if self.working_days else NAMES[self.unit]
        leading = _COMPARED[self.comparator] + ("cirka " if self.approximate else "")
        neuter = self.unit == "a"
        if self.times == 1 and self.times_high is None and self.low == self.high and self.low in range(2, 13):
            if self.low == 2:
                return f"{leading}{'vartannat' if neuter else 'varannan'} {names[0]}"
            return f"{leading}{'vart' if neuter else 'var'} {figures(self.low)}:e {names[0]}"
        many = self.times != 1 or self.times_high is not None
        times = f"{self.times}" if self.times_high is None else f"{self.times}–{self.times_high}"
        period = names[0] if self.low == self.high == 1 else self._amount()
        return f"{leading}{times} {'gånger' if many else 'gång'} per {period}"
