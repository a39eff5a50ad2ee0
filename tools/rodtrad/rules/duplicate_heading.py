"""Samma rubrik står två gånger på samma ställe.

Varför: läsaren kan stanna vid den första och missa den andra, och en länk till rubriken leder bara till den ena.

Fel: `## Kvalitetsuppföljning` två gånger, eller två `##### Vägar vidare` i samma åtgärd.

Rätt: en rubrik med all text under.
"""

from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.rules import Family, found
from rodtrad.rules._headings import folded

FAMILY = Family.CHAPTERS

_ROLES = (Role.CHAPTER, Role.SECTION, Role.CARE, Role.PATIENT, Role.WAYS, Role.ADDITION, Role.DEVIATION)
_TOP = (Role.CHAPTER, Role.ADDITION, Role.DEVIATION)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Chapters in a document, sections in one chapter, halves in one node. Groups may share a name."""
    chapters: dict[str, Block] = {}
    below: dict[tuple[str, int, str], Block] = {}
    turns: dict[str, int] = {}
    for block in document.body.of(Role.ACTION, Role.DECISION, *_ROLES):
        if block.heading is None:
            continue
        if block.role in (Role.ACTION, Role.DECISION):  # a node with the same id as another is a fault of its own
            turns[block.id] = turns.get(block.id, 0) + 1
        if block.role not in _ROLES:
            continue
        if block.role in _TOP:
            below = {}
            first = chapters.setdefault(folded(block.title), block)
        else:
            first = below.setdefault((block.parent, turns.get(block.parent, 0), folded(block.title)), block)
        if first is not block:
            message = f"Rubriken ”{block.title}” står redan på rad {document.place(first).line}."
            yield found(document, document.place(block), message, "Lägg texten under den ena och ta bort den andra.")
