"""En målnivå saknar år, utfärdare eller riktning.

Varför: en målnivå gäller ett visst år och är satt av någon. Utan riktning går det inte att säga om enheten når den.

Fel: `|  | 35 | 50 |  | C |`

Rätt: `| 2019 | 35 | 50 | riksstroke | C |`, med `riktning: högt` bland nycklarna överst i filen.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.rules import Family, found

FAMILY = Family.THREAD
KINDS = (Kind.INDICATOR,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Every row says who and when; as soon as one row has a level, the indicator says which way is better."""
    face = document.face
    for target in face.targets:
        missing = [name for name, value in (("år", target.year), ("utfärdare", target.issuer)) if not value]
        if missing:
            message = f"Målnivån saknar {' och '.join(missing)}."
            yield found(document, target.place, message, "Fyll i raden, eller ta bort den om källan inte är känd.")
    matter = face.matter
    level = next((target for target in face.targets if target.moderate or target.high), None)
    if level and isinstance(matter, IndicatorMatter) and matter.direction is None:
        message = "Indikatorn har målnivåer men säger inte om ett högt eller lågt värde är bättre."
        hint = "Skriv `riktning: högt`, `riktning: lågt` eller `riktning: värde` överst i filen."
        yield found(document, level.place, message, hint)
