"""Nästa granskning ligger för långt fram, eller före den senaste.

Varför: ett vårdförlopp ses över när kunskapen ändras och senast efter två år. Annars kan texten bli inaktuell utan att
någon har lovat att titta på den.

Fel: `granskat: 2026-05-02` och `nästa granskning: 2030-05`.

Rätt: `granskat: 2026-05-02` och `nästa granskning: 2028-05`.
"""

from collections.abc import Iterator

from rodtrad.dates import before, years_after
from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import Family, found

FAMILY = Family.GOVERNANCE
KINDS = (Kind.PATHWAY,)
LONGEST = 2
"""Years between two reviews."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Compares the two dates with each other, never with today."""
    matter = document.face.matter
    if not isinstance(matter, PathwayMatter) or matter.reviewed is None or matter.next_review is None:
        return
    place = document.key("nästa granskning")
    last = years_after(matter.reviewed, LONGEST)
    if before(matter.next_review, matter.reviewed):
        message = f"Nästa granskning ({matter.next_review}) ligger före den senaste ({matter.reviewed})."
        yield found(document, place, message, f"Skriv ett datum efter {matter.reviewed} och senast {last}.")
    elif before(last, matter.next_review):
        message = f"Nästa granskning ({matter.next_review}) är mer än två år efter den senaste ({matter.reviewed})."
        yield found(document, place, message, f"Skriv senast `{last}`.")
