"""En målnivås utfärdare finns inte i registren.

Varför: läsaren ska kunna se vem som har satt målet. Det kräver att utfärdaren är densamma överallt och har ett namn.

Fel: `| 2019 | 35 | 50 | Riks-stroke | C |`

Rätt: `| 2019 | 35 | 50 | riksstroke | C |`, där `riksstroke` är ett id i registret över kvalitetsregister.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Target
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.model import Kind
from rodtrad.rules import Family, found

FAMILY = Family.THREAD
KINDS = (Kind.INDICATOR,)

_REGISTERS = "kvalitetsregister organ datakallor programomraden samverkansgrupper"


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each issuer is an id in one of the registers; where there are none at all, nobody can tell."""
    if not document.face.targets or not any(library.register(name) for name in _REGISTERS.split()):
        return
    for target in document.face.targets:
        if not target.issuer or library.entry(_REGISTERS, target.issuer):
            continue
        near = nearest(target.issuer, [id for name in _REGISTERS.split() for id in library.register(name)])
        hint = f"Skriv `{near}`." if near else "Skriv utfärdarens id, eller lägg till den i registret `organ`."
        fix = _fix(document, target, near) if near else None
        yield found(document, target.place, f"Utfärdaren `{target.issuer}` finns inte i registren.", hint, fix)


def _fix(document: Document, target: Target, near: str) -> Fix | None:
    source, place = document.source, target.place
    start, end = source.offset(place.line, place.column), source.offset(place.end_line, place.end_column)
    cell = re.compile(rf"\|[ ]*({re.escape(target.issuer)})[ ]*\|").search(source.text, start, end)
    return Fix(f"Skriv `{near}`", (Edit(*cell.span(1), near),), safe=False) if cell else None
