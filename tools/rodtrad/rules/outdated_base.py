"""Ett regionalt tillägg bygger på en annan version än den som finns.

Varför: den nationella texten kan ha ändrats just där tillägget hör hemma. Någon måste läsa dem tillsammans innan de
visas ihop.

Fel: `bygger på: 1.0.0` när vårdförloppet har `version: 1.1.0`.

Rätt: `bygger på: 1.1.0`, när tillägget är jämfört med den nya texten.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import AdditionMatter, Kind, PathwayMatter
from rodtrad.rules import Family, found

FAMILY = Family.ADDITIONS
SEVERITY = Severity.WARNING
KINDS = (Kind.ADDITION,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Compare with the version of the pathway that the addition is for, if it has one."""
    matter = document.face.matter
    if not isinstance(matter, AdditionMatter) or matter.based_on is None or matter.adds_to is None:
        return
    national = library.get(Kind.PATHWAY, matter.adds_to)
    version = national.matter.version if national and isinstance(national.matter, PathwayMatter) else None
    if national is None or version is None or version == matter.based_on:
        return
    place = document.key("bygger på")
    if _parts(matter.based_on) > _parts(version):
        message = f"Tillägget bygger på version {matter.based_on}, men {national.title} har bara nått {version}."
        yield found(document, place, message, f"Skriv `bygger på: {version}`.")
    else:
        message = f"Tillägget bygger på version {matter.based_on}, men {national.title} har nu version {version}."
        hint = f"Läs tillägget mot den nya texten, ändra det som behövs och skriv `bygger på: {version}`."
        yield found(document, place, message, hint)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
