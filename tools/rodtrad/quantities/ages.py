"""Tell numbers with a time unit that are not times: ages, and the ends of ranges over two units."""

from __future__ import annotations

import re
from decimal import Decimal

from rodtrad.quantities.grammar import AGED_LEFT, AGED_RIGHT, SPLIT_LEFT, SPLIT_RIGHT
from rodtrad.quantities.numerals import in_words
from rodtrad.quantities.units import Unit

OLDEST = 30
"""No time in a pathway is longer in years than this; what is, is an age."""

_NEVER_AGE = frozenset({"inom", "senast", "tidigast", "först", "i", "efter", "om", "sedan"})
"""After these a number of years is a time; "under 2 år", "minst 2 år", "vid 2 år" are ages unless an event follows."""

_AGED = frozenset({"", "under", "från", "mellan", "vid"})
"""After "barn" these give an age in any unit."""


def is_age(unit: Unit, left: re.Match[str], prep: str, value: Decimal, *, related: bool, periodic: bool) -> bool:
    """Whether the number before the unit is someone's age, or how long ago something was."""
    text, start = unit.folded, left.start()
    aged_right = text[unit.end : unit.end + 9].lstrip().startswith(("+", "eller", "och", "gam", "i", "ålder", "sedan"))
    right = AGED_RIGHT().match(text, unit.end) if aged_right else None
    if right and (prep == "för" or not right["ago"]):
        return True
    floor = max(0, start - 24)
    before = text[floor:start]
    aged_left = "än" in before or "barn" in before or "ålder" in before or "nyfödda" in before
    aged = AGED_LEFT().search(text, floor, start) if aged_left else None
    if aged and (aged[0].split()[-1] == "än" or (prep in _AGED and not related)):
        return True
    if unit.form.unit != "a" or (in_words(left["quantity"]) and value % 1):
        return False
    head = prep.partition(" ")[0]
    if value > OLDEST and head not in ("inom", "senast") and not left["back"]:
        return True
    dated = head in _NEVER_AGE or (head == "under" and left["compare"])
    return not (dated or left["back"] or left["first"] or left["sign"] or related or periodic)


def is_split(unit: Unit, left: re.Match[str]) -> bool:
    """Whether this is one end of a range over two units."""
    text, start = unit.folded, left.start()
    goes_on = text[unit.end : unit.end + 7].lstrip().startswith(("till", "–", "—"))
    if goes_on and SPLIT_RIGHT().match(text, unit.end):
        return True
    began = start == left.start("quantity") and text[max(0, start - 7) : start].rstrip().endswith(
        ("till", "–", "—", "och")
    )
    return began and SPLIT_LEFT().search(text, max(0, start - 40), start) is not None
