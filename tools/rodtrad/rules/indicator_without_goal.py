"""En indikator följer inget av vårdförloppets mål.

Varför: det som mäts ska visa om ett mål nås. En indikator utan mål kostar arbete utan att någon vet vad den ska leda
till.

Fel: `- [Återbesök inom 6 veckor](../indikatorer/depression-aterbesok-6-veckor.md) {#i-aterbesok}` utan rad under sig.

Rätt: samma rad med `  - **Följer:** [uppföljning](#m-uppfoljning), [H](#utvardering)`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._thread import without_goal

FAMILY = Family.THREAD
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Under *Följer* stands a goal. A link there that leads wrong is another rule's finding, and only that."""
    goal = next((block.id for block in document.body.of(Role.GOAL) if block.stable), "m-mal")
    for block in without_goal(document, library):
        fact = block.fact("Följer")
        message = f"Indikatorn ”{block.title}” följer inget mål."
        hint = f"Skriv under indikatorn till exempel `  - **Följer:** [kort namn](#{goal})`."
        yield found(document, document.place(fact or block), message, hint)
