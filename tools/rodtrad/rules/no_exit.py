"""Vårdförloppet har ingen utgång.

Varför: utan utgång framgår det inte när vårdförloppet är slut för patienten, och flödesschemat får inget slut.

Fel: avsnittet `### Utgång ur vårdförloppet` innehåller bara löpande text.

Rätt: `- Sepsis är utesluten. {#ut-utesluten}`
"""

from collections.abc import Iterator

from rodtrad.chapters import slug
from rodtrad.chapters.entry_and_exit import CHAPTER
from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import lacks_exit
from rodtrad.rules._misread import is_meant

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)

_SECTION, _CHAPTER = CHAPTER.sections[1], CHAPTER.heading


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report a full text that has actions, and the chapter, but no exit and no way into another pathway."""
    if not lacks_exit(document.face):
        return
    block = next((b for name in (_SECTION, _CHAPTER) for b in document.body.blocks if b.id == slug(name)), None)
    if block and not is_meant(document, _SECTION):
        hint = f"Skriv en punkt per utgång under `### {_SECTION}`: `- När vårdförloppet är slut. {{#ut-…}}`."
        yield found(document, document.place(block), "Vårdförloppet har ingen utgång.", hint)
