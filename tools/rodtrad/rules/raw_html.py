"""Texten innehåller HTML eller en dold kommentar.

Varför: HTML följer inte med till regionernas system, och en kommentar syns inte för den som granskar texten.

Fel: `<b>Viktigt</b>`, `<br>` eller `<!-- fråga Anna -->`.

Rätt: `**Viktigt**`, ett nytt stycke eller en ny punkt. Frågor ställs i granskningen.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.rules import Family, found

FAMILY = Family.LANGUAGE

_ALLOWANCE = re.compile(r"\s*[Tt]illåt:")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Tags that open something, and comments that are no allowance. Closing tags go with the opening ones."""
    for node in document.body.find("html", "html_inline", "comment"):
        if node.kind == "comment":
            if not _ALLOWANCE.match(node.text):
                fix = Fix("Ta bort kommentaren", (Edit(node.start, node.end, ""),), safe=False)
                message = "Kommentaren syns inte för läsaren."
                yield found(document, document.place(node), message, "Ta bort den, eller skriv det i texten.", fix)
        elif not node.text.lstrip().startswith("</"):
            tag = re.match(r"\s*<[!?/]?([A-Za-z0-9-]*)", node.text)
            name = tag[1] if tag and tag[1] else "HTML"
            message = f"HTML (`{name}`) används inte i texten."
            yield found(document, document.place(node), message, _hint(name.casefold()))


def _hint(name: str) -> str:
    return {
        "b": "Skriv `**text**`.",
        "strong": "Skriv `**text**`.",
        "i": "Skriv `*text*`.",
        "em": "Skriv `*text*`.",
        "br": "Börja ett nytt stycke eller en ny punkt.",
        "a": "Skriv `[text](adress)`.",
        "sup": "Skriv tecknet självt, till exempel `²`, eller en fotnot.",
        "sub": "Skriv tecknet självt, till exempel `₂`.",
        "img": "Skriv `![beskrivning](adress)`.",
        "table": "Skriv tabellen med `|`.",
        "li": "Börja raden med `- `.",
        "ul": "Skriv en punktlista med `- `.",
    }.get(name, "Skriv texten utan HTML; skriv `\\<` om tecknet ska synas.")
