"""En väg säger inte vart den leder.

Varför: bland vägar med pil står en punkt utan pil. Den syns inte i flödesschemat, och läsaren vet inte vad som händer.

Fel: `- **Nej.** Patienten avslutas.`

Rätt: `- **Nej.** Patienten avslutas. → [Utgång](#ut-utesluten)`
"""

from collections.abc import Iterator

from rodtrad.chapters import fact
from rodtrad.chapters.actions import FACTS
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import is_unread_way

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report items without an arrow in a list of ways."""
    for block in document.body.of(Role.WAY):
        if block.way is None and not is_unread_way(document, block.nodes[0]):
            message = "Vägen har ingen pil och leder ingenstans."
            hint = "Skriv `→ [X](#id)` sist, eller flytta texten till åtgärden om den inte är en väg."
            said = fact(block.nodes[0])
            if said and said.name in FACTS:
                message = f"{said.name} står i samma lista som vägarna och läses inte."
                hint = "Flytta raden till gruppens rubrik, eller skriv en mening mellan den och vägarna."
            elif link := next(block.nodes[0].find("link"), None):
                hint = f"Skriv pilen före länken: `→ {document.source.text[link.start : link.end]}`."
            yield found(document, document.place(block), message, hint)
