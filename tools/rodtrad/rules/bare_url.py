"""En adress står i texten utan att vara en länk.

Varför: adressen går inte att klicka på, och punkten efter kan se ut att höra till den.

Fel: `Läs mer på https://www.1177.se.`

Rätt: `Läs mer på [1177](https://www.1177.se).` eller `<https://www.1177.se>`.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.prose import matches
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found

FAMILY = Family.LINKS
SEVERITY = Severity.WARNING

_URL = re.compile(r"http(?<![\w<(\[/.:=@-]http)s?://[^\s<>\"|\])]+")
_BARE = later(r"www(?<![\w<(\[/.:=@-]www)\.[\w-]+\.\w[^\s<>\"|\])]*")

_DEFINITION = later(r"[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ ]*")
"""`[namn]: adress`, which links elsewhere in the text use."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """The fix leaves a full stop after the address outside."""
    text = document.source.text
    found_bare = matches(document, _BARE()) if "www." in text else ()
    for hit in (*matches(document, _URL), *found_bare):
        if _DEFINITION().fullmatch(text, text.rfind("\n", 0, hit.start()) + 1, hit.start()):
            continue
        address = hit[0].rstrip(".,;:!?”*")
        end = hit.start() + len(address)
        whole = address if address.startswith("http") else f"https://{address}"
        fix = Fix(f"Skriv `<{whole}>`", (Edit(hit.start(), end, f"<{whole}>"),))
        message = "Adressen är ingen länk."
        yield found(
            document, document.place(hit.start(), end), message, f"Skriv `[text]({whole})` eller `<{whole}>`.", fix
        )
