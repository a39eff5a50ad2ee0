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
from rodtrad.rules._misread import is_astray

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)

_SENTENCE = later(r"(?P<words>[^\s→*:.>-][^\n→*:.>]{0,80}?(?:\.(?=\s)|(?=[ ]?:?[ ]?(?:→|->))))[ ]?:?(?=\s)")
_BOLD = later(r"\*\*(?P<words>[^*\n→\[]{1,80})\*\*(?=\s)")
"""Bold words that are not read as such: a space stands inside their marks."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report ways without a condition where the node has several."""
    for node, mine in ways_of_nodes(document):
        if len(mine) < 2 or all(way.way is None or way.way.condition for way in mine):
            continue
        if is_astray(document, mine[-1].start) and not is_astray(document, node.start):
            continue  # the last belong to a node whose heading is not read
        for block in mine:
            if block.way is None or block.way.condition:
                continue
            message = f"En väg från {called(node)} saknar villkor, fast det finns {len(mine)} vägar."
            said = _said(document, block)
            hint = "Skriv villkoret först, i fetstil med punkt: `- **I övriga fall.** → [X](#id)`."
            fix = None
            if said:
                start, end, words = said
                hint = f"Skriv villkoret först, i fetstil med punkt: `{words}`."
                fix = Fix(f"Skriv `{words}`", (Edit(start, end, words),), safe=False)
            yield found(document, document.place(block), message, hint, fix)


def _said(document: Document, block: Block) -> tuple[int, int, str] | None:
    """The first sentence, or all that stands before the arrow, where the way begins with words; and how to write it."""
    words = block.nodes[0].children[0].children
    if words[0].kind != "text":
        return None
    first = _BOLD().match(document.source.text, words[0].start) or _SENTENCE().match(
        document.source.text, words[0].start, words[0].end
    )
    if first is None:
        return None
    condition = first["words"].strip(" \u00a0")
    return (
        first.start(),
        first.end(),
        f"**{condition}**" if condition.endswith((".", "?", "!")) else f"**{condition}.**",
    )
