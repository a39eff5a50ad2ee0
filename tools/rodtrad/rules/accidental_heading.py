"""En rad blev en rubrik av misstag.

Varför: tre streck eller likhetstecken direkt under en rad gör raden till rubrik. Den som ville ha ett streck får en
rubrik mitt i texten.

Fel: en rad text och på raden under `---`.

Rätt: en tom rad före `---`, eller `## Rubrik` om raden ska vara en rubrik.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.rules import Family, found

FAMILY = Family.CHAPTERS


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A heading that does not begin with a number sign."""
    text = document.source.text
    for node in document.body.root.children:
        if node.kind == "heading" and not text.startswith("#", node.start):
            line = text.rfind("\n", node.start, node.end) + 1
            fix = Fix("Sätt en tom rad före strecket", (Edit(line, line, "\n"),), safe=False) if line else None
            hint = "Sätt en tom rad före strecket, eller skriv rubriken med `##`."
            message = "Raden blev en rubrik, eftersom ett streck står direkt under."
            yield found(document, document.place(node), message, hint, fix)
