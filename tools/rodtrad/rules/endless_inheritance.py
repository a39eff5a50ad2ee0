"""Ett tillägg ärver i en ring, eller från sin egen region.

Varför: den som ärver visar en annan regions tillägg där det saknas egna. Går arvet runt finns det ingen som har
skrivit texten, och regionens texter kan inte sammanfogas.

Fel: `ärver: kalmar-lan` i Region Kalmar läns eget tillägg.

Rätt: `ärver: jonkopings-lan`, när den regionen i sin tur inte ärver av Kalmar län.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import AdditionMatter, Kind
from rodtrad.rules import Family, found

FAMILY = Family.ADDITIONS
KINDS = (Kind.ADDITION,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Follow the inheritance from region to region, until it ends or comes back."""
    matter = document.face.matter
    if not isinstance(matter, AdditionMatter) or not matter.region or not matter.inherits:
        return
    way: list[str] = [matter.region]
    following: str | None = matter.inherits
    while following and following not in way:
        way.append(following)
        heir = library.faces.get(f"tillagg/{following}/{matter.adds_to}")
        following = heir.matter.inherits if heir and isinstance(heir.matter, AdditionMatter) else None
    if following != matter.region:
        return  # it ends, or the ring is among others and told there
    message = (
        f"{matter.region} ärver av sig själv."
        if len(way) == 1
        else f"Arvet går runt: {' → '.join([*way, matter.region])}."
    )
    yield found(document, document.key("ärver"), message, "Ta bort `ärver` i ett av tilläggen.")
