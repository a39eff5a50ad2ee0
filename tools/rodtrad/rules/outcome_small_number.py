"""Ett litet tal i ett utfall redovisas fast det inte ska.

Varför: små tal kan röja enskilda patienter, och de varierar så mycket av en slump att de inte säger något. Källan
bestämmer gränsen; verktyget hittar inte på någon. Sidan och öppna data visar aldrig ett sådant tal, men filen ligger i
ett öppet arkiv.

Fel: `| kalmar-lan | 3 | 7 | 42,9 | | | |` med `minsta nämnare: 10`, eller tal i en rad som säger `små tal`.

Rätt: `| kalmar-lan | | | | | | små tal |`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.outcomes import count, withheld
from rodtrad.rules import Family, found
from rodtrad.rules._outcomes import NUMBERS, REASON, emptied, least, place, rows
from rodtrad.values import Withheld

FAMILY = Family.OUTCOMES
KINDS = (Kind.OUTCOME,)
BREAKS_MACHINES = True


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Counts below what the source shows, and numbers in rows that say that they have none."""
    limit = least(document, library)
    hint = f"Ta bort talen i raden, och skriv `{Withheld.SMALL}` under `{REASON}`."
    for row in rows(document):
        reason = withheld(row.written(REASON))
        if reason:
            column = next((column for column in NUMBERS if row.written(column)), None)
            if column:
                message = f"Raden säger `{reason}` men har tal."
                fix = emptied(document, row, reason)
                yield found(document, place(document, row, column), message, "Ta bort talen, eller skälet.", fix)
            continue
        for column, smallest in zip(NUMBERS[:2], (limit.numerator, limit.denominator), strict=True):
            written = count(row.written(column))
            if written is not None and written < smallest:
                message = f"{column}n {written} är mindre än {smallest}, som är det minsta som redovisas."
                fix = emptied(document, row, Withheld.SMALL)
                yield found(document, place(document, row, column), message, hint, fix)
                break
