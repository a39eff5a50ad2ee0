"""En sida i handboken har en adress som är upptagen.

Varför: under `regler` ligger en sida för varje regel, som verktyget skriver. Två sidor kan inte ha samma adress.

Fel: `content/handbok/regler/egna-regler.md`

Rätt: `content/handbok/egna-regler.md`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.source import START

FAMILY = Family.LINKS
KINDS = (Kind.HANDBOOK,)

RULES = "regler"
"""Folder of the handbook that holds the pages of the rules."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report pages at or below the address of the rules."""
    if document.face.id.partition("/")[0] == RULES:
        message = f"Adressen `handbok/{document.face.id}` är upptagen av reglernas sidor, så sidan visas inte."
        yield found(document, START, message, f"Döp om filen, eller flytta den från mappen `{RULES}`.")
