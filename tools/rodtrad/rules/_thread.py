"""The red thread: links from goals to challenges and from indicators to goals, and whether all of them hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rodtrad.chapters import fact
from rodtrad.document import Block, Document, Fact
from rodtrad.face import NODES, Face, Link, Role
from rodtrad.library import Library
from rodtrad.once import once
from rodtrad.rules._links import links
from rodtrad.rules._plain_facts import plain_facts

THREAD_ENDS: Mapping[str, frozenset[Role]] = {
    "meets": frozenset({Role.CHALLENGE}),
    "follows": NODES | {Role.GOAL},
    "challenge": frozenset({Role.CHALLENGE}),
}
"""Relation of the thread → what its links lead to."""

GOAL_FACTS = ("Möter", "Följs inte")
INDICATOR_FACTS = ("Följer", "Prioriterad")


def is_loose_fact(block: Block) -> bool:
    """Whether an item among goals or indicators is a fact that should have been indented below the one before."""
    names = {Role.GOAL: GOAL_FACTS, Role.INDICATOR: INDICATOR_FACTS}.get(block.role, ())
    said = fact(block.nodes[0]) if names else None
    return said is not None and said.name in names


@once
def with_loose_facts(document: Document) -> frozenset[str]:
    """Ids of the goals and indicators below which facts that belong to them stand without indent, or without bold."""
    blocks = list(document.body.of(Role.GOAL, Role.INDICATOR))
    ids: set[str] = {said.block.id for said in plain_facts(document)}
    for block, after in pairwise(blocks):
        if is_loose_fact(after) and after.role is block.role:
            ids.add(block.id)
    return frozenset(ids)


def unlinked_meets(document: Document, goal: Block) -> Fact | None:
    """A goal's fact *Möter* that names a challenge in words only."""
    said = goal.fact("Möter")
    linked = said is not None and any(link for node in said.nodes for link in node.find("link"))
    return said if said is not None and said.text and not linked else None


def ends(face: Face, library: Library, relation: str, *roles: Role) -> frozenset[str] | None:
    """Ids of this document's blocks that links of a relation lead to.

    None when a link leads nowhere or to something of another role: other rules say so, and until it is mended nobody
    knows what was meant.
    """
    ids: set[str] = set()
    for link in links(face, relation):
        end = library.resolve(link.target)
        if end is None or end[1] is None or end[1].role not in roles:
            return None
        if end[0].key == face.key:
            ids.add(end[1].id)
    return frozenset(ids)


def without_goal(document: Document, library: Library) -> Sequence[Block]:
    """The uses of indicators that follow no goal. Where a link leads wrong nobody knows, and another rule says so."""
    uses = list(document.body.of(Role.INDICATOR))
    if not uses:
        return ()
    follows: dict[str, list[Link]] = {}
    for link in links(document.face, "follows"):
        follows.setdefault(link.block, []).append(link)
    own = {link.block for link in links(document.face, "indicator")}
    unclear = with_loose_facts(document)
    found: list[Block] = []
    for block in uses:
        if block.id in own and block.id not in unclear:
            ends = [library.resolve(link.target) for link in follows.get(block.id, ())]
            roles = [end[1].role if end and end[1] else None for end in ends]
            if Role.GOAL not in roles and None not in roles:
                found.append(block)
    return found
