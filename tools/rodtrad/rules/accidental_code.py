"""Ett stycke blev kod, för att det är indraget.

Varför: fyra mellanslag först på raden gör texten till kod. Den visas med skrivmaskinsstil, radbryts inte och läses inte
som åtgärd, mål eller länk.

Fel: ett stycke som börjar med fyra mellanslag.

Rätt: samma stycke utan mellanslag först.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.rules import Family, found

FAMILY = Family.LANGUAGE


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Code without a fence."""
    text = document.source.text
    if "\n    " not in text and "\n\t" not in text and "-     " not in text:
        return
    for node in document.body.find("code"):
        if text[node.start : node.end].lstrip().startswith(("```", "~~~")):
            continue
        start = text.rfind("\n", 0, node.start) + 1
        if text[start : node.start].strip():  # it stands directly after a list mark: the place must be mended by hand
            fix = None
        else:
            first = node.start + len(text[node.start : node.end]) - len(text[node.start : node.end].lstrip())
            fix = Fix("Ta bort indraget", (Edit(start, first, ""),), safe=False)
        yield found(
            document, document.place(node), "Texten är indragen och blev kod.", "Ta bort mellanslagen först.", fix
        )
