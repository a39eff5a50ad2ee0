"""Patientens åtgärder talar om patienten i stället för till patienten.

Varför: den delen läses av patienten. Ett ”du” gör klart vem som ska göra vad.

Fel: `- Patienten berättar hur hen mår.`

Rätt: `- Berätta hur du mår.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.prose import raw_matches
from rodtrad.rules import Family, found
from rodtrad.rules._blocks import holding

FAMILY = Family.LANGUAGE
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)

_PATIENT = re.compile(r"(?<![\w-])[Pp]atient(?:en|ens|er|ers|erna|ernas)(?![\w-])")
_MAYBE = re.compile("atient")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report the first "patienten" in each action of a patient half."""
    for block in holding(document, (hit.start() for hit in raw_matches(document, _MAYBE)), Role.PATIENT_ACTION):
        words = block.prose
        said = _PATIENT.search(words.text)
        if said:
            place = document.source.place(words.at(said.start()), words.at(said.end() - 1) + 1)
            message = f"Texten säger ”{said[0]}” fast den är skriven till patienten."
            yield found(document, place, message, "Skriv till patienten: `du`, `dig`, `din`, eller en uppmaning.")
