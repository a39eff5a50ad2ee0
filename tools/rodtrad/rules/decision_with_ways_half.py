"""Ett beslut har sina grenar under rubriken Vägar vidare.

Varför: ett beslut är sina grenar, och de står direkt under frågan. Rubriken *Vägar vidare* hör till åtgärder.

Fel: `#### D. Beslut: Föreligger depression? {#beslut}`, sedan `##### Vägar vidare` och `- **Ja.** → [E](#behandling)`.

Rätt: `#### D. Beslut: Föreligger depression? {#beslut}` och direkt därefter `- **Ja.** → [E](#behandling)`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import called

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report the heading; the fix takes it away where it stands first."""
    blocks = document.body.blocks
    text = document.source.text
    decisions = {node.id: node for node in document.body.of(Role.DECISION)}
    for half in document.body.of(Role.WAYS):
        node = decisions.get(half.parent)
        if node is None:
            continue
        fix = None
        if node is blocks[next(index for index, block in enumerate(blocks) if block is half) - 1]:
            end = half.end
            while end < len(text) and text[end] == "\n":
                end += 1
            fix = Fix("Ta bort rubriken", (Edit(half.start, end, ""),))
        message = f"Beslutet {called(node)} har rubriken Vägar vidare."
        hint = "Ta bort rubriken, så att grenarna står direkt under beslutets rubrik."
        yield found(document, document.place(half), message, hint, fix)
