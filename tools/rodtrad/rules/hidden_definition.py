"""En rad läses som en länkadress och syns inte.

Varför: en rad som börjar med `[1]:` är i Markdown en adress, inte text. Den försvinner från sidan och ur det som
regionerna hämtar.

Fel: `[1]: EAU-riktlinjen`

Rätt: `[^eau-2024]: EAU-riktlinjen, 2024`, och `[^eau-2024]` i texten.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.prose import matches
from rodtrad.rules import Family, found

FAMILY = Family.LINKS

_DEFINITION = re.compile(r"\n[ ]{0,3}(?P<line>\[(?P<label>[^\]\^\n][^\]\n]*)\]:[ \t]*(?P<target>\S[^\n]*))")
_ADDRESS = re.compile(r"<?(?:https?://|mailto:|#|\.{0,2}/|[\w./-]+\.(?:md|html?|pdf)\b)\S*")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report definitions that the parser has taken away, and whose address is none."""
    if "]:" not in document.source.text:
        return
    for hit in matches(document, _DEFINITION, "line"):
        start, end = hit.span("line")
        if _ADDRESS.match(hit["target"]) or _is_shown(document, start):
            continue
        label = hit["label"]
        message = f"Raden `[{label}]: …` läses som en länkadress och syns inte."
        hint = f"Skriv `[^{label}]: {hit['target']}`."
        fix = Fix("Gör raden till en referens", (Edit(start + 1, start + 1, "^"),), safe=False)
        yield found(document, document.place(start, end), message, hint, fix)


def _is_shown(document: Document, offset: int) -> bool:
    """Whether something of the line is left in the tree."""
    return any(node.start <= offset < node.end for node in document.body.find("paragraph", "code", "html", "table"))
