"""Ett beslut har bara en gren.

Varför: ett beslut som alltid leder åt samma håll är inget beslut. Oftast har svaret nej glömts.

Fel: `#### D. Beslut: Föreligger depression? {#beslut}` följt av bara `- **Ja.** → [E](#behandling)`.

Rätt: både `- **Ja.** → [E](#behandling)` och `- **Nej.** → [Utgång](#ut-utesluten)`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import called, ways_of_nodes

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report decisions with one way, unless that way itself offers a choice."""
    for node, mine in ways_of_nodes(document):
        if node.role is not Role.DECISION or len(mine) != 1 or (mine[0].way and mine[0].way.joined == "eller"):
            continue
        message = f"Beslutet {called(node)} har bara en gren."
        hint = "Skriv en gren till, `- **Nej.** → [X](#id)`, eller gör om beslutet till en åtgärd."
        yield found(document, document.place(node), message, hint)
