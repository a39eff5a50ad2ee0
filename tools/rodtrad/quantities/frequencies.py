"""Read how often something is done: a count and a period, "var tredje månad", "årligen"."""

from __future__ import annotations

from decimal import Decimal

from rodtrad.quantities.durations import compared
from rodtrad.quantities.expression import Comparator, Numerals, TimeExpression, TimeKind
from rodtrad.quantities.grammar import BEFORE_PERIOD
from rodtrad.quantities.numerals import in_words, read_quantity
from rodtrad.quantities.units import Unit

_ONE = (Decimal(1), Decimal(1))
_TWO = (Decimal(2), Decimal(2))


def read_frequency(unit: Unit) -> list[TimeExpression]:
    """The frequency that ends at the unit, if it is the period of one."""
    left = BEFORE_PERIOD().search(unit.folded, unit.floor, unit.start)
    if left is None or unit.form.genitive:
        return []
    every = (left["every"] or "").lower()
    counted = left["slash"] or left["per"] or left["within"]
    if unit.form.adverb:
        possible = not (every or counted or left["nth"])
    elif every:
        numbered = every in ("var", "vart")
        possible = not counted and bool(left["nth"]) == numbered
        if not left["count"] and unit.folded.endswith("för ", 0, left.start()):  # "för varje minut" is a rate
            possible = False
    elif left["within"]:
        possible = unit.form.definite and not left["nth"]
    else:
        possible = bool(counted)
    times = read_quantity(left["count"]) if left["count"] else (_ONE,)
    period = read_quantity(left["nth"]) if left["nth"] else (_TWO if every.endswith(("an", "at")) else _ONE,)
    if not possible or len(times) != 1 or len(period) != 1 or times[0][0] % 1 or times[0][1] % 1 or not period[0][0]:
        return []
    written = f"{left['count'] or ''} – {left['nth'] or ''}"
    numerals = Numerals.WORDS if in_words(written) else Numerals.DIGITS if len(written) > 3 else Numerals.NONE
    if unit.form.short and numerals is not Numerals.DIGITS:
        return []
    (fewest, most), factor = times[0], unit.form.factor
    comparator: Comparator | None = compared(left["compare"]) or (None if left["about"] else "=")
    return [
        TimeExpression(
            TimeKind.FREQUENCY,
            period[0][0] * factor,
            period[0][1] * factor,
            unit.form.unit,
            comparator,
            times=int(fewest),
            times_high=int(most) if most != fewest else None,
            working_days=unit.form.working,
            approximate=bool(left["about"]),
            numerals=numerals,
            start=left.start(),
            end=unit.end,
        )
    ]
