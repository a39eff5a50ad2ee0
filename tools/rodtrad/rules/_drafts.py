"""Notes that an author has left for later, and places that were to be filled in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rodtrad.document import Document
from rodtrad.once import once
from rodtrad.prose import matches
from rodtrad.quantities.patterns import later
from rodtrad.vocabulary import distinct

_FILLED = "namn|förnamn|efternamn|datum|telefon(?:nummer)?|adress|länk|källa|ref(?:erens)?|siffra|antal|ort|titel|text"
_UNITS = "%|procent|dag|veck|månad|timm|minut|år|mg|ml|kr|st|personer"
_NOTE = later(
    rf"\?{{2,}}|\b(?:TODO|FIXME|TBD)\b:?|\bX{{2,}}(?=[ \u00a0]?(?:{_UNITS}))"
    r"|(?<!\d,)(?<!\d, )(?<![\w/])(?:X{3,}|x{3,})\b"  # karyotypes are no gaps
    r"|\[(?:(?:OBS|Obs|obs|[Kk]olla|[Kk]omplettera|[Ss]kriv|[Ff]yll|[Ii]nfoga|[Ll]ägg)\b[^\[\]\n]*|[Xx]{2,}"
    rf"|(?i:{_FILLED}))\](?![\[(:])|\b[Kk]olla (?:med|upp)\b"
)
_OPEN = ("OBS", "OBS:", "Obs", "Obs:", "obs:", *(f"{c}{w}" for w in ("olla", "omplettera") for c in "kK"))
_ASKED = ("skriv", "Skriv", "fyll", "Fyll", "infoga", "Infoga", "lägg", "Lägg")
_WORDS = ("TODO", "FIXME", "TBD", "XX", "XXX", "XXXX", "xxx", "xxxx")
_GAPS = (
    "namn",
    "datum",
    "telefonnummer",
    "telefon",
    "länk",
    "källa",
    "ref",
    "referens",
    "siffra",
    "antal",
    "text",
    "xx",
)
_SIGNS = frozenset(
    [
        *(f"[{word}" for word in (*_OPEN, *_ASKED)),
        *(f"{before}{word}{after}" for word in _WORDS for before in ("", "(") for after in ("", ":", ".", ",", ")")),
        *(f"[{word}]{after}" for gap in _GAPS for word in (gap, gap.capitalize()) for after in ("", ".", ",")),
        *("kolla", "Kolla", "(kolla", "XX%", "(XX%"),
    ]
)
"""What stands in the text between spaces where there is something to look for."""


@once
def notes(document: Document) -> Sequence[tuple[int, int]]:
    """Where each stands, in order."""
    if _SIGNS.isdisjoint(distinct(document)) and not any(_questions(document)):
        return ()
    return [hit.span() for hit in matches(document, _NOTE())]


def is_draft_note(document: Document, offset: int) -> bool:
    """Whether an offset stands in one; another rule says so."""
    found = notes(document)
    at = bisect_right(found, (offset, len(document.source.text))) - 1
    return at >= 0 and offset < found[at][1]


def _questions(document: Document) -> Iterator[int]:
    """Question marks right after one another."""
    text = document.source.text
    at = text.find("?", document.body.matter_end)
    while at >= 0:
        if text.startswith("?", at + 1):
            yield at
        at = text.find("?", at + 1)
