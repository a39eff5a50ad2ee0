"""Vårdförloppet har ingen ingång.

Varför: utan ingång framgår det inte vem vårdförloppet gäller och var det börjar, och flödesschemat får ingen början.

Fel: avsnittet `### Ingång i vårdförloppet` innehåller bara löpande text.

Rätt: `- Misstanke om sepsis. → [A](#upptackt) {#in-misstanke}`
"""

from collections.abc import Iterator

from rodtrad.chapters import slug
from rodtrad.chapters.entry_and_exit import CHAPTER
from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import lacks_entry
from rodtrad.rules._misread import is_meant

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)

_SECTION, _CHAPTER = CHAPTER.sections[0], CHAPTER.heading


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report a full text that has actions, and the chapter, but no entry; a missing chapter is another rule's."""
    if not lacks_entry(document.face):
        return
    block = next((b for name in (_SECTION, _CHAPTER) for b in document.body.blocks if b.id == slug(name)), None)
    if block and not is_meant(document, _SECTION):
        hint = f"Skriv en punkt per ingång under `### {_SECTION}`: `- När den gäller. → [A](#id) {{#in-…}}`."
        yield found(document, document.place(block), "Vårdförloppet har ingen ingång.", hint)
