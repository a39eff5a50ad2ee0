"""From a body that has been read to its face: links with meaning, ways, times, targets, fingerprints."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

from rodtrad.chapters._ways import Arrow, arrow
from rodtrad.document import Block, BlockFace, Body, Face, Link, Role, Target, TimeLimit, Way
from rodtrad.model import AdditionMatter, Kind, Matter
from rodtrad.source import Source
from rodtrad.tree import Node, plain

RELATIONS = {"Möter": "meets", "Följer": "follows", "Rekommendation": "recommendation"}
"""Fact lines whose links have a meaning of their own."""

_ROLE_RELATION = {Role.ADDITION: "at", Role.DEVIATION: "at"}

Resolve = Callable[[str], str]
"""From an address as written to its canonical target."""


def face_of(source: Source, body: Body, kind: Kind, folder: str, name: str, sha256: str, matter: Matter) -> Face:
    """The face of a document whose body has been read; also sets `way` on the body's blocks."""
    home = inside = f"{folder}/{name}"
    if kind is Kind.ADDITION:  # `#id` points into the document that the addition is for
        adds_to = matter.adds_to if isinstance(matter, AdditionMatter) else None
        inside = f"vardforlopp/{adds_to or name.rpartition('/')[2]}"
    resolve = partial(target, home=home, inside=inside)
    nodes = {block.id: block.parent for block in body.blocks if block.role is Role.WAYS}
    links: list[Link] = []
    ways: list[Way] = []
    times: list[TimeLimit] = []
    faces: list[BlockFace] = []
    targets: list[Target] = []
    for block in body.blocks:
        place = source.place(block.start)
        found = arrow(block.nodes[0]) if block.role in (Role.WAY, Role.ENTRY) and block.nodes else None
        if found:
            owner = block.id if block.role is Role.ENTRY else nodes.get(block.parent, block.parent)
            block.way = _way(source, block, owner, found, resolve)
            ways.append(block.way)
        here = list(_links(source, block, found, resolve)) if _may_link(source, block) else []
        links.extend(here)
        if kind is Kind.PATHWAY and block.role is not Role.REFERENCE:
            times.extend(_times(source, block, resolve))
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


def _way(source: Source, block: Block, owner: str, found: Arrow, resolve: Resolve) -> Way:
    targets = tuple(resolve(link.href) for link in found.links)
    place = source.place(block.nodes[0].start, block.nodes[0].children[0].end)
    return Way(owner, block.id, found.condition, targets, found.joined, found.time, place)


def target(href: str, home: str, inside: str) -> str:
    """The canonical target of a link in the document `home` (`vardforlopp/sepsis`); "" if it leads nowhere.

    A bare `#id` is in the document `inside`: another than `home` only in a regional addition.
    """
    if href.startswith("#"):
        return inside + href
    scheme = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", href)
    if scheme:
        return href
    path, hash_mark, anchor = href.partition("#")
    if not path or path.startswith("/"):
        return ""
    steps = home.split("/")[:-1]
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


def _links(source: Source, block: Block, way: Arrow | None, resolve: Resolve) -> Iterator[Link]:
    relations = {id(fact.node): RELATIONS.get(fact.name, "mention") for fact in block.facts}
    relations.update((id(link), "way") for link in (way.links if way else ()))
    if block.role is Role.INDICATOR and id(block.nodes[0]) not in relations:
        # The first link is the measure; others only speak of something.
        relations.update((id(link), "indicator") for link in islice(_first_line(block.nodes[0]), 1))
    elif block.role is Role.JOURNEY:
        relations.update((id(cell), "challenge") for cell in _challenges(block.nodes[0]))
    default = _ROLE_RELATION.get(block.role, "mention")
    stack: list[tuple[Node, str]] = [(node, default) for node in reversed(block.nodes)]
    while stack:
        node, relation = stack.pop()
        relation = relations.get(id(node), relation)
        if node.kind == "link":
            place = source.place(node.start, node.end)
            yield Link(block.id, relation, resolve(node.href), plain(node), node.href, place)
        stack.extend((child, relation) for child in reversed(node.children))


def _first_line(item: Node) -> Iterator[Node]:
    """The links of a list item's own paragraph."""
    return (link for paragraph in item.children[:1] for link in paragraph.find("link"))


def _challenges(journey: Node) -> Iterator[Node]:
    """The cells of a patient journey that name challenges: the column by that name, else the last."""
    head, *rows = journey.children
    names = [plain(cell).casefold() for cell in head.children]
    column = names.index("utmaningar") if "utmaningar" in names else len(names) - 1
    return (row.children[column] for row in rows if column < len(row.children))


def _times(source: Source, block: Block, resolve: Resolve) -> Iterator[TimeLimit]:
    if block.heading is not None and block.role not in (Role.ACTION, Role.DECISION):
        return
    from rodtrad.quantities import scan_times  # only pathways need it

    words = block.prose
    found = [expression.moved(offset) for offset, line in words.lines for expression in scan_times(line)]
    if not found:
        return
    links = [link for node in block.nodes for link in node.find("link")]
    for expression in found:
        start = ""
        if expression.event_start is not None and expression.event_end is not None:
            begin, end = words.at(expression.event_start), words.at(max(expression.event_end - 1, 0))
            there = (resolve(ln.href) for ln in links if ln.start <= end and begin <= ln.end)
            start = next((target for target in there if "#" in target and ":" not in target), "")  # a node or an entry
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
