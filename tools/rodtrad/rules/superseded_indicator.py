"""Vårdförloppet följs upp med en indikator som har ersatts.

Varför: måttet räknas inte längre, eller räknas på ett annat sätt. Siffror från före och efter går inte att jämföra.

Fel: `- [Trombolys inom 40 minuter](../indikatorer/trombolys-40-min.md) {#i-trombolys}`, när indikatorn har
`ersätts av: trombolys-30-min`.

Rätt: `- [Trombolys inom 30 minuter](../indikatorer/trombolys-30-min.md) {#i-trombolys}`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.rules import Family, found
from rodtrad.rules._successors import newest

FAMILY = Family.THREAD
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Every link to it but those of references: there an old one is a source."""
    references = {block.id for block in document.body.of(Role.REFERENCE)}
    for link in document.face.links:
        if not link.target.startswith("indikatorer/") or link.block in references:
            continue
        old = library.faces.get(link.target.partition("#")[0])
        if old and isinstance(old.matter, IndicatorMatter) and old.matter.replaced_by:
            last = newest(old, library)
            hint = (
                "Ta reda på vilket mått som gäller och hänvisa till det."
                if last is old
                else f"Jämför med ”{last.title}” (`{last.id}`) och hänvisa dit."
            )
            yield found(document, link.place, f"Indikatorn `{old.id}` har ersatts.", hint)
