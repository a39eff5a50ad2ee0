"""Ett mål följs inte av någon indikator.

Varför: den röda tråden slutar i det som mäts. Ett mål som ingen följer går det inte att säga om vården når. Finns
ingen indikator bör läsaren få veta varför.

Fel: `- Fler får bedömning i tid. {#m-bedomning}` när ingen indikator har `m-bedomning` under `Följer`.

Rätt: `  - **Följer:** [bedömning](#m-bedomning)` under en indikator, eller
`  - **Följs inte:** inget register har uppgiften` under målet.
"""

from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._thread import ends, with_loose_facts, without_goal

FAMILY = Family.THREAD
KINDS = (Kind.PATHWAY,)

_NOT = "Följs inte"


def check(document: Document, library: Library) -> Iterator[Finding]:
    """As soon as the pathway has indicators, each goal is followed by one or says why not."""
    goals = [block for block in document.body.of(Role.GOAL) if block.stable]
    if not goals or not any(document.body.of(Role.INDICATOR)):
        return
    followed = ends(document.face, library, "follows", Role.GOAL, *NODES)
    if followed is None:
        return
    unclear = with_loose_facts(document)
    alone = [b for b in goals if b.id not in followed and b.id not in unclear and not _says_why(b)]
    if alone and len([b for b in alone if not b.fact(_NOT)]) <= len(without_goal(document, library)):
        alone = [b for b in alone if b.fact(_NOT)]  # the others may be what those indicators should follow
    for block in alone:
        title = block.title.rstrip(".")
        if reason := block.fact(_NOT):
            message = f"Det står inte varför målet ”{title}” inte följs."
            yield found(document, document.place(reason), message, "Skriv skälet efter `Följs inte:`.")
        else:
            message = f"Ingen indikator följer målet ”{title}”."
            hint = (
                f"Skriv `[kort namn](#{block.id})` vid `Följer` under en indikator, eller `- **Följs inte:** skäl` här."
            )
            yield found(document, document.place(block), message, hint)


def _says_why(goal: Block) -> bool:
    reason = goal.fact(_NOT)
    return reason is not None and bool(reason.text)
