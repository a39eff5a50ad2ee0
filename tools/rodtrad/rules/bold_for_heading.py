"""En rubrik är skriven med fetstil.

Varför: en rad i fetstil ser ut som en rubrik men är löpande text. Det som står under den hamnar i kapitlet före, och
mål, mått och åtgärder där läses inte.

Fel: `**Kvalitetsuppföljning**` på en egen rad.

Rätt: `## Kvalitetsuppföljning`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.rules import Family, found
from rodtrad.rules._headings import bold_headings

FAMILY = Family.CHAPTERS


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report lines in bold that are word for word a heading of the format."""
    for start, end, level, title in bold_headings(document):
        right = f"{'#' * level} {title}"
        fix = Fix(f"Skriv `{right}`", (Edit(start, end, right),), safe=False)
        message = f"”{title}” är en rubrik, men raden är bara i fetstil."
        yield found(document, document.place(start, end), message, f"Skriv `{right}`.", fix)
