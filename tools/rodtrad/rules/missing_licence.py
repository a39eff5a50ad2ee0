"""Vårdförloppet har ingen licens.

Varför: regionerna ska hämta texten och lägga till sitt eget. Utan licens vet de inte att de får.

Fel: `status: remiss` utan `licens`.

Rätt: `licens: CC0-1.0`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._state import written

FAMILY = Family.GOVERNANCE
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """From consultation on."""
    matter = written(document)
    if matter and not matter.licence:
        message = f"Läget är `{matter.status}`, men texten har ingen licens."
        yield found(document, document.key("status"), message, "Lägg till licensen, till exempel `licens: CC0-1.0`.")
