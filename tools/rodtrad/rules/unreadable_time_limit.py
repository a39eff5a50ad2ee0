"""En tidsgräns går inte att läsa som en tid.

Varför: ”inom några dagar” och ”inom X veckor” ser ut som tidsgränser, men säger inte hur lång tid det gäller.
Gränsen syns då varken i flödesschemat eller i uppföljningen.

Fel: `- Följ upp inom några veckor.`

Rätt: `- Följ upp inom 6 veckor från [behandlingsstart](#behandling).`
"""

from collections.abc import Iterator

from rodtrad.document import Document, Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities import scan_unreadable
from rodtrad.rules import found

KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report limits without a number that can be read, where care is ordered."""
    for block in document.body.of(Role.CARE_ACTION, Role.WAY, Role.ENTRY, Role.GOAL):
        words = block.prose
        for time in scan_unreadable(words.text):
            place = document.source.place(words.at(time.start), words.at(time.end - 1) + 1)
            message = f"”{' '.join(time.text.split())}” går inte att läsa som en tid."
            yield found(document, place, message, "Skriv ett tal och en enhet: `inom 3 dagar`.")
