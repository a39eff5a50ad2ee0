"""Ett vårdförlopp är ersatt, men det framgår inte av vad.

Varför: den som kommer hit från en gammal länk ska ledas till texten som gäller.

Fel: `status: ersatt` under `nationellt`, utan `ersätts av` eller `uppgår i`.

Rätt: `ersätts av: kol`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import Family, found
from rodtrad.values import NationalStatus

FAMILY = Family.LINKS
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Where another text says that it replaces this one, one-sided-relation tells its author."""
    matter = document.face.matter
    if not isinstance(matter, PathwayMatter) or not matter.national:
        return
    if matter.national.status is not NationalStatus.REPLACED or matter.replaced_by or matter.merged_into:
        return
    spots = document.body.spots  # a value that could not be read is another rule's business
    if any(spots[key].start < spots[key].end for key in ("ersätts av", "uppgår i") if key in spots):
        return
    others = (face.matter for face in library.of(Kind.PATHWAY))
    if any(isinstance(other, PathwayMatter) and document.face.id in (other.replaces or ()) for other in others):
        return
    message = "Vårdförloppet är ersatt, men det framgår inte av vilket."
    hint = (
        "Skriv `ersätts av:` följt av det nya vårdförloppets id, eller `uppgår i:` om det är hopslaget med ett annat."
    )
    yield found(document, document.key("nationellt.status"), message, hint)
