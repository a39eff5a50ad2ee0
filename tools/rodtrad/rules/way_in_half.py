"""En väg står bland det som ska göras.

Varför: bara det som står under *Vägar vidare* blir en pil i flödesschemat. Vägen syns här i texten men leder ingen
vidare.

Fel: `- Vid feber: → [B](#akut)` under `##### Hälso- och sjukvårdens åtgärder`

Rätt: `- **Vid feber.** → [B](#akut)` under `##### Vägar vidare`
"""

from collections.abc import Iterator

from rodtrad.chapters._ways import ARROWS, arrow
from rodtrad.chapters.actions import WAYS
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import found

SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report arrows to a block of the text; other arrows are signs like any other."""
    text = document.source.text
    for block in document.body.of(Role.CARE_ACTION, Role.PATIENT_ACTION):
        start, end = block.start, block.end
        if not any(text.find(sign, start, end) >= 0 for sign in ARROWS):
            continue
        for node in block.nodes:
            for item in node.find("item"):
                way = arrow(item)
                if way and any(link.href.startswith("#") for link in way.links):
                    message = "Vägen står bland åtgärderna och blir ingen pil i flödesschemat."
                    yield found(document, document.place(item), message, f"Flytta punkten till `##### {WAYS}`.")
