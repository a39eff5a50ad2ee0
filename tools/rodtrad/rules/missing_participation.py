"""Texten säger inget om hur patienter har medverkat.

Varför: patienter och närstående ska ha varit med och tagit fram vårdförloppet, och läsaren ska kunna se hur.

Fel: `status: remiss` utan `patientmedverkan`.

Rätt: `patientmedverkan:` med `organisationer` och `hur` på egna rader under.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._state import governed

FAMILY = Family.GOVERNANCE
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """From consultation on, examples excepted. Participation without a description is another rule's business."""
    matter = governed(document)
    if matter is None or "patientmedverkan" in document.body.spots:
        return
    message = f"Läget är `{matter.status}`, men `patientmedverkan` saknas."
    yield found(
        document, document.key("status"), message, "Lägg till `patientmedverkan:` med `organisationer` och `hur`."
    )
