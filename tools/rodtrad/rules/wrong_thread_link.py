"""En länk i den röda tråden leder till fel sorts sak.

Varför: under `Möter` står utmaningar, under `Följer` mål och åtgärder. Pekar länken på något annat bryts tråden
mellan utmaning, mål och indikator.

Fel: `- **Möter:** [bedömning](#m-bedomning)`, där `m-bedomning` är ett mål.

Rätt: `- **Möter:** [lång väntan](#u-vantan)`, där `u-vantan` är en utmaning.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._misread import is_lost
from rodtrad.rules._thread import THREAD_ENDS

FAMILY = Family.THREAD
KINDS = (Kind.PATHWAY,)

_ENDS = {
    "meets": ("under `Möter`", "en utmaning"),
    "follows": ("under `Följer`", "ett mål eller en åtgärd"),
    "challenge": ("i tabellen över patientens resa", "en utmaning"),
}


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Look at what each link resolves to; a link that resolves to nothing in the project is dead, not wrong."""
    for link in document.face.links:
        if link.relation not in _ENDS:
            continue
        where, wanted = _ENDS[link.relation]
        end = library.resolve(link.target)
        if end is None and ":" not in link.target.partition("#")[0]:
            continue
        block = end[1] if end else None
        if (block is None or block.role not in THREAD_ENDS[link.relation]) and not is_lost(document, end):
            message = f"Länken ”{link.text}” {where} leder inte till {wanted}."
            hint = f"Länka till {wanted} i vårdförloppet, eller ta bort länken."
            yield found(document, link.place, message, hint)
