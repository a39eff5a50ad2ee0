"""Dokumentets id är inte samma som filens namn.

Varför: länkar går till filen och andra system frågar efter id. När de skiljer sig åt hittar det ena inte det andra.

Fel: `id: stroke` i filen `stroke-tia.md`.

Rätt: `id: stroke-tia` i filen `stroke-tia.md`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import SLUG
from rodtrad.model import Kind
from rodtrad.rules import Family, found

FAMILY = Family.LINKS
BREAKS_MACHINES = True


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Only the last part of an addition's path is its id; its folder is the region. The handbook may have folders."""
    face, written = document.face, document.face.matter.id
    folder, _, name = face.id.rpartition("/")
    suffix = face.path.rpartition(".")[2]
    if not SLUG.fullmatch(name):
        hint = "Döp filen med små bokstäver a–z, siffror och bindestreck."
        yield found(document, document.key("id"), f"Filnamnet `{name}.{suffix}` går inte att använda som id.", hint)
    elif written and written != name:
        spot = document.body.spots.get("id")
        fix = Fix(f"Skriv `{name}`", (Edit(spot.start, spot.end, name),), safe=False) if spot else None
        hint = f"Skriv `id: {name}`, eller döp om filen till `{written}.{suffix}`."
        message = f"Dokumentet har id `{written}` men filen heter `{name}.{suffix}`."
        yield found(document, document.key("id"), message, hint, fix)
    elif folder and face.kind not in (Kind.ADDITION, Kind.HANDBOOK):
        hint = f"Flytta filen till `content/{face.folder}/{name}.{suffix}`."
        yield found(document, document.key("id"), f"Filen ligger i undermappen `{folder}`.", hint)
