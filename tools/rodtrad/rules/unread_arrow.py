"""Pilen är skriven med ett tecken som inte läses som en pil.

Varför: bara `→` och `->` gör en väg i flödesschemat. Andra pilar, som ofta följer med från en ordbehandlare, blir text.

Fel: `- => [B](#behandling)` eller `- ➔ [B](#behandling)`

Rätt: `- → [B](#behandling)`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import unread_arrows

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report each before a link, where a way is expected."""
    for _, start, end in unread_arrows(document):
        sign = document.source.text[start:end]
        message = "Pilen från ordbehandlaren läses inte." if sign == "\uf0e0" else f"`{sign}` läses inte som en pil."
        fix = Fix("Skriv `→`", (Edit(start, end, "→"),), safe=False)
        yield found(document, document.place(start, end), message, "Skriv `→`.", fix)
