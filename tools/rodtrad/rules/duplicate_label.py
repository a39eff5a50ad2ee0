"""Två åtgärder har samma bokstav.

Varför: en hänvisning till bokstaven kan då betyda vilken som helst av dem.

Fel: `#### B. Provtagning {#provtagning}` och `#### B. Diagnostik {#diagnostik}`.

Rätt: `#### B. Provtagning {#provtagning}` och `#### C. Diagnostik {#diagnostik}`.
"""

from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.face import NODES
from rodtrad.finding import Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.writer import relettered

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report each node whose letter an earlier one has."""
    seen: dict[str, Block] = {}
    for node in document.body.of(*NODES):
        if not node.label:
            continue
        first = seen.setdefault(node.label, node)
        if first is not node:
            line = document.place(first).line
            message = f"Bokstaven {node.label} används redan på rad {line}, för {first.title}."
            hint = "Kör `rodtrad fmt`, som ger varje åtgärd en egen bokstav och skriver om länkarna."
            fix = Fix("Skriv om bokstäverna i ordning", tuple(relettered(document)), safe=False)
            yield found(document, document.place(node), message, hint, fix)
