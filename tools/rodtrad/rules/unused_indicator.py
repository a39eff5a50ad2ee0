"""En exempelindikator används inte i något vårdförlopp.

Varför: exempelindikatorer finns för att visa hur ett vårdförlopp följs. En som ingen använder är oftast en rest.

Fel: `content/indikatorer/exempel-sepsis-larm.md` när inget vårdförlopp länkar dit.

Rätt: `- [Sepsislarm](../indikatorer/exempel-sepsis-larm.md) {#i-larm}` i ett vårdförlopp.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library, is_example
from rodtrad.model import Kind
from rodtrad.rules import Family, found

FAMILY = Family.THREAD
SEVERITY = Severity.ADVICE
KINDS = (Kind.INDICATOR,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Only examples: real indicators are catalogued whether or not a pathway here uses them."""
    face = document.face
    if is_example(face) and face.key not in library.measured and not library.is_unsure:
        message = f"Inget vårdförlopp använder exempelindikatorn ”{face.title}”."
        yield found(document, document.key("id"), message, "Använd den i ett vårdförlopp, eller ta bort filen.")
