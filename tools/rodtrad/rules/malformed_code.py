"""En kod är inte skriven som kodverket kräver.

Varför: en dator känner bara igen koden om den är skriven exakt rätt. En felskriven kod hittas inte och kan inte
rapporteras.

Fel: `icd-10-se: [F321; I 63]`, eller `F32,1` i texten.

Rätt: `icd-10-se: [F32.1, I63]`, och `F32.1` i texten.
"""

import re
from collections.abc import Iterator, Sequence

from rodtrad.codes import CodeSystem, systems
from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.rules import Family, found
from rodtrad.rules._codes import RANGE, entries, guess, is_unknown, knows, meant, slips, written
from rodtrad.rules._links import with_scheme
from rodtrad.source import Place

FAMILY = Family.CODES
BREAKS_MACHINES = True

_JOINERS = frozenset(["", "och", "samt", "eller"])
_BETWEEN = re.compile(r"[][;,/\s'\"]+")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Front matter, links, and prose that nearly names a code of a category that the document declares."""
    known = systems()
    text = document.source.text
    loose: set[str] = set()
    for system, key, code in entries(document.face):
        if system.valid(code) or system.scheme in loose:
            continue
        codes = meant(system, code)
        if RANGE().search(code):
            yield _range(document, system, key, code, codes)
        elif codes and not system.valid(system.normalise(code)):
            loose.add(system.scheme)
            yield _list(document, library, system)
        else:
            spot = document.body.spots.get(key)
            start = spot.start if spot else 0
            # "N20,0" in a list is read as two codes; one of a pair is not mended.
            end = spot.end if spot and "," not in code else start + len(code)
            alone = spot and text[start:end].strip("'\"") == code
            yield _finding(document, library, document.key(key), system, code, (start, end) if alone else None)
    for scheme, code, link in with_scheme(document.face):
        its = known.get(scheme)
        if its is not None and not its.valid(code):
            start = document.source.starts[link.place.line - 1] + link.place.column - 1
            at = text.find(f"({link.href}", start) + 1
            where = (at + len(scheme) + 1, at + len(link.href)) if at else None
            yield _finding(document, library, link.place, its, code, where)
    for slip in slips(document, library):
        where = (slip.start, slip.end)
        yield _finding(document, library, document.place(*where), slip.system, slip.written, where)


def _range(document: Document, system: CodeSystem, key: str, code: str, inside: Sequence[str]) -> Finding:
    hint = f"Räkna upp koderna, eller skriv `{inside[0]}`." if len(inside) == 1 else "Räkna upp koderna."
    return found(document, document.key(key), f"`{code}` är ett intervall och läses inte som koder.", hint)


def _list(document: Document, library: Library, system: CodeSystem) -> Finding:
    """One finding for a list whose codes are not parted by commas within brackets, or stand with their names."""
    entries = written(document.face)[system.scheme]
    codes = [e if all(map(system.valid, system.codes(e))) else ", ".join(meant(system, e)) for e in entries]
    right = f"[{', '.join(filter(None, codes))}]"
    key = f"koder.{system.scheme}"
    spot = document.body.spots[key]
    value = document.source.text[spot.start : spot.end]
    parts = [part for part in _BETWEEN.split(value) if part not in _JOINERS]
    plain = [system.normalise(part) for part in parts]
    loses = value.startswith("-") or not all(map(system.valid, plain))
    unknown = any(is_unknown(library, system, code) for code in plain)
    fix = None if loses or unknown else Fix(f"Skriv `{right}`", (Edit(spot.start, spot.end, right),))
    message = f"Koderna i `{system.scheme}` går inte att läsa en och en."
    return found(document, document.key(key), message, f"Skriv `{right}`: bara koder, med komma mellan.", fix)


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
