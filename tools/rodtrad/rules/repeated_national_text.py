"""Ett regionalt tillägg upprepar den nationella texten.

Varför: ett tillägg visas tillsammans med den nationella texten. Upprepas den står samma sak två gånger på sidan, och
när den nationella texten ändras säger tillägget något annat.

Fel: `## Tillägg vid [B](#brack)` följd av samma stycke som i åtgärd B.

Rätt: bara det som är regionens eget, till exempel vilken mottagning som tar emot.
"""

from collections.abc import Iterator
from struct import iter_unpack

from rodtrad.document import Document
from rodtrad.face import NO_PRINT, PRINT, Role
from rodtrad.faces import fingerprint
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import AdditionMatter, Kind
from rodtrad.rules import Family, found

FAMILY = Family.ADDITIONS
SEVERITY = Severity.WARNING
KINDS = (Kind.ADDITION,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Compare the text below each heading with that of each half of the national text's nodes."""
    matter, text = document.face.matter, document.source.text
    national = library.get(Kind.PATHWAY, matter.adds_to or "") if isinstance(matter, AdditionMatter) else None
    if national is None:
        return
    known = {mark for (mark,) in iter_unpack(f"{PRINT}s", national.prints)}
    for block in document.body.of(Role.ADDITION):
        below = list(document.body.under(block, Role.PROSE))
        if below and fingerprint(text[below[0].start : below[-1].end]) in known - {NO_PRINT}:
            message = f"Texten står redan i ”{national.title}”, som tillägget visas tillsammans med."
            hint = "Skriv bara det som är regionens eget, eller ta bort tillägget."
            yield found(document, document.place(below[0]), message, hint)
