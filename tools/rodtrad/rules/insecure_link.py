"""En länk börjar med http i stället för https.

Varför: http är okrypterat, och många webbläsare varnar läsaren eller stoppar sidan.

Fel: `[Riksstroke](http://www.riksstroke.org)`

Rätt: `[Riksstroke](https://www.riksstroke.org)`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.rules import Family, found
from rodtrad.source import Place

FAMILY = Family.LINKS
SEVERITY = Severity.ADVICE

_KEYS = ("webbadress", "nationellt.webbadress")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Links in the text and addresses in the front matter."""
    text = document.source.text
    if "http://" not in text:
        return
    for link in document.face.links:
        if link.href.startswith("http://"):
            start = document.source.offset(link.place.line, link.place.column)
            yield _finding(document, link.place, text.find(link.href, start))
    for key in _KEYS:
        spot = document.body.spots.get(key)
        if spot and text[spot.start : spot.end].lstrip("\"'").startswith("http://"):
            yield _finding(document, document.key(key), text.find("http://", spot.start))


def _finding(document: Document, place: Place, at: int) -> Finding:
    fix = Fix("Skriv `https`", (Edit(at, at + 4, "https"),), safe=False) if at >= 0 else None
    return found(document, place, "Länken är okrypterad.", "Skriv `https://` och kontrollera att sidan öppnas.", fix)
