"""Något står kvar från utkastet.

Varför: det som skulle fyllas i eller kollas ser ut som text, och läsaren får en lucka i stället för kunskap.

Fel: `Var tionde person (XX %, kolla med Lars).`, `Remiss till [namn] ???`, `TODO`

Rätt: det som ska stå där, eller ingenting.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._drafts import notes

FAMILY = Family.LANGUAGE
KINDS = tuple(kind for kind in Kind if kind not in (Kind.REGISTER, Kind.HANDBOOK))


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report the first on each line."""
    told = 0
    for start, end in notes(document):
        place = document.place(start, end)
        if place.line != told:
            told = place.line
            message = f"`{document.source.text[start:end]}` står kvar från utkastet."
            yield found(document, place, message, "Skriv det som ska stå här, eller ta bort det.")
