"""Målnivåerna går åt fel håll.

Varför: hög målnivå är svårare att nå än måttlig. Står de omvänt, eller är riktningen fel, får den sämre enheten det
bättre betyget.

Fel: `| 2019 | 50 | 35 | riksstroke | C |` när `riktning: högt`.

Rätt: `| 2019 | 35 | 50 | riksstroke | C |`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.values import Direction

FAMILY = Family.THREAD
KINDS = (Kind.INDICATOR,)

_NUMBER = later(r"[0-9]+(?:,[0-9]+)?")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Compare the two levels of each row where both are numbers."""
    matter = document.face.matter
    if not document.face.targets or not isinstance(matter, IndicatorMatter):
        return
    if matter.direction not in (Direction.HIGHER, Direction.LOWER):
        return
    for target in document.face.targets:
        if not (_NUMBER().fullmatch(target.moderate) and _NUMBER().fullmatch(target.high)):
            continue
        moderate, high = (float(level.replace(",", ".")) for level in (target.moderate, target.high))
        if moderate != high and (high > moderate) is not (matter.direction is Direction.HIGHER):
            message = (
                f"Hög målnivå {target.high} är lättare att nå än måttlig {target.moderate}, "
                f"när ett {matter.direction} värde är bättre."
            )
            hint = f"Byt plats på nivåerna, eller rätta `riktning: {matter.direction}`."
            yield found(document, target.place, message, hint)
