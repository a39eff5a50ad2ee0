"""En väg står bland det som ska göras.

Varför: bara det som står under *Vägar vidare* blir en pil i flödesschemat. Vägen syns här i texten men leder ingen
vidare.

Fel: `- Vid feber: → [B](#akut)` under `##### Hälso- och sjukvårdens åtgärder`

Rätt: `- **Vid feber.** → [B](#akut)` under `##### Vägar vidare`
"""

from collections.abc import Iterator

from rodtrad.chapters._ways import arrow
from rodtrad.chapters.actions import WAYS
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import with_arrows
from rodtrad.rules._misread import is_astray

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report arrows to a block of the text; other arrows are signs like any other."""
    for block, _ in with_arrows(document):
        for node in block.nodes if block.role in (Role.CARE_ACTION, Role.PATIENT_ACTION) else ():
            for item in node.find("item"):
                way = arrow(item)
                if way and any(link.href.startswith("#") for link in way.links) and not is_astray(document, item.start):
                    message = "Vägen står bland åtgärderna och blir ingen pil i flödesschemat."
                    yield found(document, document.place(item), message, f"Flytta punkten till `##### {WAYS}`.")
