"""Ett sammansatt ord är särskrivet.

Varför: ”vård förlopp” är två ord som betyder något annat än ”vårdförlopp”. Särskrivna ord hittas inte vid sökning, och
ibland ändras meningen.

Fel: `Patienten följs i ett vård förlopp på hälso centralen`, `hälso och sjukvård`.

Rätt: `Patienten följs i ett vårdförlopp på hälsocentralen`, `hälso- och sjukvård`.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._compounds import JOINERS, split_compounds
from rodtrad.rules._prose import hits
from rodtrad.spelling import has_dictionary
from rodtrad.vocabulary import lexicon

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT, Kind.INDICATOR)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Two words beside each other that are known as one: the first begins compounds, the second ends them."""
    wrong = split_compounds(document, lexicon(library))
    if wrong and has_dictionary() and is_full_text(document.face):
        pattern = "|".join(f"{first}[ \\n]+{last}" for first, last in wrong)
        for hit, _ in hits(document, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)")):
            parted = " ".join(hit[0].split())
            is_joined = parted.partition(" ")[2] in JOINERS
            whole = parted.replace(" ", "- " if is_joined else "")
            fix = Fix(f"Skriv `{whole}`", (Edit(hit.start(), hit.end(), whole),), safe=False)
            message = f"Bindestreck saknas i ”{parted}”." if is_joined else f"”{parted}” är särskrivet."
            yield found(document, document.place(hit.start(), hit.end()), message, f"Skriv `{whole}`.", fix)
