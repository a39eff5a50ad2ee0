"""En länk säger inte vart den leder.

Varför: den som lyssnar på sidan hoppar ofta från länk till länk och hör bara länkarnas text. "Här" säger då ingenting.

Fel: `Riktlinjerna finns [här](https://www.socialstyrelsen.se).`

Rätt: `Läs [Socialstyrelsens riktlinjer](https://www.socialstyrelsen.se).`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Link
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.rules import Family, found

FAMILY = Family.LINKS
SEVERITY = Severity.WARNING

_PLACES = ("här", "hit", "länken", "denna länk", "den här länken", "denna sida", "den här sidan")
_MORE = ("mer", "mera", "vidare", "info", "information")
_VAGUE = frozenset(
    [
        *(f"{verb} {place}" for verb in ("klicka", "tryck", "gå", "se", "läs", "följ") for place in _PLACES),
        *(
            f"{verb} {more}{here}"
            for verb in ("läs", "se", "visa", "få", "mer")
            for more in _MORE
            for here in ("", " här")
        ),
        *_PLACES,
        *("länk", "mer", "mera", "klicka", "pdf", "webbplats", "webbplatsen", "sidan", "webbsida", "webbsidan"),
        *("dokumentet", "artikeln", "extern länk"),
    ]
)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Links whose whole text says nothing by itself."""
    for link in document.face.links:
        if " ".join(link.text.casefold().strip(" .:…»>→").split()) in _VAGUE:
            hint = "Skriv vart länken leder, till exempel sidans namn."
            message = f"Länktexten ”{link.text}” säger inte vart länken leder."
            yield found(document, link.place, message, hint, _titled(document, library, link))


def _titled(document: Document, library: Library, link: Link) -> Fix | None:
    """The title of what the link leads to, where that is in the library."""
    end = library.resolve(link.target)
    title = (end[1].title if end[1] else end[0].title) if end else ""
    at = document.source.offset(link.place.line, link.place.column) + 1
    if not title or re.search(r"[\[\]`*_<>\\]", title) or not document.source.text.startswith(f"{link.text}](", at):
        return None
    return Fix(f"Skriv `{title}`", (Edit(at, at + len(link.text), title),), safe=False)
