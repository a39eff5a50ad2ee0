"""Patientorganisationer nämns, men inte hur de medverkade.

Varför: ett namn i en lista säger inte om patienterna var med och skrev, svarade på frågor eller bara fick läsa.

Fel: `patientmedverkan:` med `organisationer: [sepsisfonden]` men utan `hur`.

Rätt: `hur: Två företrädare var med i arbetsgruppen och skrev kapitlet om information.`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import Family, found

FAMILY = Family.GOVERNANCE
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Wherever participation is written, whatever the state."""
    matter = document.face.matter
    if isinstance(matter, PathwayMatter) and matter.participation and not matter.participation.how:
        message = "`patientmedverkan` säger inte hur patienterna medverkade."
        hint = "Lägg till `hur:` med en mening om vad de gjorde."
        yield found(document, document.key("patientmedverkan", of_key=True), message, hint)
