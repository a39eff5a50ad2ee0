"""En åtgärd går inte att nå från någon ingång.

Varför: ingen patient kommer dit. Oftast har en väg glömts när åtgärden lades till.

Fel: `#### M. Konsultation {#konsultation}` när ingen väg leder till `#konsultation`.

Rätt: `- **Rådet behövs.** → [M](#konsultation)` i en åtgärd före M.
"""

from collections.abc import Iterator
from itertools import pairwise

from rodtrad.document import Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Finding
from rodtrad.flow import closure
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._flow import called, graph, is_torn

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report where an unreachable part begins, not each node in it; silent while ways are broken."""
    flow = graph(document.face)
    if not is_full_text(document.face) or not any(flow.of(Role.ENTRY)):
        return
    nodes = [stop.id for stop in flow.of(*NODES)]
    onward: dict[str, list[str]] = {}
    for edge in flow.edges:
        onward.setdefault(edge.source, []).append(edge.target)
    for here, after in pairwise(nodes):
        onward.setdefault(here, [after])  # a node without a way is no-way-onward's; mending it mostly leads here
    seen = closure([stop.id for stop in flow.of(Role.ENTRY)], onward)
    cut_off = [node for node in nodes if node not in seen]
    if not cut_off or is_torn(document, library):
        return
    blocks = {block.id: block for block in document.body.of(*NODES)}
    bare = document.body.bare_headings()
    reached_within = {target for node in cut_off for target in onward.get(node, ()) if target != node}
    for node in [*(n for n in cut_off if n not in reached_within), *cut_off]:
        if node in seen:
            continue
        seen |= closure([node], onward)
        if id(blocks[node]) in bare:
            continue
        stop = flow.stops[node]
        message = f"Ingen väg leder till {called(stop)}."
        link = f"→ [{stop.label or stop.title}](#{node})"
        hint = f"Skriv en väg dit, `{link}`, i en åtgärd eller ingång, eller ta bort åtgärden."
        yield found(document, document.place(blocks[node]), message, hint)
