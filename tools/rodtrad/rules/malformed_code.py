"""En kod är inte skriven som kodverket kräver.

Varför: en dator känner bara igen koden om den är skriven exakt rätt. En felskriven kod hittas inte och kan inte
rapporteras.

Fel: `icd-10-se: [F321, I 63]`, eller `F32,1` i texten.

Rätt: `icd-10-se: [F32.1, I63]`, och `F32.1` i texten.
"""

import re
from collections.abc import Iterator
from functools import cache

from rodtrad.codes import CodeSystem, systems
from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.rules import Family, found
from rodtrad.rules._codes import declared, entries, guess, knows
from rodtrad.rules._links import with_scheme
from rodtrad.rules._prose import hits
from rodtrad.source import Place

FAMILY = Family.CODES
BREAKS_MACHINES = True

_SLIPS = {
    "icd-10-se": re.compile(
        r"[\s(\[](?P<code>[A-Z] \d{2}\.\d[0-9A-Z]?|[A-Z]\d{2},\d|[a-z]\d{2}\.\d[0-9A-Z]?)(?!\w|[.,]\d)"
    )
}
"""What a bare code in prose often becomes: "F 32.1", "F32,1", "f32.1"."""

_PARTED = re.compile(r"([A-Z]\d{2}),\Z")
"""Before the second half of "N20,0" in a list, which is read as two codes."""

_CATEGORY = re.compile("[A-Z][0-9]{2}")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Front matter, links, and prose that nearly names a code of a category that the document declares."""
    known = systems()
    text = document.source.text
    for system, key, code in entries(document.face):
        if not system.valid(code):
            spot = document.body.spots.get(key)
            alone = spot and text[spot.start : spot.end].strip("'\"") == code  # and not one of a pair
            where = (spot.start, spot.end) if spot and alone else None
            parted = _PARTED.search(text, max(spot.start - 5, 0), spot.start) if spot and code.isdecimal() else None
            if spot and parted and system.valid(f"{parted[1]}.{code}"):
                where = (parted.start(1), spot.end)
                yield _finding(document, library, document.place(*where), system, text[where[0] : where[1]], where)
                continue
            yield _finding(document, library, document.key(key), system, code, where)
    for scheme, code, link in with_scheme(document.face):
        its = known.get(scheme)
        if its is not None and not its.valid(code):
            start = document.source.starts[link.place.line - 1] + link.place.column - 1
            at = text.find(f"({link.href}", start) + 1
            where = (at + len(scheme) + 1, at + len(link.href)) if at else None
            yield _finding(document, library, link.place, its, code, where)
    for scheme, pattern in _SLIPS.items():
        categories = {code[:3] for code in declared(document.face).get(scheme, ()) if _CATEGORY.fullmatch(code[:3])}
        nearly = any(_slips(category).search(text) for category in categories)
        for hit, _ in hits(document, pattern, "code") if nearly else ():
            start, end = hit.span("code")
            if known[scheme].normalise(hit["code"])[:3] in categories:
                place = document.place(start, end)
                yield _finding(document, library, place, known[scheme], hit["code"], (start, end))


@cache
def _slips(category: str) -> re.Pattern[str]:
    """What the text must hold for the pattern to match: asked first, since it is nearly never there.

    It begins with the digits, which are fixed characters; what stands before them is looked back at.
    """
    letter, digits = category[:1], category[1:]
    slips = rf"(?<={letter} {digits})\.|(?<={letter}{digits}),|(?<={letter.lower()}{digits})\."
    return re.compile(f"{digits}(?:{slips})")


def _finding(
    document: Document, library: Library, place: Place, system: CodeSystem, code: str, where: tuple[int, int] | None
) -> Finding:
    good = system.normalise(code)
    hint = f"Skriv `{good}`."
    if not system.valid(good):
        good, hint = "", "Kontrollera koden i kodverket."
    elif (listed := library.lists.get(system.scheme)) and not knows(listed, good):
        good, hint = "", guess(listed, system, good)
    message = f"`{code}` är ingen kod i {system.name}."
    fix = Fix(f"Skriv `{good}`", (Edit(*where, good),)) if good and where else None
    return found(document, place, message, hint, fix)
