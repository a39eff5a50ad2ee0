"""Ett godkännande är gjort av ett organ som inte godkänner vårdförlopp.

Varför: nationella vårdförlopp godkänns av styrgruppen för kunskapsstyrning i samverkan (SKS). Andra kan föreslå och
yttra sig, men deras beslut är inget godkännande.

Fel: `organ: npo-infektion` med `typ: godkännande`.

Rätt: `organ: sks` med `typ: godkännande`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import Family, found
from rodtrad.values import DecisionType

FAMILY = Family.GOVERNANCE
KINDS = (Kind.PATHWAY,)
APPROVING = "sks"


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Only approvals, and their withdrawal, belong to the steering group."""
    matter = document.face.matter
    for index, decision in enumerate((matter.decisions or ()) if isinstance(matter, PathwayMatter) else ()):
        if decision.type in (DecisionType.APPROVAL, DecisionType.WITHDRAWAL) and decision.body not in (None, APPROVING):
            message = f"Beslutet `{decision.type}` är fattat av `{decision.body}`, men det fattas av `{APPROVING}`."
            hint = (
                f"Skriv `organ: {APPROVING}`, eller ange vad `{decision.body}` beslutade, till exempel `typ: förslag`."
            )
            yield found(document, document.key(f"beslutslogg[{index}].organ"), message, hint)
