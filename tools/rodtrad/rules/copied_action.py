"""Två vårdförlopp har samma text i en åtgärd.

Varför: står samma text på två ställen ändras ofta bara den ena. Sedan säger vårdförloppen olika saker om samma åtgärd.

Fel: åtgärden `#### D. Suicidriskbedömning` med samma stycke i två vårdförlopp.

Rätt: texten i det ena, och i det andra `Gör en [suicidriskbedömning](depression-vuxna.md#suicidrisk).`
"""

from array import array
from collections.abc import Iterator
from struct import iter_unpack

from rodtrad.face import NO_PRINT, NODES, PRINT, BlockFace, Face
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found_in

FAMILY = Family.FLOW
SEVERITY = Severity.ADVICE


def check(library: Library) -> Iterator[Finding]:
    """Compare what care does, and what patients do, in each node; of two pathways the one that comes last is told."""
    pathways = list(library.of(Kind.PATHWAY))
    every = array("Q", b"".join(face.prints for face in pathways))
    if len(set(every) - {0}) == len(every) - every.count(0):  # mostly
        return
    first: dict[bytes, tuple[Face, int]] = {}
    told: set[tuple[str, str]] = set()
    for face in pathways:
        for at, (mark,) in enumerate(iter_unpack(f"{PRINT}s", face.prints)):
            other, there = first.setdefault(mark, (face, at))
            if other is face or mark == NO_PRINT:
                continue
            node, its = _node(face, at), _node(other, there)
            if node and its and (node.id, its.id) not in told:
                told.add((node.id, its.id))
                yield _finding(face, node, other, its)


def _node(face: Face, at: int) -> BlockFace | None:
    nodes = list(face.of(*NODES))
    return nodes[at // 2] if at // 2 < len(nodes) else None


def _finding(face: Face, node: BlockFace, other: Face, its: BlockFace) -> Finding:
    message = f"”{node.title}” har samma text som ”{its.title}” i ”{other.title}” (rad {its.place.line})."
    hint = f"Låt texten stå på ett ställe och länka dit: `[{its.title}]({other.id}.md#{its.id})`."
    return found_in(face, node.place, message, hint)
