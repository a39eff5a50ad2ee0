"""En slinga i flödet har ingen väg ut.

Varför: den som kommer in i slingan går runt bland samma åtgärder och når aldrig någon utgång.

Fel: `H` leder bara till `I`, och `I` leder bara till `H`.

Rätt: `- **Patienten är återställd.** → [Utgång](#ut-aterstalld)` i någon av åtgärderna.
"""

from collections.abc import Iterator

from rodtrad.document import NODES, Document, Role
from rodtrad.finding import Finding
from rodtrad.flow import Flow, flow
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import found, is_full_text
from rodtrad.rules._flow import called, is_torn

KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report each set of nodes that lead only to one another, once; dead ends are no-way-onward's."""
    graph = flow(document.face)
    if not is_full_text(document.face) or not any(graph.of(Role.EXIT)):
        return
    finishing = graph.finishing()
    stuck = [stop.id for stop in graph.of(*NODES) if stop.id not in finishing]
    if not stuck or is_torn(document, library):
        return
    reach = {node: _reach(graph, node) for node in stuck}
    told: set[str] = set()
    for node in stuck:
        # A last loop: whatever can be reached from here leads back here.
        loop = reach[node]
        if node in told or node not in loop or not all(node in reach.get(other, ()) for other in loop):
            continue
        told |= loop
        stops = [stop for name, stop in graph.stops.items() if name in loop]
        letters = ", ".join(called(stop) for stop in stops)
        block = next(b for b in document.body.of(*NODES) if b.id == node)
        message = f"Slingan saknar väg ut: {letters}."
        hint = "Skriv en väg ur slingan i någon av åtgärderna, till exempel `- **Villkor.** → [Utgång](#ut-…)`."
        yield found(document, document.place(block), message, hint)


def _reach(graph: Flow, start: str) -> set[str]:
    """What can be reached from a stop in at least one step."""
    seen: set[str] = set()
    stack = [start]
    while stack:
        for edge in graph.out(stack.pop()):
            if edge.target not in seen:
                seen.add(edge.target)
                stack.append(edge.target)
    return seen
