"""Det står ingen text under en rubrik.

Varför: en tom rubrik lovar läsaren något som inte finns.

Fel: `### Riskfaktorer` följt av `### Samsjuklighet`.

Rätt: text under rubriken, eller ingen rubrik.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.rules import Family, found
from rodtrad.rules._misread import follows_misread

FAMILY = Family.CHAPTERS


_ROLES = (Role.CHAPTER, Role.SECTION, Role.GROUP, Role.ADDITION, Role.DEVIATION)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """The innermost heading with nothing below. The references stand outside the chapters: they are footnotes."""
    blocks = document.body.blocks
    references = any(document.body.of(Role.REFERENCE))
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        if block.role not in _ROLES or block.facts or not block.heading or block.level == 1:
            continue
        filled = following is not None and following.parent == block.id and following.role is not Role.REFERENCE
        if filled or (references and block.id == "referenser") or not document.source.text.startswith("#", block.start):
            continue
        if follows_misread(document, block):
            continue
        hint = "Skriv texten, eller ta bort rubriken."
        yield found(document, document.place(block), f"Det står ingenting under ”{block.title}”.", hint)
