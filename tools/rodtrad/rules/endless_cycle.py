"""En slinga i flödet har ingen väg ut.

Varför: den som kommer in i slingan går runt bland samma åtgärder och når aldrig någon utgång.

Fel: `H` leder bara till `I`, och `I` leder bara till `H`.

Rätt: `- **Patienten är återställd.** → [Utgång](#ut-aterstalld)` i någon av åtgärderna.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._flow import called, graph, is_torn

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report each set of nodes that lead only to one another, once; dead ends are no-way-onward's."""
    flow = graph(document.face)
    if not is_full_text(document.face) or not any(flow.of(Role.EXIT)):
        return
    finishing = flow.finishing()
    stuck = [stop for stop in flow.stops if stop not in finishing]
    if not stuck or is_torn(document, library):
        return
    onward: dict[str, list[str]] = {stop: [] for stop in stuck}
    for edge in flow.edges:
        if edge.source in onward:
            onward[edge.source].append(edge.target)
    blocks = {block.id: block for block in document.body.of(*NODES)}
    order = {stop: number for number, stop in enumerate(stuck)}
    loops = [[stop for stop in part if stop in blocks] for part in _last_parts(onward) if onward[part[0]]]
    for loop in sorted(sorted(part, key=order.__getitem__) for part in loops if part):
        letters = ", ".join(called(flow.stops[node]) for node in loop)
        message = f"Slingan saknar väg ut: {letters}."
        hint = "Skriv en väg ur slingan i någon av åtgärderna, till exempel `- **Villkor.** → [Utgång](#ut-…)`."
        yield found(document, document.place(blocks[loop[0]]), message, hint)


def _last_parts(onward: dict[str, list[str]]) -> Iterator[list[str]]:
    """The strongly connected parts that nothing leads out of (Tarjan, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    part_of: dict[str, int] = {}
    for root in onward:
        work = [(root, iter(onward[root]))] if root not in index else []
        while work:
            node, targets = work[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                path.append(node)
            target = next(targets, None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    part = [path.pop()]
                    while part[-1] != node:
                        part.append(path.pop())
                    part_of.update(dict.fromkeys(part, index[node]))
                    if all(part_of[target] == index[node] for member in part for target in onward[member]):
                        yield part
            elif target not in index:
                work.append((target, iter(onward[target])))
            elif target not in part_of:
                low[node] = min(low[node], index[target])
