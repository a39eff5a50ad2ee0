"""Gradtecknet är felskrivet.

Varför: `38,5o C` kan läsas som 38,50, och en temperatur som inte är skriven som en sådan läses inte av en dator.

Fel: `Vid feber över 38,5o C …`

Rätt: `Vid feber över 38,5 °C …`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._prose import hits

FAMILY = Family.LANGUAGE
SEVERITY = Severity.WARNING

_SIGN = re.compile(r"C(?:(?<=[oº˚]C)|(?<=[oº˚°]\sC))(?!\w)")
_NUMBER = later(r"(?<![\w.,/])(?P<number>\d+(?:[.,]\d+)?)(?:o\s?|\s?o|\s?[º˚°]\s?)\Z")
"""An "o" that is a word of its own is short for "och"."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A letter or another ring for the sign, or a space within it, after a number."""
    text = document.source.text
    for hit, _ in hits(document, _SIGN):
        before = _NUMBER().search(text, max(hit.start() - 12, 0), hit.start())
        if before:
            start, end = before.start(), hit.end()
            better = f"{before['number']} °C"
            fix = Fix(f"Skriv `{better}`", (Edit(start, end, better),))
            message = f"Gradtecknet i `{text[start:end]}` är felskrivet."
            yield found(document, document.place(start, end), message, f"Skriv `{better}`.", fix)
