"""En tidsgräns går inte att läsa som en tid.

Varför: ”inom några dagar” och ”inom X veckor” ser ut som tidsgränser, men säger inte hur lång tid det gäller.
Gränsen syns då varken i flödesschemat eller i uppföljningen.

Fel: `- Följ upp inom några veckor.`

Rätt: `- Följ upp inom 6 veckor från [behandlingsstart](#behandling).`
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities import TimeExpression, scan_unreadable
from rodtrad.rules import Family, found
from rodtrad.rules._blocks import holding
from rodtrad.rules._words import words

FAMILY = Family.TIMES
KINDS = (Kind.PATHWAY,)

_BEGUN = re.compile(" [istmh](?:nom|enast|idigast|inst|ögst) ")
_LIMIT = re.compile(r"(?:[Ii]nom|[Ss]enast|[Tt]idigast|[Mm]inst|[Hh]ögst)\s")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report limits without a number that can be read, where care is ordered."""
    read: dict[str, list[TimeExpression]] = {}
    for known in document.face.times:
        read.setdefault(known.block, []).append(known.expression)
    begun = _BEGUN.finditer(words(document), document.body.matter_end)
    for block in holding(document, begun, Role.CARE_ACTION, Role.WAY, Role.ENTRY, Role.GOAL):
        prose = block.prose
        times = read.get(block.id, [])
        starts = [time.start for time in times]
        # Most limits have been read already, and to read again costs more than all else here.
        hits = [(hit.start(), bisect_right(starts, hit.start()) - 1) for hit in _LIMIT.finditer(prose.text)]
        if all(number >= 0 and at < times[number].end for at, number in hits):
            continue
        for time in scan_unreadable(prose.text):
            place = document.source.place(prose.at(time.start), prose.at(time.end - 1) + 1)
            message = f"”{' '.join(time.text.split())}” går inte att läsa som en tid."
            yield found(document, place, message, "Skriv ett tal och en enhet: `inom 3 dagar`.")
