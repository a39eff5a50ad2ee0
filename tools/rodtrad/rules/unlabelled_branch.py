"""En av flera vägar saknar villkor.

Varför: när det finns flera vägar måste läsaren kunna se vilken som gäller när. En väg utan villkor går inte att välja.

Fel: `- **Ja.** → [E](#behandling)` följt av `- → [F](#uppfoljning)`.

Rätt: `- **Ja.** → [E](#behandling)` följt av `- **I övriga fall.** → [F](#uppfoljning)`.
"""

from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._flow import called, ways_of_nodes

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)

_SENTENCE = later(r"[^\n→*]{1,80}?\.(?=\s)")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report ways without a condition where the node has several."""
    for node, mine in ways_of_nodes(document):
        if len(mine) < 2:
            continue
        for block in mine:
            if block.way is None or block.way.condition:
                continue
            message = f"En väg från {called(node)} saknar villkor, fast det finns {len(mine)} vägar."
            hint = "Skriv villkoret först, i fetstil med punkt: `- **I övriga fall.** → [X](#id)`."
            yield found(document, document.place(block), message, hint, _fix(document, block))


def _fix(document: Document, block: Block) -> Fix | None:
    """Make the first sentence bold where the way begins with one."""
    words = block.nodes[0].children[0].children
    if words[0].kind != "text":
        return None
    start = words[0].start
    first = _SENTENCE().match(document.source.text, start, words[0].end)
    if first is None:
        return None
    edits = (Edit(start, start, "**"), Edit(first.end(), first.end(), "**"))
    return Fix("Sätt villkoret i fetstil", edits, safe=False)
