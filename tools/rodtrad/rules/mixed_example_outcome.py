"""Påhittade och verkliga utfall blandas.

Varför: den som ser ett påhittat tal bredvid en verklig region tror att det är regionens. Påhittade tal gäller bara
påhittade regioner, i en fil med `exempel: true`, och de visas inte när indikatorn har verkliga tal.

Fel: `| kalmar-lan | 61,6 |` i en fil med `exempel: true`, eller `| exempelregion-a | 61,6 |` i en fil utan.

Rätt: `| exempelregion-a | 61,6 |` med `exempel: true`.
"""

from collections.abc import Iterator

from rodtrad.chapters.outcome import COLUMNS
from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library, is_example
from rodtrad.model import Kind, OutcomeMatter
from rodtrad.outcomes import is_fictitious, is_real
from rodtrad.rules import Family, found
from rodtrad.rules._outcomes import place, rows

FAMILY = Family.OUTCOMES
KINDS = (Kind.OUTCOME,)
BREAKS_MACHINES = True


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Regions that do not belong in the file, and an indicator that has both kinds."""
    example = is_example(document.face)
    for row in rows(document):
        region, where = row.outcome.region, place(document, row, COLUMNS[0])
        if example and is_real(region, library):
            hint = "Skriv en påhittad region, till exempel `exempelregion-a`; alla tillsammans heter `exempelregioner`."
            yield found(document, where, f"`{region}` är verklig, men talen är påhittade.", hint)
        elif not example and is_fictitious(region):
            hint = "Skriv `exempel: true` överst i filen, eller ta bort raden."
            yield found(document, where, f"`{region}` finns inte, men filen säger inte att talen är påhittade.", hint)
    matter = document.face.matter
    if example and isinstance(matter, OutcomeMatter):
        for face in library.of(Kind.OUTCOME):
            other = face.matter
            if isinstance(other, OutcomeMatter) and other.indicator == matter.indicator and not is_example(face):
                message = f"Indikatorn har verkliga tal i `{face.path}`, så de påhittade visas inte."
                yield found(document, document.key("exempel"), message, "Ta bort den här filen.")
                return
