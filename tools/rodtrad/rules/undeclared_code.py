"""Texten nämner en kod som inte står bland vårdförloppets koder.

Varför: koderna överst i filen avgör vilka patienter vårdförloppet hittas för. Nämns en kod bara i texten blir det
oklart om vårdförloppet gäller dem.

Fel: `Vid recidiv (F33.1)` när filen bara har `icd-10-se: [F32]`.

Rätt: `icd-10-se: [F32, F33]`. En kategori täcker alla koder under sig.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._codes import RANGE, Named, covers, declared, is_unknown, named, spanned

FAMILY = Family.CODES
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """The first mention of each code that nothing in the front matter covers."""
    if not is_full_text(document.face):
        return
    codes = declared(document.face)
    told: set[tuple[str, str]] = set()
    for one in named(document):
        scheme = one.system.scheme
        if (scheme, one.code) in told or any(covers(wide, one.code, one.system) for wide in codes.get(scheme, ())):
            continue
        told.add((scheme, one.code))
        if is_unknown(library, one.system, one.code):
            continue
        if span := _range(document, one):
            told.update((scheme, end) for end in (span["first"], span["last"]))
            yield _of_range(document, span)
            continue
        message = f"Koden {one.code} nämns i texten men står inte under `koder`."
        hint = (
            f"Skriv `{scheme}: [{one.code}]` under `koder`, eller skriv bara namnet om vårdförloppet inte gäller det."
        )
        yield found(document, one.place, message, hint, _fix(document, one))


def _range(document: Document, one: Named) -> re.Match[str] | None:
    """The range that a code is an end of."""
    at = document.source.offset(one.place.line, one.place.column)
    span = RANGE().search(document.source.text, max(at - 8, 0), at + 16)
    return span if span and at in (span.start("first"), span.start("last")) else None


def _of_range(document: Document, span: re.Match[str]) -> Finding:
    """Which codes there are between its ends is not known here, so nothing is added."""
    message = f"Intervallet {span['first']}–{span['last']} nämns i texten, men alla dess koder står inte under `koder`."
    inside = spanned(span)
    hint = "Räkna upp koderna" + (f", eller skriv `{inside[0]}` under `koder`." if len(inside) == 1 else ".")
    return found(document, document.place(*span.span()), message, hint)


def _fix(document: Document, one: Named) -> Fix | None:
    """Add the code to a list within brackets; whether the pathway is about it only the author knows."""
    spot = document.body.spots.get(f"koder.{one.system.scheme}")
    if spot is None or spot.end <= spot.start or document.source.text[spot.end - 1] != "]":
        return None
    return Fix(
        f"Lägg till `{one.code}` under `koder`", (Edit(spot.end - 1, spot.end - 1, f", {one.code}"),), safe=False
    )
