"""What rules about the flow share: how a stop is called, and whether the graph is whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from rodtrad.chapters import slug
from rodtrad.chapters._ways import ARROWS
from rodtrad.chapters.entry_and_exit import CHAPTER
from rodtrad.document import Block, Document
from rodtrad.face import NODES, BlockFace, Face, Role
from rodtrad.flow import STOPS, flow
from rodtrad.library import Library
from rodtrad.once import once
from rodtrad.rules import is_full_text
from rodtrad.rules._blocks import part_at
from rodtrad.tree import Node

_OTHER_JOINER = re.compile(
    r",?\s*(och/eller|samt|respektive|alternativt|resp\.?|alt\.?|/|&|\+|;|–|-|→|->)\s*", re.IGNORECASE
)


def called(stop: BlockFace | Block) -> str:
    """How we name a stop to an author: "B. Behandling", or the title when there is no letter."""
    return f"{stop.label}. {stop.title}" if stop.label else stop.title.rstrip(".")


graph = once(flow)
"""The flow of a pathway's face."""


@once
def ways_of_nodes(document: Document) -> Sequence[tuple[Block, list[Block]]]:
    """The nodes, each with its ways, in order; by place, so that neither a copied id nor a half's own id matters."""
    nodes: list[tuple[Block, list[Block]]] = []
    for block in document.body.of(*NODES, Role.WAY):
        if block.role is not Role.WAY:
            nodes.append((block, []))
        elif nodes:
            nodes[-1][1].append(block)
    return nodes


@once
def with_arrows(document: Document) -> Sequence[tuple[Block, int]]:
    """Each block in which arrows stand, as the text is written, and how many; a search for one is a fast one."""
    text = document.source.text
    found: dict[int, tuple[Block, int]] = {}
    for sign in ARROWS:
        at = text.find(sign, document.body.matter_end)
        while at >= 0:
            if part := part_at(document, at):
                found[id(part[1])] = (part[1], found.get(id(part[1]), (part[1], 0))[1] + 1)
            at = text.find(sign, at + 1)
    return sorted(found.values(), key=lambda pair: pair[0].start)


_SHAFTS = "=–—-"
MOST_SHAFT = 8
"""Signs before the head of an arrow."""
_SIGNS = "⇒⇨➔➙➜➞➡⟶\uf0e0"
"""Arrows of other kinds; the last is what a word processor makes of `-->`."""


@once
def unread_arrows(document: Document) -> Sequence[tuple[Block, int, int]]:
    """Where a link comes after a sign that is meant as an arrow and not read as one, and ways are expected."""
    text, begin = document.source.text, document.body.matter_end
    spots: list[tuple[int, int]] = []
    for sign in f">{_SIGNS}":
        at = text.find(sign, begin)
        while at >= 0:
            start = at
            while sign == ">" and at - start < MOST_SHAFT and text[start - 1] in _SHAFTS:
                start -= 1
            is_arrow = sign != ">" or (start < at and text[at - 1] != "-")  # `->` is read
            if is_arrow and text[at + 1 : at + 4].lstrip().startswith("["):
                spots.append((start, at + 1))
            at = text.find(sign, at + 1)
    homes = {block.id for block in document.body.of(Role.WAYS, *NODES)} if spots else ()
    found: list[tuple[Block, int, int]] = []
    for start, end in sorted(spots):
        part = part_at(document, start)
        if part is None or part[1].way is not None or part[0].kind == "heading":
            continue
        block = part[1]
        if block.role in (Role.WAY, Role.ENTRY, *NODES) or block.parent in homes:
            found.append((block, start, end))
    return found


def is_unread_way(document: Document, node: Node) -> bool:
    """Whether an item holds such a sign."""
    arrows = unread_arrows(document)
    at = bisect_left(arrows, node.start, key=lambda found: found[1])
    return at < len(arrows) and arrows[at][1] < node.end


@once
def undeclared_decisions(document: Document) -> Sequence[Block]:
    """Actions without halves whose branches stand directly under the heading: decisions that do not say so."""
    halves = {block.parent for block in document.body.of(Role.CARE, Role.PATIENT, Role.WAYS)}
    return [
        node
        for node, ways in ways_of_nodes(document)
        if node.role is Role.ACTION
        and node.id not in halves
        and len(ways) > 1
        and all(way.parent == node.id and way.way and way.way.condition for way in ways)
    ]


def has_copied_ids(face: Face) -> bool:
    """Whether two stops have one id. Another rule says so, and until it is mended nobody knows which is meant."""
    stops = [block.id for block in face.of(*STOPS) if block.stable]
    return len(stops) > len(set(stops))


@once
def lacks_entry(face: Face) -> bool:
    """Whether a full text with actions has the chapter for entries, but no entry."""
    return _lacks(face, Role.ENTRY, CHAPTER.sections[0])


@once
def lacks_exit(face: Face) -> bool:
    """Whether a full text with actions has the chapter for exits, but no exit, and no way into another pathway."""
    return _lacks(face, Role.EXIT, CHAPTER.sections[1]) and all(edge.inside for edge in graph(face).edges)


def _lacks(face: Face, role: Role, section: str) -> bool:
    has_place = slug(section) in face.by_id or slug(CHAPTER.heading) in face.by_id
    return has_place and is_full_text(face) and any(face.of(*NODES)) and not any(face.of(role))


def is_torn(document: Document, library: Library) -> bool:
    """Whether a way cannot be followed. Other rules say so, and until it is mended nobody knows what is cut off."""
    face = document.face
    for block in document.body.of(Role.ENTRY, Role.WAY):
        if block.way is None or not block.way.targets or unread_joiner(block):
            return True
    if unread_arrows(document):
        return True
    for way in face.ways:
        for target in way.targets:
            key, _, anchor = target.partition("#")
            if _is_astray(face, anchor) if key == face.key else not _is_known(key, target, library):
                return True
    return False


def unread_joiner(block: Block) -> str:
    """What joins a way's target to a link that was read as part of the way's time, as "samt" does; "" if nothing."""
    inline = block.nodes[0].children[0].children
    for before, between, after in zip(inline, inline[1:], inline[2:], strict=False):
        said = _OTHER_JOINER.fullmatch(between.text) if before.kind == after.kind == "link" else None
        if said:
            return said[1]
    return ""


def _is_astray(face: Face, anchor: str) -> bool:
    return anchor not in face.by_id or face.by_id[anchor].role not in STOPS


def _is_known(key: str, target: str, library: Library) -> bool:
    return key in library.unreadable or library.resolve(target) is not None
