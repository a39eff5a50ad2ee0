"""Tider skrivs ibland med siffror och ibland med ord.

Varför: en läsare som söker efter ”2 veckor” hittar inte ”två veckor”, och samma gräns ser ut som två.

Fel: `inom två veckor` på ett ställe och `inom 6 veckor` på ett annat.

Rätt: `inom 2 veckor` och `inom 6 veckor`.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from rodtrad.document import Block, Document
from rodtrad.face import TimeLimit
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities import Numerals
from rodtrad.quantities.numerals import WORDS, figures
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._time import by_id

FAMILY = Family.TIMES
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)

_ORDINAL = re.compile(r"\w+(?:de|te|dje)|andra")
_CARDINALS = {w: v for w, v in WORDS.items() if v == v.to_integral_value() and not _ORDINAL.fullmatch(w)}
_NUMBER = later(rf"(?<![\w-])(?:{'|'.join(sorted(_CARDINALS, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report numbers from two up in words, in documents that also write times in figures."""
    times = document.face.times
    if not any(t.expression.numerals is Numerals.DIGITS for t in times):
        return
    worded = {(t.block, t.expression.start): t for t in times if t.expression.numerals is Numerals.WORDS}
    if not worded:
        return
    for time in worded.values():
        block = by_id(document)[time.block][0]
        edits = tuple(_edits(document, block, time))
        if edits:
            said = _mended(document.source.text, edits)
            text = block.prose.text[time.expression.start : time.expression.end]
            message = f"”{' '.join(text.split())}” är skrivet med ord, men andra tider i texten med siffror."
            yield found(
                document, time.place, message, f"Skriv talet med siffror: `{said}`.", Fix(f"Skriv `{said}`", edits)
            )


def _edits(document: Document, block: Block, time: TimeLimit) -> Iterator[Edit]:
    """Figures for the numbers before the event; nothing for "en" alone, halves and ordinals."""
    words = block.prose
    end = time.expression.event_start or time.expression.end
    span = words.text[time.expression.start : end]
    if " halv" in span:
        return
    hits = list(_NUMBER().finditer(span))
    if not any(_CARDINALS[hit[0].lower()] > 1 for hit in hits):
        return
    text, last = document.source.text, -1
    for hit in hits:
        start = time.expression.start + hit.start()
        at = words.at(start)
        if last >= 0 and words.text[last:start] == " till " and text.startswith(" till ", at - 6):
            yield Edit(at - 6, at, "–")  # "fyra till sex veckor" is 4–6 veckor
        if text.startswith(hit[0], at):
            yield Edit(at, at + len(hit[0]), figures(_CARDINALS[hit[0].lower()]))
        last = start + len(hit[0])


def _mended(text: str, edits: tuple[Edit, ...]) -> str:
    """The numbers as the edits write them, with what stands between."""
    parts = [edits[0].text]
    for before, edit in pairwise(edits):
        parts += [text[before.end : edit.start], edit.text]
    return "".join(parts)
