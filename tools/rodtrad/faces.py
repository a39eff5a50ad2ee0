"""From a body that has been read to its face: links with meaning, ways, times, targets, fingerprints."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from rodtrad.chapters._ways import arrow
from rodtrad.document import Block, BlockFace, Body, Face, Link, Role, Target, TimeLimit, Way
from rodtrad.model import AdditionMatter, Kind, Matter
from rodtrad.source import Source
from rodtrad.tree import Node, plain

RELATIONS = {"Möter": "meets", "Följer": "follows", "Rekommendation": "recommendation"}
"""Fact lines whose links have a meaning of their own."""

_ROLE_RELATION = {Role.JOURNEY: "challenge", Role.INDICATOR: "indicator", Role.ADDITION: "at", Role.DEVIATION: "at"}


def face_of(source: Source, body: Body, kind: Kind, folder: str, name: str, sha256: str, matter: Matter) -> Face:
    """The face of a document whose body has been read; also sets `way` on the body's blocks."""
    base = f"{folder}/{name}"
    if kind is Kind.ADDITION:  # `#id` points into the document that the addition is for
        adds_to = matter.adds_to if isinstance(matter, AdditionMatter) else None
        base = f"vardforlopp/{adds_to or name.rpartition('/')[2]}"
    links: list[Link] = []
    ways: list[Way] = []
    times: list[TimeLimit] = []
    faces: list[BlockFace] = []
    targets: list[Target] = []
    for block in body.blocks:
        owner = _owner(block)
        place = source.place(block.start)
        way = _way(source, block, owner, base)
        if way:
            block.way = way
            ways.append(way)
        here = list(_links(source, block, base, way)) if _may_link(source, block) else []
        links.extend(here)
        if kind is Kind.PATHWAY and block.role is not Role.REFERENCE:
            times.extend(_times(source, block, base))
        if block.role is Role.TARGETS:
            targets.extend(_targets(source, block))
        facts = tuple((fact.name, fact.text) for fact in block.facts)
        faces.append(
            BlockFace(
                block.id,
                block.role,
                block.title,
                block.label,
                block.parent,
                block.stable,
                _fingerprint(block, here),
                place,
                facts,
            )
        )
    return Face(
        source.path,
        kind,
        folder,
        name,
        matter.title or name,
        matter,
        tuple(faces),
        tuple(links),
        tuple(ways),
        tuple(times),
        tuple(targets),
        sha256,
    )


def _may_link(source: Source, block: Block) -> bool:
    """False for the many blocks that cannot hold a link: two searches instead of a walk."""
    text, start, end = source.text, block.start, block.end
    return text.find("[", start, end) >= 0 or text.find("<", start, end) >= 0


def _fingerprint(block: Block, links: Iterable[Link]) -> str:
    words = block.text + "".join(link.href for link in links)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _owner(block: Block) -> str:
    """The entry or node that a way leaves: ways of an action stand in its half `<id>/vagar`."""
    if block.role is Role.ENTRY:
        return block.id
    return block.parent.removesuffix("/vagar")


def _way(source: Source, block: Block, owner: str, base: str) -> Way | None:
    if block.role not in (Role.WAY, Role.ENTRY) or not block.nodes:
        return None
    found = arrow(block.nodes[0])
    if found is None:
        return None
    targets = tuple(target(link.href, base) for link in found.links)
    place = source.place(block.nodes[0].start, block.nodes[0].children[0].end)
    return Way(owner, block.id, found.condition, targets, found.joined, found.time, place)


def target(href: str, base: str) -> str:
    """The canonical target of a link written in the document `base` (`vardforlopp/sepsis`); "" if it leads nowhere."""
    if href.startswith("#"):
        return base + href
    scheme = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", href)
    if scheme:
        return href
    path, hash_mark, anchor = href.partition("#")
    steps = base.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return ""
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    joined = "/".join(steps)
    for suffix in (".md", ".yaml"):
        joined = joined.removesuffix(suffix)
    return joined + hash_mark + anchor


def _links(source: Source, block: Block, base: str, way: Way | None) -> Iterator[Link]:
    facts = {id(fact.node): RELATIONS.get(fact.name, "mention") for fact in block.facts}
    default = _ROLE_RELATION.get(block.role, "mention")
    way_targets = set(way.targets) if way else set()
    stack: list[tuple[Node, str]] = [(node, default) for node in reversed(block.nodes)]
    while stack:
        node, relation = stack.pop()
        relation = facts.get(id(node), relation)
        if node.kind == "link":
            goal = target(node.href, base)
            here = "way" if goal in way_targets else relation
            place = source.place(node.start, node.end)
            yield Link(block.id, here, goal, plain(node), node.href, place)
        stack.extend((child, relation) for child in reversed(node.children))


def _times(source: Source, block: Block, base: str) -> Iterator[TimeLimit]:
    if block.heading is not None and block.role not in (Role.ACTION, Role.DECISION):
        return
    from rodtrad.quantities import scan_times  # only pathways need it

    words = block.prose
    found = scan_times(words.text)
    if not found:
        return
    links = [link for node in block.nodes for link in node.find("link")]
    for expression in found:
        start = ""
        if expression.event_start is not None and expression.event_end is not None:
            begin, end = words.at(expression.event_start), words.at(max(expression.event_end - 1, 0))
            start = next((target(ln.href, base) for ln in links if ln.start <= end and begin <= ln.end), "")
        place = source.place(words.at(expression.start), words.at(max(expression.end - 1, 0)) + 1)
        yield TimeLimit(block.id, expression, start, place)


def _targets(source: Source, block: Block) -> Iterator[Target]:
    """Rows of a table of target levels; columns are found by their headings."""
    rows = block.nodes[0].children
    if not rows:
        return
    names = [plain(cell).casefold() for cell in rows[0].children]
    for row in rows[1:]:
        cells = [plain(cell) for cell in row.children]
        cell = dict(zip(names, cells, strict=False))
        values = [cell.get(column, "") for column in ("år", "måttlig", "hög", "utfärdare", "beteckning")]
        year, moderate, high, issuer, label = ("" if value in ("–", "-") else value for value in values)
        yield Target(year, moderate, high, issuer, label, source.place(row.start, row.end))
