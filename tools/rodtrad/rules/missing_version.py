"""Vårdförloppet har ingen version.

Varför: två personer som läser olika texter måste kunna se det. Utan version vet ingen vilken text som gäller.

Fel: `status: godkänt` utan `version`.

Rätt: `version: 1.0.0`.
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
    """From consultation on; a version that cannot be read is a wrong value."""
    matter = written(document)
    if matter and not matter.version and "version" not in document.body.spots:
        message = f"Läget är `{matter.status}`, men texten har ingen version."
        yield found(document, document.key("status"), message, "Lägg till versionen, till exempel `version: 0.1.0`.")
