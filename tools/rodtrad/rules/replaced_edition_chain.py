"""Det går inte att följa en riktlinje fram till den utgåva som gäller.

Varför: den som läser en gammal utgåva ska ledas till den nya. Det kräver att varje ersatt utgåva säger vilken som
ersätter den, och att bara ersatta utgåvor gör det.

Fel: `läge: ersatt` utan `ersätts av`.

Rätt: `läge: ersatt` och `ersätts av: nr-diabetes-2018`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import GuidelineMatter, Kind
from rodtrad.rules import Family, found
from rodtrad.values import Edition

FAMILY = Family.GUIDELINES
KINDS = (Kind.GUIDELINE,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A replaced edition names its successor, and only a replaced one; circles are another rule's business."""
    matter = document.face.matter
    if not isinstance(matter, GuidelineMatter):
        return
    if matter.standing is Edition.REPLACED and not matter.replaced_by:
        message = "Utgåvan är ersatt, men det står inte av vilken."
        hint = "Skriv `ersätts av: id`, eller `läge: okänt` om ingen ny utgåva är känd."
        yield found(document, document.key("läge"), message, hint)
    elif matter.replaced_by and matter.standing is Edition.CURRENT:
        message = f"Utgåvan sägs gälla men ersätts av `{matter.replaced_by}`."
        yield found(document, document.key("läge"), message, "Skriv `läge: ersatt`, eller ta bort `ersätts av`.")
