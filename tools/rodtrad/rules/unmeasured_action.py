"""Ingen indikator följer en åtgärd som riktlinjen ger högsta prioritet.

Varför: det som betyder mest för patienten är det som vården mest behöver veta om det blir gjort. Finns inget mått är
det ändå bra att ha sett det.

Fel: under K. Strokeenhet står `- **Rekommendation:** [vård på enhet](../riktlinjer/nr.md#enhet), prioritet 1`, och
ingen indikator har K efter `Följer`.

Rätt: `  - **Följer:** [rätt enhet](#m-enhet), [K](#strokeenhet)` under en indikator.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._citations import citations
from rodtrad.rules._thread import ends, with_loose_facts

FAMILY = Family.THREAD
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY,)

HIGHEST = "1"


def check(document: Document, library: Library) -> Iterator[Finding]:
    """One finding an action, as soon as the pathway has indicators and what they follow can be read."""
    if not any(document.body.of(Role.INDICATOR)) or with_loose_facts(document):
        return
    followed = ends(document.face, library, "follows", Role.GOAL, *NODES)
    if followed is None:
        return
    by_id = document.face.by_id
    told = set(followed)
    for citation in citations(document, library):
        if citation.priority.strip() != HIGHEST or citation.row is None:
            continue
        node = by_id.get(citation.block.id.partition("/")[0])
        if node and node.role in NODES and node.id not in told:
            told.add(node.id)
            name = f"{node.label}. {node.title}" if node.label else node.title
            message = (
                f"Ingen indikator följer {name}, som har en rekommendation med prioritet 1: ”{citation.row.title}”."
            )
            hint = f"Skriv `[{node.label or node.title}](#{node.id})` vid `Följer` under den indikator som mäter det."
            yield found(document, document.place(citation.link), message, hint)
