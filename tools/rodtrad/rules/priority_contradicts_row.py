"""Prioriteten vid en rekommendation är en annan än riktlinjens.

Varför: prioriteten avgör om en åtgärd bör, kan eller inte ska erbjudas. Två uppgifter om samma sak går inte att lita
på.

Fel: `- **Rekommendation:** [KBT](../riktlinjer/nr-depression-angest-2017.md#kbt-eller-ipt), prioritet 1`, när raden
har 2–3.

Rätt: `- **Rekommendation:** [KBT](../riktlinjer/nr-depression-angest-2017.md#kbt-eller-ipt), prioritet 2–3`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._citations import citations, folded, is_priority

FAMILY = Family.GUIDELINES
KINDS = (Kind.PATHWAY, Kind.ADDITION)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Compare the words after the link with the row, where both say something that can be read."""
    for citation in citations(document, library):
        row, said, start = citation.row, citation.said, citation.said_start
        if row is None or not said or not is_priority(citation.priority) or folded(said) == folded(citation.priority):
            continue
        message = f"Här står prioritet {said}, men raden ”{row.title}” har prioritet {citation.priority}."
        hint = f"Skriv `prioritet {citation.priority}`, om riktlinjen är rätt återgiven."
        edit = Edit(start, start + len(said), citation.priority)
        fix = Fix(f"Skriv `prioritet {citation.priority}`", (edit,), safe=False)
        yield found(document, document.place(start, start + len(said)), message, hint, fix)
