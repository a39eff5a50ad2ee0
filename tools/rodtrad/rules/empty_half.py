"""En rubrik i en åtgärd har ingen text under sig.

Varför: den tomma rubriken ser ut som ett löfte. Läsaren vet inte om inget ska göras eller om texten har fallit bort.

Fel: `##### Patientens åtgärder (efter förmåga)` följt av nästa rubrik.

Rätt: `##### Patientens åtgärder (efter förmåga)` följt av `- Berätta hur du mår.`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)

_HINTS = {
    Role.CARE: "Skriv vad vården ska göra, en punkt för varje sak, eller ta bort rubriken.",
    Role.PATIENT: "Skriv vad patienten kan göra, eller `Ej tillämpligt:` och skälet.",
}


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report care and patient halves with nothing in them; empty ways are no-way-onward's."""
    for half in document.body.of(Role.CARE, Role.PATIENT):
        if not half.facts and not any(document.body.under(half)):
            message = f"Under rubriken {half.title} står ingenting."
            yield found(document, document.place(half), message, _HINTS[half.role])
