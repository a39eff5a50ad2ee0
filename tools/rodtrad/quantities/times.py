"""Find the times in Swedish prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rodtrad.quantities.durations import before_number, read_duration, read_last
from rodtrad.quantities.expression import TimeExpression
from rodtrad.quantities.frequencies import read_frequency
from rodtrad.quantities.numerals import WORDS
from rodtrad.quantities.units import FIRST_WORD, FORMS, TOKEN, Unit, may_name_unit

REACH = 72
"""How far before its unit a time may begin, in characters: this keeps the work per unit constant."""

_LAST = frozenset({"senaste", "sista", "gångna"})
_EVERY = frozenset({"varje", "varannan", "vartannat", "varannat"})
_PER = frozenset({"per", "i", "om", "under", "på"})
_NUMBERS = frozenset({*WORDS, "halv", "halvt"})


def has_figure(text: str) -> bool:
    """Whether any of 0-9 or ½ is in `text`; eleven searches for one character are far faster than one pattern."""
    return (
        "1" in text or "2" in text or "0" in text or "3" in text or "4" in text or "6" in text
        or "5" in text or "8" in text or "7" in text or "9" in text or "½" in text
    )  # fmt: skip


def scan_times(text: str) -> tuple[TimeExpression, ...]:
    """Every time in `text`, in order. Total and linear: any text, any length.

    Numbers are read in figures and in words up to 99, with halves, ranges and lists ("3, 6 och 12 månader" gives one
    expression each, all with the span of the whole list).

    Not read, on purpose: ages and years; a bare "en dag" or "5 år"; times in compounds ("6-minuters",
    "treårsuppföljning"); numbered days and weeks ("dag 3", "vecka 12"); clock times; "samma dag"; ranges over two units
    ("24 timmar till 3 dygn"); an event that stands before its time; words written all in capitals.
    """
    if not has_figure(text) and not may_name_unit(text):
        return ()
    found: list[TimeExpression] = []
    done = 0
    folded = text.replace("İ", "I").lower()  # the only letter that becomes two
    for token in _tokens(text):
        form = FORMS.get(token[1].lower())
        start = token.start(1)
        if form is None or start < done:
            continue
        hits = _read(Unit(text, folded, max(done, start - REACH), start, token.end(1), form))
        if hits:
            found += hits
            done = hits[-1].end
    return tuple(found)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    first = FIRST_WORD().match(text)
    if first:
        yield first
    yield from TOKEN().finditer(text)


def _read(unit: Unit) -> list[TimeExpression]:
    """The times of one unit. The word before it decides what is tried, which spares most units the patterns."""
    before = unit.folded[max(unit.floor, unit.start - 16) : unit.start].split()
    last = before[-1] if before else ""
    if last in _EVERY or unit.form.adverb:
        return read_frequency(unit)
    if last in _LAST:
        return read_last(unit)
    if last in _PER or last.endswith("/"):
        window = unit.folded[unit.floor : unit.start]
        return read_frequency(unit) if "gång" in window or "ggr" in window else []
    if last not in _NUMBERS and last[-2:] not in (":e", ":a") and not last[-1:].isdigit() and last[-1:] not in "½–—-":
        last = last.replace("—", "–").rpartition("–")[2]
        if last not in _NUMBERS and last.rpartition("-")[2] not in _NUMBERS:
            return []
    before_it = before_number(unit)
    if before_it is None:
        return read_frequency(unit)
    left, pairs = before_it
    number = left.start("quantity")
    lead = unit.folded[max(unit.floor, number - 7) : number].split()
    if lead and (lead[-1] in ("per", "var", "vart", "under") or lead[-1].endswith("/")):
        return read_frequency(unit) or read_duration(unit, left, pairs)
    return read_duration(unit, left, pairs)
