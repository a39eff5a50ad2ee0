"""Ingen väg leder till en utgång.

Varför: antingen har en väg glömts, eller så kan ingen patient lämna vårdförloppet på det sättet.

Fel: `- Patienten är återställd. {#ut-aterstalld}` när ingen väg leder till `#ut-aterstalld`.

Rätt: `- **Ja.** → [Utgång](#ut-aterstalld)` i den åtgärd där patienten är återställd.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._flow import graph, is_torn

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report exits that no way names; silent while ways are broken, since one of them may lead here."""
    face = document.face
    if not is_full_text(face) or not any(face.of(*NODES)):
        return
    named = {edge.target for edge in graph(face).edges}
    lost = [block for block in document.body.of(Role.EXIT) if block.id not in named]
    if not lost or is_torn(document, library):
        return
    for block in lost:
        message = f"Ingen väg leder till utgången ”{block.title.rstrip('.')}”."
        link = f"→ [Utgång](#{block.id})" if block.stable else "→ [Utgång](#ut-…)"
        hint = f"Skriv `{link}` i den åtgärd där vårdförloppet slutar så, eller ta bort utgången."
        yield found(document, document.place(block), message, hint)
