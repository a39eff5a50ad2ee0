"""Vårdförloppet har ingen ingång.

Varför: utan ingång framgår det inte vem vårdförloppet gäller och var det börjar, och flödesschemat får ingen början.

Fel: avsnittet `### Ingång i vårdförloppet` innehåller bara löpande text.

Rätt: `- Misstanke om sepsis. → [A](#upptackt) {#in-misstanke}`
"""

from collections.abc import Iterator

from rodtrad.chapters import slug
from rodtrad.document import Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)

_SECTION, _CHAPTER = slug("Ingång i vårdförloppet"), slug("Ingång och utgång")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report a full text that has actions, and the chapter, but no entry; a missing chapter is another rule's."""
    face = document.face
    if not is_full_text(face) or not any(face.of(*NODES)) or any(face.of(Role.ENTRY)):
        return
    block = next((b for name in (_SECTION, _CHAPTER) for b in document.body.blocks if b.id == name), None)
    if block:
        hint = "Skriv en punkt per ingång: `- När den gäller. → [A](#id) {#in-…}`."
        yield found(document, document.place(block), "Vårdförloppet har ingen ingång.", hint)
