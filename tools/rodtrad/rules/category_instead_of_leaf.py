"""En kategori står där en kod under den behövs.

Varför: en diagnos registreras med en kod, inte med en kategori som är delad i flera. Och under `koder` betyder en
kategori att vårdförloppet gäller alla koder under den.

Fel: `Ange F32 som huvuddiagnos.`, eller `icd-10-se: [F32]` när texten bara nämner F32.1.

Rätt: `Ange F32.1 som huvuddiagnos.`, och `icd-10-se: [F32.1]`. Gäller det alla koder under F32, skriv kategorin i
texten också: `Vårdförloppet gäller F32.`

Regeln säger bara något när projektet har en lista: filen `kodlistor/icd-10-se.tsv`, eller
`rodtrad check --icd10se FIL`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rodtrad.codes import CodeSystem, systems
from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._codes import covers, entries, in_range, named, with_titles
from rodtrad.rules._prose import hits

FAMILY = Family.CODES

if TYPE_CHECKING:
    from rodtrad.codes import CodeList

SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY, Kind.ADDITION)

_SCHEME = "icd-10-se"
_CATEGORY = later(r"[A-Z][0-9]{2}(?<![\w.:#–-].{3})(?<![–-]\s.{3})(?!\w|[.,][0-9]|\.?-|\s?[–-]\s?[A-Z])")
_ORDERED = later(
    r"\b(?:ange|anges|koda|kodas|registrera|registreras|sätt|sätts|dokumentera|dokumenteras)\b[^.!?\n]{0,60}$",
    re.IGNORECASE,
)
_STOP = later(r"[.!?](?=\s)|\n")
_MEANT = later(r"\bkategori|\bkoder(?:na)? under\b|\balla koder|\bunderkod|\bfjärde (?:tecken|position)", re.IGNORECASE)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Categories that the text tells someone to record, and declared ones of which the text names parts only."""
    listed = library.lists.get(_SCHEME)
    if listed is None or not is_full_text(document.face):
        return
    system = systems()[_SCHEME]
    yield from _recorded(document, listed)
    yield from _declared(document, listed, system)


def _recorded(document: Document, listed: CodeList) -> Iterator[Finding]:
    text = document.source.text
    for hit, _ in hits(document, _CATEGORY()):
        code, (start, end) = hit[0], hit.span()
        if not listed.is_divided(code):
            continue
        order = _ORDERED().search(text, text.rfind("\n", 0, start) + 1, start)
        if not order:
            continue
        stop = _STOP().search(text, end)
        sentence = text[order.start() : stop.start() if stop else len(text)]
        if _MEANT().search(sentence) or f"{code}." in sentence:
            continue
        below = [other for other in listed.titles if other.startswith(f"{code}.")][:2]
        message = f"{code} är en kategori: en diagnos registreras med en kod under den."
        hint = f"Skriv till exempel {with_titles(listed, below)}, eller `{code}.-` om alla koder under {code} avses."
        yield found(document, document.place(start, end), message, hint)


def _declared(document: Document, listed: CodeList, system: CodeSystem) -> Iterator[Finding]:
    text = document.source.text
    for one, key, code in entries(document.face):
        if one is not system or not listed.is_divided(code):
            continue
        below = sorted({o.code for o in named(document) if o.code != code and covers(code, o.code, system)})
        alone = re.compile(rf"(?<!\w){re.escape(code)}(?!\w|\.[0-9])")
        if not below or alone.search(text, document.body.matter_end) or in_range(document, code):
            continue
        message = f"Under `koder` står {code}, men texten nämner bara {' och '.join(below)}."
        hint = (
            f"Skriv `{', '.join(below)}` i stället för `{code}`, eller skriv i texten att vårdförloppet gäller"
            f" alla koder under {code}."
        )
        spot = document.body.spots.get(key)
        fix = None
        if spot and text[spot.start : spot.end] == code:
            fix = Fix(f"Skriv `{', '.join(below)}`", (Edit(spot.start, spot.end, ", ".join(below)),), safe=False)
        yield found(document, document.key(key), message, hint, fix)
