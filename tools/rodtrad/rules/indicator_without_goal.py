"""En indikator följer inget av vårdförloppets mål.

Varför: det som mäts ska visa om ett mål nås. En indikator utan mål kostar arbete utan att någon vet vad den ska leda
till.

Fel: `- [Återbesök inom 6 veckor](../indikatorer/depression-aterbesok-6-veckor.md) {#i-aterbesok}` utan rad under sig.

Rätt: samma rad med `  - **Följer:** [uppföljning](#m-uppfoljning), [H](#utvardering)`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Link, Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._links import links
from rodtrad.rules._thread import with_loose_facts

FAMILY = Family.THREAD
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Under *Följer* stands a goal. A link there that leads wrong is another rule's finding, and only that."""
    uses = list(document.body.of(Role.INDICATOR))
    if not uses:
        return
    follows: dict[str, list[Link]] = {}
    for link in links(document.face, "follows"):
        follows.setdefault(link.block, []).append(link)
    own = {link.block for link in links(document.face, "indicator")}
    goal = next((block.id for block in document.body.of(Role.GOAL) if block.stable), "m-mal")
    unclear = with_loose_facts(document)
    for block in uses:
        if block.id not in own or block.id in unclear:
            continue
        ends = [library.resolve(link.target) for link in follows.get(block.id, ())]
        roles = [end[1].role if end and end[1] else None for end in ends]
        if Role.GOAL in roles or None in roles:
            continue
        fact = block.fact("Följer")
        message = f"Indikatorn ”{block.title}” följer inget mål."
        hint = f"Skriv under indikatorn till exempel `  - **Följer:** [kort namn](#{goal})`."
        yield found(document, document.place(fact or block), message, hint)
