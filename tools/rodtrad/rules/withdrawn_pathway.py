"""Ett regionalt tillägg hör till ett vårdförlopp som inte gäller längre.

Varför: den som läser tillägget kan tro att vårdförloppet gäller. Det som har ersatt det har andra delar, och där syns
tillägget inte.

Fel: `tillägg till: hjartsvikt-nydebuterad`, när vårdförloppet är upphävt eller ersatt.

Rätt: `tillägg till: hjartsvikt`, med texten flyttad till de delar där den nu hör hemma.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Face
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import AdditionMatter, Kind, PathwayMatter
from rodtrad.rules import Family, found
from rodtrad.values import NationalStatus

FAMILY = Family.ADDITIONS
KINDS = (Kind.ADDITION,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Withdrawn among what a region has fetched, or replaced in the words of the text itself."""
    matter = document.face.matter
    national = library.get(Kind.PATHWAY, matter.adds_to or "") if isinstance(matter, AdditionMatter) else None
    if national is None or not isinstance(national.matter, PathwayMatter):
        return
    said = national.matter
    if said.withdrawn:
        reason = f": {said.withdrawn.reason.rstrip('.')}." if said.withdrawn.reason else "."
        message, after = f"{national.title} är upphävt och gäller inte{reason}", said.withdrawn.replaced_by
    elif said.national and said.national.status is NationalStatus.REPLACED:
        message = f"{national.title} är ersatt och gäller inte."
        after = tuple(f"vardforlopp/{id}" for id in (said.replaced_by, said.merged_into) if id)
    else:
        return
    yield found(
        document, document.key("tillägg till"), message, _hint([library.faces.get(key) or key for key in after])
    )


def _hint(after: list[Face | str]) -> str:
    if not after:
        return "Inget annat gäller i stället. Ta bort tillägget."
    said = " och ".join(f"”{one.title}” (`{one.id}`)" if isinstance(one, Face) else f"`{one}`" for one in after)
    return f"I stället gäller {said}. Flytta det som behövs dit, och ta bort tillägget."
