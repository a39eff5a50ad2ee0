"""En åtgärd säger inte vad patienten kan göra.

Varför: vårdförloppet är personcentrerat. Patienten ska kunna läsa vad hen själv kan bidra med i varje åtgärd, eller
varför det inte är aktuellt där.

Fel: åtgärden har bara rubriken `##### Hälso- och sjukvårdens åtgärder`.

Rätt: `##### Patientens åtgärder (efter förmåga)` följt av `- Berätta …` eller `Ej tillämpligt: skäl.`
"""

from collections.abc import Iterator

from rodtrad.chapters.actions import PATIENT
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._flow import called
from rodtrad.rules._misread import with_unread_parts

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report actions whose care half is written but not the patient's; decisions need neither."""
    if not is_full_text(document.face):
        return
    caring = {half.parent for half in document.body.of(Role.CARE)}
    answered = {half.parent for half in document.body.of(Role.PATIENT)}
    for node in document.body.of(Role.ACTION):
        if node.id in caring and node.id not in answered and id(node) not in with_unread_parts(document):
            message = f"Åtgärden {called(node)} säger inte vad patienten kan göra."
            hint = f"Skriv `##### {PATIENT}` med punkter till ”du”, eller `Ej tillämpligt:` och skälet."
            yield found(document, document.place(node), message, hint)
