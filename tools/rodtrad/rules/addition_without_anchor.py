"""Ett tillägg säger inte vilken del av vårdförloppet det hör till.

Varför: tillägget visas vid den del av den nationella texten som rubriken länkar till. Utan länk kan det inte visas
någonstans.

Fel: `## Tillägg vid åtgärd A`

Rätt: `## Tillägg vid [A](#larma)`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found

FAMILY = Family.ADDITIONS
KINDS = (Kind.ADDITION,)
BREAKS_MACHINES = True


def check(document: Document, library: Library) -> Iterator[Finding]:
    """The heading links to one block of the pathway; that the block exists is another rule's business."""
    for block in document.body.of(Role.ADDITION, Role.DEVIATION):
        links = list(block.nodes[0].find("link"))
        if len(links) == 1 and links[0].href.startswith("#") and len(links[0].href) > 1:
            continue
        what = "Tillägget" if block.role is Role.ADDITION else "Avvikelsen"
        if len(links) > 1:
            message, hint = f"{what} hör till flera delar.", "Skriv ett tillägg för varje del, med en länk i rubriken."
        else:
            message = f"{what} säger inte vilken del av vårdförloppet det gäller."
            hint = "Länka i rubriken till delens id, till exempel `[A](#larma)`."
        yield found(document, document.place(block), message, hint)
