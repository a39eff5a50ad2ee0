"""The flow and the red thread of a pathway, as the feed says them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rodtrad.document import Block, Document
from rodtrad.face import BlockFace, Face, Role
from rodtrad.feed import models as m
from rodtrad.flow import flow
from rodtrad.tree import plain

_STOP_KIND: Mapping[Role, m.StopKind] = {
    Role.ENTRY: "entry",
    Role.ACTION: "action",
    Role.DECISION: "decision",
    Role.EXIT: "exit",
}
_JOINED: Mapping[str, m.Joining] = {"och": "och", "eller": "eller"}


def flow_of(face: Face) -> m.Flow:
    graph = flow(face)
    nodes = [
        m.FlowNode(id=s.id, kind=_STOP_KIND[s.role], label=s.label, title=stop_title(s)) for s in graph.stops.values()
    ]
    edges = [
        m.FlowEdge(
            source=e.source,
            target=e.target,
            condition=e.way.condition,
            joined=_JOINED.get(e.way.joined, ""),
            way=e.way.block,
            time=e.way.time,
        )
        for e in graph.edges
    ]
    return m.Flow(nodes=nodes, edges=edges)


def stop_title(stop: BlockFace) -> str:
    """The words of a stop without the arrow of an entry: "Misstanke om stroke"."""
    title = stop.title
    for arrow in ("→", "->"):
        title = title.partition(arrow)[0]
    return title.strip(" .") if stop.role in (Role.ENTRY, Role.EXIT) else title


def _anchors(document: Document, block: Block, name: str) -> list[str]:
    """Ids of blocks of this document that a fact line links to."""
    found: list[str] = []
    for fact in block.facts:
        if fact.name == name:
            for node in fact.nodes:
                found += [link.href[1:] for link in node.find("link") if link.href.startswith("#")]
    return found


def red_thread(document: Document) -> m.RedThread:
    body = document.body
    uses: list[m.IndicatorUse] = []
    main = {ln.block: ln for ln in reversed(document.face.links) if ln.relation == "indicator"}
    for block in body.of(Role.INDICATOR):
        link = main.get(block.id)
        prioritised = block.fact("Prioriterad")
        uses.append(
            m.IndicatorUse(
                id=block.id,
                indicator=link.target if link and ":" not in link.target else "",
                title=link.text if link else block.title,
                measure=_measure(document, block),
                prioritised=bool(prioritised and prioritised.text.strip(" .").casefold() == "ja"),
                follows=_anchors(document, block, "Följer"),
            )
        )
    goals = [
        m.Goal(
            id=block.id,
            text=first_line(block),
            meets=_anchors(document, block, "Möter"),
            followed_by=[use.id for use in uses if block.id in use.follows],
            not_followed=reason.text if (reason := block.fact("Följs inte")) else None,
        )
        for block in body.of(Role.GOAL)
    ]
    challenges = [m.Challenge(id=block.id, text=first_line(block)) for block in body.of(Role.CHALLENGE)]
    return m.RedThread(challenges=challenges, goals=goals, indicators=uses, journey=list(_journey(document)))


def first_line(block: Block) -> str:
    """The words of a list item's own paragraph, without what stands below it."""
    return plain(block.nodes[0].children[0]) if block.nodes and block.nodes[0].children else block.text


def _measure(document: Document, block: Block) -> str:
    from rodtrad.chapters.follow_up import MEASURES

    parent = document.face.by_id.get(block.parent)
    return MEASURES[parent.title].value if parent and parent.title in MEASURES else ""


def _journey(document: Document) -> Iterator[m.JourneyRow]:
    for block in document.body.of(Role.JOURNEY):
        for row in block.nodes[0].children[1:]:
            cells = [plain(cell) for cell in row.children]
            cells = [cell if cell not in ("–", "-") else "" for cell in cells] + [""] * 4
            links = [ln.href[1:] for ln in row.find("link") if ln.href.startswith("#")]
            yield m.JourneyRow(experiences=cells[0], activities=cells[1], care=cells[2], challenges=links)
