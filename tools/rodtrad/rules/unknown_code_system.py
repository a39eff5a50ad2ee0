"""Ett kodverk finns inte.

Varför: koderna gör att vårdförloppet hittas från journaler och andra system. Det går bara om kodverket är känt.

Fel: `icd10: [F32]` under `koder`.

Rätt: `icd-10-se: [F32]`
"""

from collections.abc import Iterator

from rodtrad.codes import systems
from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.rules import Family, found
from rodtrad.rules._codes import written
from rodtrad.rules._links import with_scheme

FAMILY = Family.CODES
BREAKS_MACHINES = True

_OTHERS = ("http", "https", "mailto", "tel")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Keys under `koder`, and links that begin nearly like a code system."""
    known = list(systems())
    codes = written(document.face)
    for scheme in codes:
        if scheme in known:
            continue
        near = nearest(scheme, known)
        hint = f"Skriv `{near}`." if near else f"Kodverk som finns: {', '.join(known)}."
        spot = document.body.spots.get(f"koder.{scheme}") if near not in codes else None
        fix = Fix(f"Skriv `{near}`", (Edit(spot.key_start, spot.key_end, near),), safe=False) if near and spot else None
        place = document.key(f"koder.{scheme}", of_key=True)
        yield found(document, place, f"Kodverket `{scheme}` finns inte.", hint, fix)
    for scheme, rest, link in with_scheme(document.face):
        if scheme in _OTHERS or scheme in known or rest.startswith("//") or "/" in scheme:
            continue
        if near := nearest(scheme, known):
            yield found(document, link.place, f"Kodverket `{scheme}` finns inte.", f"Skriv `{near}:{rest}`.")
