"""Read a number with a time unit, and what the words around it make of it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from rodtrad.quantities.ages import is_age, is_split
from rodtrad.quantities.expression import Comparator, Numerals, Relation, TimeExpression, TimeKind
from rodtrad.quantities.grammar import (
    AFTER_UNIT,
    BEFORE_LAST,
    BEFORE_NUMBER,
    COMPARED,
    PLACED,
    RELATIONS,
    SPACING,
)
from rodtrad.quantities.numerals import ARTICLES, Quantity, in_words, plain, read_quantity
from rodtrad.quantities.patterns import later
from rodtrad.quantities.units import FORMS, Form, Unit

_MOST = 9999
"""Larger numbers are not read."""

_MOST_SHORT = 999
"""Nor larger ones before an abbreviation: "2014h" is a reference."""

_LASTING = frozenset({TimeKind.DURATION, TimeKind.INTERVAL, TimeKind.MINIMUM, TimeKind.MAXIMUM})
_HALVES = {"h": ("min", 60), "a": ("mo", 12)}
"""Halves in words are whole numbers of the next smaller unit: "ett halvt år" is 6 months."""

_VERB = later(r"\s+\w*(?:[eaöå]r|[^\Waeiouyåäö\d_]s|[ae]s)(?!\w)")


class _After(NamedTuple):
    """What follows the unit."""

    end: int
    compare: Comparator | None = None
    per: str | None = None
    relation: Relation | None = None
    event: str | None = None
    event_start: int | None = None
    event_end: int | None = None


def read_last(unit: Unit) -> list[TimeExpression]:
    """ "Senaste året": a look-back of one unit, without a number."""
    left = BEFORE_LAST().search(unit.folded, unit.floor, unit.start)
    if left is None or not unit.form.definite or unit.form.genitive:
        return []
    after = _read_after(unit)
    return [_expression(unit, left.start(), after, TimeKind.LOOKBACK, "≤", (Decimal(1), Decimal(1)), Numerals.NONE)]


def before_number(unit: Unit) -> tuple[re.Match[str], Quantity] | None:
    """The words and the number before the unit, from the first that belongs to it; and what the number is.

    Of "dos 2, 6 veckor" or "dag 1 och 2 veckor" only the last number does.
    """
    left = BEFORE_NUMBER().search(unit.folded, unit.floor, unit.start)
    while left:
        number = left.start("quantity")
        placed = number and PLACED().search(unit.folded, max(0, number - 12), number)
        if not placed and (pairs := read_quantity(left["quantity"], between=_prep(left) == "mellan")):
            return left, pairs
        left = BEFORE_NUMBER().search(unit.folded, number + 1, unit.start)
    return None


def read_duration(unit: Unit, left: re.Match[str], pairs: Quantity) -> list[TimeExpression]:
    """The times that `left`, a match of `BEFORE_NUMBER`, makes with its unit: several for a list, none for an age."""
    written = left["quantity"]
    prep = _prep(left)
    words = in_words(written)
    numerals = Numerals.WORDS if words else Numerals.DIGITS
    most = pairs[-1][1]
    if (unit.form.short and (words or most > _MOST_SHORT)) or most * unit.form.factor > _MOST or is_split(unit, left):
        return []
    if prep == "med":
        spacing = SPACING().match(unit.folded, unit.end)
        if spacing:
            end = _After(spacing.end())
            return [_expression(unit, left.start(), end, TimeKind.FREQUENCY, "=", pair, numerals) for pair in pairs]
        prep = ""
    after = _read_after(unit)
    compare = compared(left["compare"]) or after.compare
    if written.lower() in ARTICLES and not (
        _is_counted(unit.form) or after.relation or after.per or _leads(left, prep)
    ):
        return []
    reading = _reading(left, prep, compare, after.relation, ranged=pairs[0][0] != pairs[0][1])
    if reading is None:
        return []
    kind, comparator = reading
    if after.per and kind not in _LASTING:
        after = _read_after(unit, periods=False)
    if is_age(unit, left, prep, most, related=after.relation is not None, periodic=after.per is not None):
        return []
    if unit.text[left.start()].isupper():
        after = _before_verb(unit.text, after)
    if left["about"] and comparator == "=":
        comparator = None
    about = bool(left["about"])
    return [_expression(unit, left.start(), after, kind, comparator, pair, numerals, about=about) for pair in pairs]


def compared(written: str | None) -> Comparator | None:
    """The comparator that words or a sign stand for."""
    return COMPARED[" ".join(written.lower().split())] if written else None


def _prep(left: re.Match[str]) -> str:
    written = left["prep"]
    return " ".join(written.lower().split()) if written else ""


def _leads(left: re.Match[str], prep: str) -> bool:
    return bool(prep or left["compare"] or left["about"] or left["back"] or left["first"] or left["sign"])


def _read_after(unit: Unit, *, periods: bool = True) -> _After:
    found = AFTER_UNIT().match(unit.text, unit.end)
    if found is None:  # the pattern matches the empty text; this is for the type
        return _After(unit.end)
    compare: Comparator | None = None
    if found["beyond"]:
        compare = "≤" if found["beyond"] in ("mindre", "kortare") else "≥"
    end = found.end("beyond") if compare else unit.end
    if found["per"] or found["adverb"]:
        form = FORMS.get(found["per"] or found["adverb"])
        if not periods or form is None or form.factor != 1 or form.genitive or form.working:
            return _After(end, compare)
        return _After(max(found.end("per"), found.end("adverb")), compare, form.unit)
    if found["relation"] is None:
        return _After(end, compare)
    relation = RELATIONS.get(" ".join(found["relation"].split()), Relation.AROUND)
    if found["event"] is None:
        return _After(found.end("relation"), compare, None, relation)
    event = " ".join(found["event"].split())
    return _After(found.end(), compare, None, relation, event, found.start("event"), found.end("event"))


def _is_counted(form: Form) -> bool:
    """Whether "en" before the unit counts rather than points: "en veckas sjukskrivning", "ett halvår"."""
    return form.genitive or form.factor != 1


def _before_verb(text: str, after: _After) -> _After:
    """The event of a time that begins its sentence: what looks like the sentence's verb ends it.

    "Två veckor efter utskrivning ringer sjuksköterskan": in Swedish the verb then comes right after the event.
    """
    if after.event is None or after.event_start is None or after.event.startswith(("att ", "det ")):
        return after
    verb = _VERB().search(text, after.event_start, after.end)
    if verb is None:
        return after
    event = text[after.event_start : verb.start()]
    return after._replace(event=" ".join(event.split()), event_end=verb.start(), end=verb.start())


def _reading(
    left: re.Match[str], prep: str, compare: Comparator | None, relation: Relation | None, *, ranged: bool
) -> tuple[TimeKind, Comparator | None] | None:
    """What the words say together; None when they contradict each other ("inom minst 2 veckor")."""
    same: Comparator | None = None if ranged else "="
    more, less = compare in ("≥", ">"), compare in ("≤", "<")
    head = prep.partition(" ")[0]
    if relation is Relation.AROUND or left["sign"]:
        return None if more else (TimeKind.WINDOW, "≤")
    if left["back"]:
        return None if more else (TimeKind.LOOKBACK, "≤")
    if head in ("inom", "senast"):
        if head == "senast" and relation is Relation.BEFORE:  # the distance to what comes is at least this
            return TimeKind.LIMIT, "≥"
        return None if more else (TimeKind.LIMIT, compare or "≤")
    if head in ("tidigast", "först"):
        if relation is Relation.BEFORE:
            return TimeKind.EARLIEST, "≤"
        return None if less else (TimeKind.EARLIEST, compare or "≥")
    if head in ("från", "mellan") and not compare:
        if ranged:
            return (TimeKind.POINT if relation else TimeKind.INTERVAL), None
        return (TimeKind.EARLIEST, "≥") if head == "från" and relation in (Relation.FROM, Relation.AFTER) else None
    if head == "efter" and compare:
        return (TimeKind.EARLIEST if more else TimeKind.LIMIT), compare
    if more:
        return TimeKind.MINIMUM, compare
    if less:
        return (TimeKind.LIMIT if relation and not prep else TimeKind.MAXIMUM), compare
    if head in ("efter", "om", "vid"):
        return TimeKind.POINT, same
    if prep or left["first"]:
        return TimeKind.DURATION, same
    if relation:
        return TimeKind.POINT, same
    return (TimeKind.INTERVAL if ranged else TimeKind.DURATION), same


def _expression(
    unit: Unit,
    start: int,
    after: _After,
    kind: TimeKind,
    comparator: Comparator | None,
    pair: tuple[Decimal, Decimal],
    numerals: Numerals,
    *,
    about: bool = False,
) -> TimeExpression:
    name, factor = unit.form.unit, unit.form.factor
    if numerals is Numerals.WORDS and (pair[0] % 1 or pair[1] % 1) and name in _HALVES:
        name, smaller = _HALVES[name]
        factor *= smaller
    low, high = plain(pair[0] * factor), plain(pair[1] * factor)
    single = low == high and kind is not TimeKind.FREQUENCY
    return TimeExpression(
        kind,
        None if single and comparator in ("≤", "<") else low,
        None if single and comparator in ("≥", ">") else high,
        name,
        comparator,
        times=1 if kind is TimeKind.FREQUENCY else None,
        per=after.per,
        working_days=unit.form.working,
        approximate=about,
        relation=Relation.AROUND if kind is TimeKind.WINDOW else after.relation,
        event=after.event,
        numerals=numerals,
        start=start,
        end=after.end,
        event_start=after.event_start,
        event_end=after.event_end,
    )
