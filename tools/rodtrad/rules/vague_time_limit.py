"""En tidsgräns är så vag att den kan läsas på olika sätt.

Varför: ”snarast” är en timme för en läsare och en vecka för en annan. Det går inte heller att följa upp.

Fel: `- Remittera snarast till ögonkliniken.`

Rätt: `- Remittera till ögonkliniken inom 24 timmar från [misstanke](#in-misstanke).`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities import MAYBE_VAGUE, scan_vague
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._blocks import holding
from rodtrad.rules._noted import VAGUE, noted_words
from rodtrad.rules._time import with_start
from rodtrad.rules._words import words

FAMILY = Family.TIMES
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)

_SOON = later(r" inom\s+kort")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report vague words where care is ordered, unless a time in the same sentence makes them exact."""
    text = words(document)
    if VAGUE.isdisjoint(noted_words(document, library)) and not _SOON().search(text, document.body.matter_end):
        return
    maybe = MAYBE_VAGUE().finditer(text, document.body.matter_end)
    for block in holding(document, (hit.end() - 1 for hit in maybe), Role.CARE_ACTION, Role.WAY, Role.ENTRY, Role.GOAL):
        prose = block.prose
        for vague in scan_vague(prose.text):
            if vague.bounded:
                continue
            place = document.source.place(prose.at(vague.start), prose.at(vague.end - 1) + 1)
            how, hint = "snart", f"Skriv en tid och vad den räknas från: {with_start(document, block, 'inom … timmar')}"
            if vague.word.startswith("med "):
                how, hint = "ofta", "Skriv hur ofta: `… gånger per år`."
            yield found(document, place, f"”{vague.word}” säger inte hur {how}.", hint)
