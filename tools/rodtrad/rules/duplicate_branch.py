"""Två vägar har samma villkor.

Varför: när samma villkor leder åt två håll vet läsaren inte vilken väg som gäller.

Fel: `- **Ja.** → [E](#behandling)` och `- **Ja.** → [F](#uppfoljning)`.

Rätt: `- **Ja.** → [E](#behandling) och [F](#uppfoljning)`, eller två villkor som skiljer sig åt.
"""

from collections.abc import Iterator

from rodtrad.chapters import fold
from rodtrad.document import Block, Document, Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import found

KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report a condition that an earlier way of the same node has."""
    seen: dict[tuple[str, str], Block] = {}
    for block in document.body.of(Role.WAY):
        way = block.way
        if way is None or not way.condition:
            continue
        first = seen.setdefault((way.source, fold(way.condition)), block)
        if first is not block:
            line = document.place(first).line
            message = f"Villkoret ”{way.condition}” står redan på rad {line}."
            hint = "Skilj villkoren åt, eller slå ihop vägarna med `och` (båda) eller `eller` (en av dem)."
            yield found(document, document.place(block), message, hint)
