"""Inget mått visar hur det går för patienten.

Varför: processmått säger att vården gör det som är tänkt, inte att det hjälper. Minst ett resultatmått behövs för att
följa målen.

Fel: ett vårdförlopp där alla indikatorer står under `### Processmått`.

Rätt: minst en indikator under `### Resultatmått`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._headings import folded
from rodtrad.rules._state import written
from rodtrad.values import PathwayType

FAMILY = Family.THREAD
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Drafts may be without indicators; a text that has chosen some, or is out on consultation, needs an outcome."""
    matter = document.face.matter
    if isinstance(matter, PathwayMatter) and matter.type is PathwayType.GENERIC_MODEL:
        return
    chapter = next((c for c in document.body.chapters if c.id == "kvalitetsuppfoljning"), None)
    if chapter is None or not is_full_text(document.face):
        return
    sections = {block.id: block.title for block in document.body.of(Role.SECTION)}
    used = [folded(sections.get(block.parent, "")) for block in document.body.of(Role.INDICATOR)]
    if "resultatmått" not in used and (used or written(document)):
        message = "Vårdförloppet har inget resultatmått."
        hint = "Lägg till en indikator under `### Resultatmått`, till exempel överlevnad, funktion eller livskvalitet."
        yield found(document, document.place(chapter), message, hint)
