"""En uppgift är inte indragen under det som den hör till.

Varför: utan indrag blir raden ett eget mål eller en egen indikator, och målet ovanför saknar sin uppgift.

Fel: `- **Möter:** [lång väntan](#u-vantan)` i kanten, på raden under målet.

Rätt: `  - **Möter:** [lång väntan](#u-vantan)` med två mellanslag först.
"""

from collections.abc import Iterator

from rodtrad.chapters import fact
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._thread import is_loose_fact

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)

_WHAT = {Role.GOAL: "ett eget mål", Role.INDICATOR: "en egen indikator"}


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report facts of goals and indicators that stand among them."""
    for block in document.body.of(*_WHAT):
        said = fact(block.nodes[0]) if is_loose_fact(block) else None
        if said:
            start = block.nodes[0].start
            line = document.source.starts[document.source.line_column(start)[0] - 1]
            fix = Fix("Dra in raden", (Edit(line, start, "  "),), safe=False)
            message = f"{said.name} läses som {_WHAT[block.role]}, för raden är inte indragen."
            yield found(document, document.place(block), message, "Skriv två mellanslag till först på raden.", fix)
