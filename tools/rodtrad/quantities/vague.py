"""Find times that say less than they seem to: vague words, and limits without a number that can be read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec import Struct

from rodtrad.quantities.expression import TimeKind
from rodtrad.quantities.patterns import later
from rodtrad.quantities.times import scan_times
from rodtrad.quantities.units import FORMS, STEMS


class VagueTime(Struct, frozen=True, gc=False):
    """Words for a time that everyone reads differently."""

    word: str
    """In lower case with single spaces."""
    start: int
    end: int
    bounded: bool
    """A time that can be read makes it exact in the same sentence: "skyndsamt, dock senast inom 24 timmar"."""


class UnreadableTime(Struct, frozen=True, gc=False):
    """A limit with a time unit but without a number that can be read: "inom några dagar"."""

    text: str
    start: int
    end: int


# These begin with one fixed character and one class, which makes them several times as fast; see `_padded`.
MAYBE_VAGUE = later(
    r" [SsOoUuIiVvNnMmFf](?=narast|kynds|mgåe|å\s+(?:s[nkm]|fort|tid)|nabbast|ortast|tan\s+(?:onö|dröj|fördr)"
    r"|(?:nom)?\s+(?:en\s+)?(?:rim|skäl|övers|kort|snar|god)|id\s+(?:en\s+)?lämp|är\s+till|ed\s+(?:jäm|tät|lämp|reg))"
)
"""Coarser than what is vague: where a text has none of these, with a space before it, there is nothing to scan."""

_VAGUE = later(
    r" (snarast(?:\s+möjligt)?|skyndsam(?:t|ma)?|omgående|så\s+(?:snart|fort|snabbt|tidigt|skyndsamt)\s+som\s+möjligt"
    r"|(?:snabbast|fortast)\s+möjligt|så\s+småningom|utan\s+(?:onödigt?\s+)?(?:dröjsmål|fördröjning)"
    r"|i(?:nom)?\s+(?:en\s+)?(?:rimlig|skälig|överskådlig)\s+tid|inom\s+(?:kort|(?:en\s+)?snar\s+framtid)|i\s+god\s+tid"
    r"|vid\s+(?:en\s+)?lämpligt?\s+(?:tidpunkt|tid|tillfälle)|när\s+tillfälle\s+ges"
    r"|med\s+(?:jämna|täta|lämpliga|regelbundna)\s+(?:mellanrum|intervaller|intervall))(?!\w)",
    re.IGNORECASE,
)
_LIMITED = later(
    r" (([IiSsTtMmHh](?:nom|enast|idigast|inst|ögst))\s{1,4}(?:(?:cirka|ca|ungefär)\s{1,4})?"
    rf"((?:[^\s,;:()]{{1,20}}\s{{1,4}}){{0,3}}?)({STEMS})"
    rf"(?:\s{{0,3}}(?:till|[–—])\s{{0,3}}\S{{1,12}}\s{{1,3}}{STEMS})?)"
)
_SENTENCE_END = later(r"[.!?]\s+(?=[A-ZÅÄÖ])|\Z")

_EXACT = frozenset({TimeKind.LIMIT, TimeKind.MAXIMUM, TimeKind.POINT, TimeKind.WINDOW, TimeKind.FREQUENCY})
_SOME = frozenset({"några", "par", "antal", "fåtal", "flera", "enstaka"})
_FILL = frozenset({"ett", "få", "de", "den", "det"})
_NEAR = frozenset({"de", "den", "det", "närmaste", "närmsta", "kommande", "första"})
_BLANK = later(r"[XxYyNn]{1,2}|\.{2,}|…|_+|\?+|\[.*\]|<.*>|–|-")


def scan_vague(text: str) -> tuple[VagueTime, ...]:
    """Vague words for when something is done, in order.

    Not read, on purpose: "omedelbart", "genast", "akut" (now is exact); "snabbt", "snart", "tidigt", "i tid" (too
    common as ordinary words); "regelbundet", "kontinuerligt", "löpande" (mostly a promise, not a time); "vid behov"
    (a condition); what stands in quotation marks.
    """
    padded = _padded(text)
    if not MAYBE_VAGUE().search(padded):
        return ()
    found = list(_VAGUE().finditer(padded))
    if not found:
        return ()
    ends = [end.end() for end in _SENTENCE_END().finditer(text)]
    exact = {bisect_left(ends, time.end) for time in scan_times(text) if time.kind in _EXACT}
    vague = []
    for hit in found:
        end = hit.end() - 1
        vague.append(VagueTime(" ".join(hit[1].lower().split()), hit.start(), end, bisect_left(ends, end) in exact))
    return tuple(vague)


def scan_unreadable(text: str) -> tuple[UnreadableTime, ...]:
    """Limits with a time unit that `scan_times` cannot read: "inom några dagar", "inom X veckor", "inom dygnet"."""
    found = [hit for hit in _LIMITED().finditer(_padded(text)) if _lacks_number(hit[2].lower(), hit[3], hit[4])]
    if not found:
        return ()
    read = scan_times(text)
    ends = [time.end for time in read]
    unread = []
    for hit in found:
        start, end = hit.start(), hit.end() - 1
        after = bisect_right(ends, start)
        elsewhere = after == len(read) or read[after].start >= end
        if elsewhere and not scan_times(hit[1]):  # "inom 6 månader gamla" is an age, not a limit that lacks its number
            unread.append(UnreadableTime(hit[1], start, end))
    return tuple(unread)


def _padded(text: str) -> str:
    """The text one character to the right, with a space before every first word of a line or parenthesis."""
    return " " + text.replace("\n", " ").replace("(", " ")


def _lacks_number(limit: str, between: str, unit: str) -> bool:
    form = FORMS.get(unit.lower())
    if form is None or form.adverb:
        return False
    words = between.lower().split()
    if not words:
        return limit == "inom" and form.definite and not form.genitive
    if any(character.isdigit() for character in between):
        return limit not in ("minst", "högst") and not (form.unit == "a" and form.genitive)
    if all(word in _SOME or word in _FILL for word in words):
        return not _SOME.isdisjoint(words)
    if all(_BLANK().fullmatch(word) for word in words):
        return True
    return limit == "inom" and all(word in _NEAR for word in words)
