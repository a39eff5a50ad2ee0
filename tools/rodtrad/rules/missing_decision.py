"""Läget stöds inte av något beslut i beslutsloggen.

Varför: den som läser ska kunna se vem som beslutade om remiss och godkännande, och när.

Fel: `status: godkänt` utan någon post med `typ: godkännande` i `beslutslogg`.

Rätt: `status: godkänt` och i `beslutslogg` en post med `organ: sks`, `datum: 2026-05-04` och `typ: godkännande`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._state import governed
from rodtrad.values import DecisionType, Status

FAMILY = Family.GOVERNANCE
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """An approved text needs an approval; a text in or after consultation the decision to send it out."""
    matter = governed(document)
    if matter is None or matter.status is None:
        return
    needed = DecisionType.APPROVAL if matter.status is Status.APPROVED else DecisionType.CONSULTATION
    if not any(decision.type is needed for decision in matter.decisions or ()):
        message = f"Läget är `{matter.status}`, men beslutsloggen har inget beslut av typen `{needed}`."
        hint = f"Lägg till en post i `beslutslogg` med `organ`, `datum` och `typ: {needed}`, eller ändra läget."
        yield found(document, document.key("status"), message, hint)
