"""En kod betyder en sak i Sverige och en annan i WHO:s version.

Varför: den som jämför med utländsk statistik eller läser en utländsk studie kan räkna fel patienter.

Fel: `Ange R65.1 vid sepsis.` utan att säga att WHO menar något annat.

Rätt: `R65.1 betyder sepsis i ICD-10-SE men något annat i den internationella versionen.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._codes import entries
from rodtrad.rules._prose import hits

FAMILY = Family.CODES
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY, Kind.INDICATOR, Kind.GUIDELINE)

DIFFERENT = {
    # Socialstyrelsen, ICD-10-SE 2021; WHO, ICD-10 version 2019.
    "R65.1": ("sepsis enligt Sepsis-3-kriterierna", "SIRS av infektiöst ursprung med organsvikt"),
}
"""Code → what it means in ICD-10-SE, and what at WHO."""

_CODE = re.compile("|".join(re.escape(code) for code in DIFFERENT) + r"(?!\w)")
_SAID = later(r"\bWHO\b|\binternationell", re.IGNORECASE)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Once a document and code, unless a block that names the code also speaks of the other version."""
    if not is_full_text(document.face):
        return
    blocks: dict[str, dict[int, Block]] = {}
    first: dict[str, tuple[int, int]] = {}
    for hit, block in hits(document, _CODE):
        first.setdefault(hit[0], hit.span())
        blocks.setdefault(hit[0], {})[id(block)] = block
    listed = {code: key for system, key, code in entries(document.face) if system.scheme == "icd-10-se"}
    for code, (here, there) in DIFFERENT.items():
        named = blocks.get(code, {}).values()
        if any(_SAID().search(document.source.text, block.start, block.end) for block in named):
            continue
        if code in listed:
            place = document.key(listed[code])
        elif code in first:
            place = document.place(*first[code])
        else:
            continue
        message = f"{code} betyder {here} i ICD-10-SE men {there} hos WHO."
        hint = "Skriv där koden nämns att den internationella versionen betyder något annat."
        yield found(document, place, message, hint)
