"""En andel saknar täljare eller nämnare.

Varför: en andel går bara att räkna, och bara att jämföra, när det framgår vilka patienter som räknas och av vilka de
är en del.

Fel: `## Nämnare` följt av `–` när enheten är `"%"`.

Rätt: `Patienter med nydiagnostiserad depression.`, eller `Uppgift saknas.` när källan inte anger det.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.rules import Family, found

FAMILY = Family.THREAD
KINDS = (Kind.INDICATOR,)

_NOTHING = frozenset(
    ["–", "-", "?", "…", "saknas", "okänd", "okänt", "ej angiven", "ej angivet", "anges inte", "se ovan"]
)
_UNKNOWN = "uppgift saknas"


def check(document: Document, library: Library) -> Iterator[Finding]:
    """The two chapters say who is counted, or that nobody knows, and not the same. An empty one is told already."""
    matter = document.face.matter
    if not isinstance(matter, IndicatorMatter) or matter.unit != "%":
        return
    said: dict[str, str] = {}
    for chapter in document.body.chapters:
        if chapter.id not in ("taljare", "namnare"):
            continue
        words = " ".join(block.text for block in document.body.under(chapter)).strip().rstrip(".").casefold()
        said[chapter.id] = words
        if words in _NOTHING:
            message = f"{chapter.title} saknas, men måttet är en andel."
            place = document.place(next(document.body.under(chapter)))
            yield found(document, place, message, "Skriv vilka som räknas, eller `Uppgift saknas.`")
        elif words and chapter.id == "namnare" and words == said.get("taljare") and not words.startswith(_UNKNOWN):
            message = "Nämnaren är densamma som täljaren, så andelen blir alltid 100 %."
            yield found(document, document.place(chapter), message, "Skriv i nämnaren alla som kunde ha räknats.")
