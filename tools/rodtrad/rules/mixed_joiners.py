"""Det framgår inte om en vägs flera mål gäller tillsammans eller var för sig.

Varför: `och` betyder att alla åtgärder görs samtidigt, `eller` att en av dem väljs. Kommatecken, `samt` eller en
blandning går att läsa på båda sätten.

Fel: `- **Ja.** → [E](#bedomning) och [F](#behandling) eller [G](#samordning)`

Rätt: `- **Ja.** → [E](#bedomning) och [F](#behandling) och [G](#samordning)`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import unread_joiner

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report ways whose targets are joined by neither `och` nor `eller` alone."""
    for block in document.body.of(Role.WAY, Role.ENTRY):
        if block.way is None:
            continue
        said = unread_joiner(block)
        if block.way.joined == "?":
            message = "Det framgår inte om alla målen gäller eller bara ett av dem."
        elif said:
            message = f"Målen efter `{said}` läses inte, så det framgår inte om de gäller."
        else:
            continue
        hint = "Skriv `och` mellan alla mål om alla gäller, eller `eller` mellan alla om ett av dem väljs."
        if said in ("→", "->"):
            hint = "Skriv en enda pil på raden: den andra hör till den åtgärd som den första leder till."
        yield found(document, document.place(block), message, hint)
