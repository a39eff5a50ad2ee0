"""Två vägar har samma villkor.

Varför: när samma villkor leder åt två håll vet läsaren inte vilken väg som gäller.

Fel: `- **Ja.** → [E](#behandling)` och `- **Ja.** → [F](#uppfoljning)`.

Rätt: `- **Ja.** → [E](#behandling) och [F](#uppfoljning)`, eller två villkor som skiljer sig åt.
"""

from collections.abc import Iterator

from rodtrad.chapters import fold
from rodtrad.document import Block, Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import ways_of_nodes

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report a condition that an earlier way of the same node has."""
    for _, ways in ways_of_nodes(document):
        seen: dict[str, Block] = {}
        for block in ways:
            if block.way is None or not block.way.condition:
                continue
            first = seen.setdefault(fold(block.way.condition), block)
            if first is not block:
                line = document.place(first).line
                message = f"Villkoret ”{block.way.condition}” står redan på rad {line}."
                hint = "Skilj villkoren åt, eller slå ihop vägarna med `och` (båda) eller `eller` (en av dem)."
                yield found(document, document.place(block), message, hint)
