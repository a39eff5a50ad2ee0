"""Swedish names of time units and what they are in UCUM."""

from __future__ import annotations

from typing import NamedTuple

from rodtrad.quantities.patterns import later


class Form(NamedTuple):
    """What one written form of a time unit means."""

    unit: str
    """UCUM: s, min, h, d, wk, mo, a."""
    factor: int = 1
    """How many of `unit` it is: a quarter of an hour is 15 min, half a year is 6 mo."""
    definite: bool = False
    """Definite singular: "veckan"."""
    genitive: bool = False
    short: bool = False
    """An abbreviation that is a word too ("min", "v", "h"): read only after figures."""
    working: bool = False
    """Counts working days only."""
    adverb: bool = False
    """A frequency in one word: "årligen"."""


# unit, factor, and the word in singular, plural, definite singular, definite plural
_NOUNS: tuple[tuple[str, int, str], ...] = (
    ("s", 1, "sekund sekunder sekunden sekunderna"),
    ("min", 1, "minut minuter minuten minuterna"),
    ("min", 15, "kvart kvart kvarten kvartarna"),
    ("min", 30, "halvtimme halvtimmar halvtimmen halvtimmarna"),
    ("min", 30, "halvtimma halvtimmar halvtimman halvtimmarna"),
    ("h", 1, "timme timmar timmen timmarna"),
    ("h", 1, "timma timmar timman timmarna"),
    ("d", 1, "dag dagar dagen dagarna"),
    ("d", 1, "dygn dygn dygnet dygnen"),
    ("wk", 1, "vecka veckor veckan veckorna"),
    ("mo", 1, "månad månader månaden månaderna"),
    ("mo", 3, "kvartal kvartal kvartalet kvartalen"),
    ("mo", 6, "halvår halvår halvåret halvåren"),
    ("a", 1, "år år året åren"),
)
_WORKING = ("vardag vardagar vardagen vardagarna", "arbetsdag arbetsdagar arbetsdagen arbetsdagarna")
_ADVERBS = {
    "dagligen": ("d", 1),
    "veckovis": ("wk", 1),
    **dict.fromkeys(("månadsvis", "månatligen", "månatlig", "månatliga", "månatligt"), ("mo", 1)),
    "kvartalsvis": ("mo", 3),
    **dict.fromkeys(("halvårsvis", "halvårlig", "halvårliga", "halvårligt", "halvårligen"), ("mo", 6)),
    **dict.fromkeys(("årligen", "årlig", "årliga", "årligt"), ("a", 1)),
}


def _forms() -> dict[str, Form]:
    forms: dict[str, Form] = {}
    nouns = [(unit, factor, words, False) for unit, factor, words in _NOUNS]
    nouns += [("d", 1, words, True) for words in _WORKING]
    for unit, factor, words, working in nouns:
        for index, word in enumerate(words.split()):
            forms.setdefault(word, Form(unit, factor, definite=index == 2, working=working))
            forms.setdefault(word + "s", Form(unit, factor, definite=index == 2, genitive=True, working=working))
    for word, unit in (
        ("sek", "s"),
        ("min", "min"),
        ("tim", "h"),
        ("h", "h"),
        ("v", "wk"),
        ("mån", "mo"),
        ("dgr", "d"),
    ):
        forms[word] = Form(unit, short=True)
    for word, (unit, factor) in _ADVERBS.items():
        forms[word] = Form(unit, factor, adverb=True)
    return forms


FORMS = _forms()
"""Every form that is read, in lower case."""

# All that may stand right before a unit but a plain space.
_SEPARATORS = '\n\t\u00a0\u202f/("”'
STEMS = (
    r"(?:[Dd]ag(?:ar|en|s|ligen)?\w{0,3}|dygn\w{0,3}|dgr|[Vv]eck[ao]\w{0,4}|vardag\w{0,5}|v|arbetsdag\w{0,5}|[Åå]r\w{0,5}"
    r"|tim(?:m\w{1,5})?|h|[Hh]alv(?:timm|år)\w{0,6}|min(?:ut\w{0,5})?|[Mm]ån(?:a[dt]\w{0,5})?|[Kk]vart\w{0,6}"
    r"|sek(?:und\w{0,5})?)(?!\w)"
)
_FIRST = "(?:[Dd]a|dyg|[Vv]e|vard|arbetsd|[Åå]r|[Mm]åna|timm|minu|sekund|[Kk]vart|[Hh]alv)"

TOKEN = later(rf"[ {_SEPARATORS}0-9]({STEMS})")
"""A word that may be a unit: a coarse pattern of all keys of `FORMS`, which has the last word."""

FIRST_WORD = later(f"({STEMS})")
"""The same at the very beginning of a text."""

_SPACED = later(
    r" [DdVvaÅåMmtsKkHh](?:(?<=[Dd])ag|ygn|eck[ao]|ardag|rbetsd|(?<=[Åå])r|åna|imm|inut|ekund|vart|alv[tå])"
)
_ELSEWHERE = later(rf"[{_SEPARATORS}]{_FIRST}")


def may_name_unit(text: str) -> bool:
    """Whether a text without figures can hold a time: quick, and true too often rather than too seldom.

    A pattern that begins with one fixed character is several times as fast as any other, and looking for a character
    faster still.
    """
    if _SPACED().search(text) or FIRST_WORD().match(text):
        return True
    rare = "\n" in text or "/" in text or "(" in text or "\u00a0" in text or '"' in text or "”" in text or "\t" in text
    return (rare or "\u202f" in text) and _ELSEWHERE().search(text) is not None


NAMES: dict[str, tuple[str, str, str, str]] = {
    "s": ("sekund", "sekunder", "sekunden", "sekunderna"),
    "min": ("minut", "minuter", "minuten", "minuterna"),
    "h": ("timme", "timmar", "timmen", "timmarna"),
    "d": ("dag", "dagar", "dagen", "dagarna"),
    "wk": ("vecka", "veckor", "veckan", "veckorna"),
    "mo": ("månad", "månader", "månaden", "månaderna"),
    "a": ("år", "år", "året", "åren"),
}
"""How we write a unit: singular, plural, definite singular, definite plural."""

WORKING_NAMES = ("vardag", "vardagar", "vardagen", "vardagarna")


class Unit(NamedTuple):
    """A time unit in a text, and how far back its time may begin."""

    text: str
    folded: str
    """The same text in lower case, character by character."""
    floor: int
    start: int
    end: int
    form: Form
