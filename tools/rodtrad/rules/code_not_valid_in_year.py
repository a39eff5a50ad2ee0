"""En kod gäller inte det år som texten gäller från.

Varför: kodverket ändras varje år. En kod som har upphört, eller som inte fanns än, kan inte användas i journalen och
inte rapporteras.

Fel: en kod som upphörde 2015, i ett vårdförlopp som godkändes 2021.

Rätt: den kod som gällde i stället 2021.

En godkänd text jämförs med året för det senaste godkännandet, andra texter med listans senaste år. Regeln säger bara
något när projektet har en lista med årtal: filen `kodlistor/icd-10-se.tsv`, eller `rodtrad check --icd10se FIL`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Face
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import PathwayMatter
from rodtrad.rules import Family, found
from rodtrad.rules._codes import in_lists, near, with_titles
from rodtrad.values import DecisionType, Extent, Status

FAMILY = Family.CODES


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Years are compared: codes come and go at New Year, and many dates are known by their year only."""
    for one, listed in in_lists(document, library):
        approved = _approved(document.face)
        year = approved or listed.newest
        if one.code not in listed or listed.is_valid(one.code, year):
            continue
        first, last = listed.since.get(one.code), listed.until.get(one.code)
        valid = " ".join((f"från {first}" if first else "", f"till och med {last}" if last else "")).strip()
        of = f"året då texten godkändes ({year})" if approved else f"{year}, listans senaste år"
        meant = near(listed, one.system, one.code, year)
        hint = f"Välj en kod som gäller {year}" + (f", till exempel {with_titles(listed, meant)}." if meant else ".")
        yield found(document, one.place, f"Koden {one.code} gäller inte {of}: den gäller {valid}.", hint)


def _approved(face: Face) -> int | None:
    """The year of approval of the text that stands here, or of the national text that an entry is about."""
    matter = face.matter
    if not isinstance(matter, PathwayMatter):
        return None
    dates = [one.date for one in matter.decisions or () if one.type is DecisionType.APPROVAL and one.date]
    if matter.extent is Extent.CATALOGUE_ENTRY and matter.national and matter.national.approved:
        dates.append(matter.national.approved)
    elif matter.status is not Status.APPROVED:
        return None
    return int(max(dates)[:4]) if dates else None
