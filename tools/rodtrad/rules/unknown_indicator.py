"""En länk leder till en indikator som inte finns.

Varför: vad som räknas står i indikatorns eget dokument. Finns det inte kan måttet varken följas eller redovisas.

Fel: `[Återbesök](../indikatorer/depression-aterbesok.md)` när filen heter `depression-aterbesok-6-veckor.md`.

Rätt: `[Återbesök](../indikatorer/depression-aterbesok-6-veckor.md)`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Link
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._links import means_unknown_indicator

FAMILY = Family.THREAD
BREAKS_MACHINES = True

_FOLDER = {Kind.INDICATOR: "", Kind.ADDITION: "../../indikatorer/"}
"""How the folder of the indicators is written in a document of a kind."""

MOST_GUESSES = 50
"""Links in one document for which we look for what was meant; comparing words takes time."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Links whose place or address says that an indicator is meant; a wrong folder before a right id is dead-link's."""
    near_by: dict[str, str] = {}
    folder = _FOLDER.get(document.kind, "../indikatorer/")
    for link in document.face.links:
        if link.relation != "indicator" and not link.target.startswith("indikatorer/"):  # most links
            continue
        if not means_unknown_indicator(link, library):
            continue
        id = link.target.partition("#")[0].rpartition("/")[2]
        if id not in near_by and len(near_by) < MOST_GUESSES:
            near_by[id] = _meant(id, link, library)
        near = near_by.get(id, "")
        hint = f"Skriv en specifikation i `content/indikatorer/{id}.md`, eller länka till en som finns."
        if near:
            hint = f"Menade du `{near}`? Skriv `[{link.text}]({folder}{near}.md)`."
        fix = _fix(document, link, f"{folder}{near}.md") if near else None
        yield found(document, link.place, f"Det finns ingen indikator `{id}`.", hint, fix)


def _meant(id: str, link: Link, library: Library) -> str:
    """The id most like the one written, or that of the indicator whose title the link shows; "" when none is near."""
    titles = {face.id: face.title.casefold() for face in library.of(Kind.INDICATOR)}
    named = [known for known, title in titles.items() if title == link.text.casefold()]
    return named[0] if len(named) == 1 else nearest(id, list(titles))


def _fix(document: Document, link: Link, address: str) -> Fix | None:
    """Replace the address where it stands."""
    begin = document.source.offset(link.place.line, link.place.column)
    at = document.source.text.find(f"]({link.href}", begin)
    if at < 0:
        return None
    return Fix(f"Skriv `{address}`", (Edit(at + 2, at + 2 + len(link.href), address),), safe=False)
