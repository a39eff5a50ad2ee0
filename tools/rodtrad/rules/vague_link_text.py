"""En länk säger inte vart den leder.

Varför: den som lyssnar på sidan hoppar ofta från länk till länk och hör bara länkarnas text. "Här" säger då ingenting.

Fel: `Riktlinjerna finns [här](https://www.socialstyrelsen.se).`

Rätt: `Läs [Socialstyrelsens riktlinjer](https://www.socialstyrelsen.se).`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.rules import found

SEVERITY = Severity.WARNING

_VAGUE = re.compile(
    r"(?:(?:klicka|tryck|gå|se|läs|följ)\s+)?(?:här|hit|länken|denna länk|den här länken|denna sida|den här sidan)"
    r"|länk|(?:läs|se|visa|få|mer)\s+(?:mer|mera|vidare|info|information)(?:\s+här)?|mer|mera|klicka|pdf|webbplats(?:en)?"
    r"|sidan|webbsida(?:n)?|dokumentet|artikeln|extern länk",
    re.IGNORECASE,
)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Links whose whole text says nothing by itself."""
    for link in document.face.links:
        if _VAGUE.fullmatch(link.text.strip(" .:…»>→")):
            hint = "Skriv vart länken leder, till exempel sidans namn."
            yield found(document, link.place, f"Länktexten ”{link.text}” säger inte vart länken leder.", hint)
