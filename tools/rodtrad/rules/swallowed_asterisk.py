"""En asterisk står intill en siffra.

Varför: två asterisker på samma rad försvinner och gör texten mellan dem kursiv. `5*3 och 2*4` visas som `53 och 24`.

Fel: `500 mg*2`, `5*3`.

Rätt: `500 mg × 2`, `5 × 3`. En anmärkning skrivs som fotnot.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.prose import matches
from rodtrad.rules import Family, found

FAMILY = Family.LANGUAGE

_STAR = re.compile(r"\*(?:(?<=\d\*)(?!\*)|(?<![\\*]\*)(?=\d))")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A mark of emphasis may touch a number on its inner side only: `*3 gånger*`, `**minst 5**`."""
    text = document.source.text
    hits = list(matches(document, _STAR))
    if not hits:
        return
    spans = [(node.start, node.end) for node in document.body.find("emphasis", "strong")]
    opening, closing = {start for start, _ in spans}, {end - 1 for _, end in spans}
    for hit in hits:
        at = hit.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if (at in opening and not before.isalnum()) or (at in closing and not after.isalnum()):
            continue
        times = after.isdigit()
        spaced = ("" if before.isspace() else " ") + "× "
        fix = Fix("Skriv `×`", (Edit(at, at + 1, spaced),), safe=False) if times else None
        hint = (
            "Skriv `×` för gånger." if times else "Skriv `×` för gånger, eller en fotnot (`[^namn]`) för en anmärkning."
        )
        yield found(document, document.place(at, at + 1), "En asterisk (`*`) står intill ett tal.", hint, fix)
