"""Texten vilar på en riktlinje som har ersatts.

Varför: rekommendationer och prioriteringar ändras mellan utgåvor. Den som följer en gammal utgåva kan ge fel vård.

Fel: `riktlinjer: [nr-rorelseorganen-2012]`, när utgåvan från 2021 ersätter den.

Rätt: `riktlinjer: [nr-rorelseorganen-2021]`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Face, Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import GuidelineMatter, Kind, PathwayMatter
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._successors import newest
from rodtrad.values import Edition

FAMILY = Family.GUIDELINES
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Front matter and links; a catalogue entry may name the edition that held when the national text was approved."""
    face = document.face
    if not is_full_text(face):
        return
    if isinstance(face.matter, PathwayMatter):
        for index, id in enumerate(face.matter.guidelines or ()):
            old = library.faces.get(f"riktlinjer/{id}")
            if old and _is_superseded(old):
                place = document.key(f"riktlinjer[{index}]")
                yield found(document, place, _message(old), _hint(old, library))
    references = {block.id for block in document.body.of(Role.REFERENCE)}
    for link in face.links:
        if not link.target.startswith("riktlinjer/"):
            continue
        old = library.faces.get(link.target.partition("#")[0])
        if old and _is_superseded(old) and link.block not in references:
            yield found(document, link.place, _message(old), _hint(old, library))


def _is_superseded(face: Face) -> bool:
    matter = face.matter
    return isinstance(matter, GuidelineMatter) and (matter.standing is Edition.REPLACED or bool(matter.replaced_by))


def _message(old: Face) -> str:
    return f"Riktlinjen `{old.id}` har ersatts."


def _hint(old: Face, library: Library) -> str:
    """Name the edition at the end of the chain."""
    last = newest(old, library)
    if last is old:
        return "Ta reda på vilken utgåva som gäller och hänvisa till den."
    return f"Jämför texten med `{last.id}` och hänvisa dit."
