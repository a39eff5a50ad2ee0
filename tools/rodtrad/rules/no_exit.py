"""Vårdförloppet har ingen utgång.

Varför: utan utgång framgår det inte när vårdförloppet är slut för patienten, och flödesschemat får inget slut.

Fel: avsnittet `### Utgång ur vårdförloppet` innehåller bara löpande text.

Rätt: `- Sepsis är utesluten. {#ut-utesluten}`
"""

from collections.abc import Iterator

from rodtrad.chapters import slug
from rodtrad.document import Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Finding
from rodtrad.flow import flow
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)

_SECTION, _CHAPTER = slug("Utgång ur vårdförloppet"), slug("Ingång och utgång")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report a full text that has actions, and the chapter, but no exit and no way into another pathway."""
    face = document.face
    if not is_full_text(face) or not any(face.of(*NODES)) or any(face.of(Role.EXIT)):
        return
    if any(not edge.inside for edge in flow(face).edges):
        return
    block = next((b for name in (_SECTION, _CHAPTER) for b in document.body.blocks if b.id == name), None)
    if block:
        hint = "Skriv en punkt per utgång: `- När vårdförloppet är slut. {#ut-…}`."
        yield found(document, document.place(block), "Vårdförloppet har ingen utgång.", hint)
