"""Swedish numbers as authors write them, in figures or in words."""

from __future__ import annotations

import re
from decimal import Decimal

from rodtrad.quantities.patterns import later

_ONES = {"en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9}
_TEENS = ("tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton")
_TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_ORDINALS = (
    *("andra", "tredje", "fjärde", "femte", "sjätte", "sjunde"),
    *("åttonde", "nionde", "tionde", "elfte", "tolfte"),
)
_HALF = Decimal("0.5")

WORDS: dict[str, Decimal] = {
    **{word: Decimal(value) for word, value in _ONES.items()},
    **{word: Decimal(value) for value, word in enumerate(_TEENS, 10)},
    **{ten: Decimal(value * 10) for value, ten in enumerate(_TENS, 2)},
    **{ten + one: Decimal(value * 10 + unit) for value, ten in enumerate(_TENS, 2) for one, unit in _ONES.items()},
    **{word: Decimal(value) for value, word in enumerate(_ORDINALS, 2)},
    "en halv": _HALF,
    "ett halvt": _HALF,
}
"""Number words and the ordinals of frequencies ("var tredje månad"), all in lower case."""

ARTICLES = frozenset({"en", "ett"})
"""Number words that are articles as often as numbers."""

_ONE = "|".join(_ONES)
NUMBER = (
    r"(?:\d{1,4}(?:[.,]\d{1,2})?½?|½|en\s+halv|ett\s+halvt"
    rf"|(?:{'|'.join(_TENS)})(?:{_ONE})?|{'|'.join(_TEENS)}|{_ONE})"
)
RANGE = r"(?:\s?[–—-]\s?|\s+(?:till|eller|à|á)\s+)"
QUANTITY = rf"{NUMBER}(?:(?:{RANGE}|,\s+|\s+(?:och|samt|respektive)\s+){NUMBER}){{0,7}}"
"""One number, a range, or a list ("3, 6 och 12"). Every repeat is bounded and no two parts can share a character."""

SMALL = rf"(?:\d{{1,4}}(?:[.,]\d{{1,2}}|:[ea])?|{'|'.join([*_ONES, *_TEENS[:3], *_ORDINALS])})"
"""A count or a period of a frequency: figures, words up to twelve, ordinals."""

_PART = later(
    rf"(?P<number>(?:{NUMBER}|{'|'.join(_ORDINALS)})(?!\w))|(?P<range>[–—-]|till|eller|à|á)|(?P<list>,|och|samt|respektive)",
    re.IGNORECASE,
)


def read_number(written: str) -> Decimal:
    """The value of one number: "1,5", "½", "1½", "tjugofyra", "en halv", "tredje"."""
    word = " ".join(written.lower().split())
    value = WORDS.get(word)
    if value is not None:
        return value
    extra = _HALF if word.endswith("½") else Decimal(0)
    return Decimal(word.rstrip("½").replace(",", ".") or "0") + extra


Quantity = tuple[tuple[Decimal, Decimal], ...]
"""Pairs (low, high): several for a list."""


def read_quantity(written: str, *, between: bool = False) -> Quantity:
    """The pairs (low, high) that a quantity stands for: several for a list, none for what is neither range nor list.

    With `between` ("mellan 2 och 4") the word "och" joins the ends of a range.
    """
    if written.isdecimal() or written.lower() in WORDS:  # by far the most
        value = read_number(written)
        return ((value, value),)
    pairs: list[tuple[Decimal, Decimal]] = []
    joiner, listed = "", False
    for part in _PART().finditer(written):
        kind = str(part.lastgroup)
        if kind != "number":
            joiner = "range" if between else "comma" if part.group() == "," else kind
            continue
        value = read_number(part.group())
        if joiner == "list" and value == _HALF and len(pairs) == 1:  # "två och en halv"
            pairs = [(pairs[0][0] + _HALF, pairs[0][1] + _HALF)]
        elif joiner == "range" and pairs:
            low = pairs[-1][0]
            if low != pairs[-1][1] or low >= value:
                return ()
            pairs[-1] = (low, value)
        else:
            pairs.append((value, value))
            listed = listed or joiner == "list"
    if len(pairs) > 1 and (not listed or joiner == "comma"):  # "dos 3, 6 veckor": commas alone do not make a list
        return ()
    return tuple(pairs)


def in_words(written: str) -> bool:
    """Whether any number in `written` is a word."""
    if written.isdecimal():
        return False
    return any(part["number"] and part["number"][0].isalpha() for part in _PART().finditer(written))


def figures(value: Decimal) -> str:
    """A number in Swedish figures: decimal comma, no trailing zeros."""
    return f"{plain(value):f}".replace(".", ",")


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros or exponent."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if whole == value else value.normalize()
