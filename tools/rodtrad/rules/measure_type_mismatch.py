"""En indikator står under fel sorts mått.

Varför: resultatmått visar hur det går för patienten, processmått vad vården gör. Blandas de ihop ser det ut som om
hälsan följs när bara insatserna räknas.

Fel: `- [Trombolys inom 30 minuter](../indikatorer/trombolys-inom-30-min.md)` under `### Resultatmått`, när indikatorn
har `typ: process`.

Rätt: samma rad under `### Processmått`.
"""

import re
from collections.abc import Iterator

from rodtrad.chapters import fold
from rodtrad.chapters.follow_up import MEASURES
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._headings import folded
from rodtrad.rules._links import links
from rodtrad.values import Measure

FAMILY = Family.THREAD
KINDS = (Kind.PATHWAY,)

_SECTIONS = {fold(heading): measure for heading, measure in MEASURES.items()}
_HEADINGS = {measure: heading for heading, measure in MEASURES.items()}

_DONE = later(
    r"\b(?:andel|antal)\w*\s.{0,60}?\b"
    r"(?:(?:behandlade|undersökta|utredda|bedömda|erbjudna|opererade|remitterade|vaccinerade)"
    r"(?=\.?$|\s(?:inom|före|efter|enligt|med|vid|på|i)\b)"
    r"|som (?:har )?"
    r"(?:erbjud(?:s|its)|behandla(?:s|ts)|bedöm(?:s|ts)|undersök(?:s|ts)|remittera(?:s|ts)|följ(?:s|ts) upp))",
    re.IGNORECASE,
)
"""What care does to patients, counted: "Andel behandlade inom 30 minuter"."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Compare the section with the indicator's type; where that cannot tell, read the words under *Resultatmått*."""
    targets = {link.block: link.target for link in links(document.face, "indicator")}
    if not targets:
        return
    sections = {block.id: block for block in document.body.of(Role.SECTION)}
    for block in document.body.of(Role.INDICATOR):
        section = sections.get(block.parent)
        listed = _SECTIONS.get(folded(section.title)) if section else None
        if section is None or listed is None:
            continue
        face = library.faces.get(targets.get(block.id, "").partition("#")[0])
        matter = face.matter if face else None
        said = matter.type if isinstance(matter, IndicatorMatter) else None
        if said and said is not listed:
            message = (
                f"”{block.title}” står under {section.title} men är ett {_HEADINGS[said].lower()} enligt indikatorn."
            )
            hint = f"Flytta raden till `### {_HEADINGS[said]}`, eller rätta `typ` i indikatorn."
            yield found(document, document.place(block), message, hint)
        elif listed is Measure.OUTCOME and _DONE().search(block.title):
            message = f"”{block.title}” räknar vad vården gör, men står under {section.title}."
            hint = "Flytta raden till `### Processmått`, eller säg i titeln vad patienten får ut av vården."
            yield found(document, document.place(block), message, hint)
