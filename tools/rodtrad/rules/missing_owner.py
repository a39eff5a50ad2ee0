"""Vårdförloppet har ingen förvaltare.

Varför: när texten lämnar arbetsgruppen måste någon svara för frågor, rättelser och nästa granskning.

Fel: `status: remiss` utan `förvaltare`.

Rätt: `förvaltare: npo-infektion`.
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
    """From consultation on. A value that cannot be read is another rule's business."""
    matter = written(document)
    if matter and matter.owner is None and "förvaltare" not in document.body.spots:
        hint = "Lägg till `förvaltare:` med id för ett organ eller programområde"
        area = f", till exempel `förvaltare: {matter.programme_area}`." if matter.programme_area else "."
        message = f"Läget är `{matter.status}`, men texten har ingen förvaltare."
        yield found(document, document.key("status"), message, hint + area)
