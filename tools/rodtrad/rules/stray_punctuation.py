"""Ett skiljetecken står fel.

Varför: ett mellanslag före kommatecknet, eller två punkter efter varandra, blir ofta kvar när text har flyttats.
Läsaren undrar om något fattas.

Fel: `Ge smärtlindring , och följ upp..`

Rätt: `Ge smärtlindring, och följ upp.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.rules import Family, found
from rodtrad.rules._prose import hits

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE

_COMMA = re.compile(r",(?<=[\w)%*”] ,)(?=\s)")
_POINTS = re.compile(r"\.\.(?<=[\w)%*”]\.\.)(?=[\s*_)”]|\Z)")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A space before a comma, and two full stops; three are an ellipsis, and none are told in code and addresses."""
    text = document.source.text
    for hit, _ in hits(document, _COMMA) if " ," in text else ():
        start, end = hit.start() - 1, hit.end()
        fix = Fix("Ta bort mellanslaget", (Edit(start, start + 1, ""),))
        message = "Det står ett mellanslag före kommatecknet."
        yield found(document, document.place(start, end), message, "Ta bort mellanslaget.", fix)
    for hit, _ in hits(document, _POINTS) if ".." in text else ():
        start, end = hit.span()
        fix = Fix("Skriv en punkt", (Edit(start, start + 1, ""),), safe=False)
        hint = "Skriv en punkt, eller `…` om något är utelämnat."
        yield found(document, document.place(start, end), "Det står två punkter efter varandra.", hint, fix)
