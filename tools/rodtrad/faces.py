"""From a body that has been read to its face: links with meaning, ways, times, targets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import blake2b

from rodtrad.chapters import outcome, target_levels
from rodtrad.chapters._ways import Arrow, arrow
from rodtrad.document import Block, Body
from rodtrad.face import NO_PRINT, NODES, PRINT, BlockFace, Face, Link, Outcome, Parts, Role, Target, TimeLimit, Way
from rodtrad.model import AdditionMatter, Kind, Matter
from rodtrad.quantities import scan_times
from rodtrad.quantities.patterns import later
from rodtrad.source import Place, Source
from rodtrad.tree import Node, plain

RELATIONS = {"Möter": "meets", "Följer": "follows", "Rekommendation": "recommendation"}
"""Fact lines whose links have a meaning of their own."""

_ROLE_RELATION = {Role.ADDITION: "at", Role.DEVIATION: "at"}

INNER = (Role.CARE_ACTION, Role.PATIENT_ACTION, Role.PROSE, Role.WAY, Role.REFERENCE, Role.WAIVER)
"""Roles of the many blocks that nobody outside the document speaks of, unless they have an id of their own.

Of an indicator, which is short, all blocks are known: others ask whether its chapters say anything.
"""

_HALVES = {Role.CARE_ACTION: -2, Role.PATIENT_ACTION: -1}

TELLING = 240
"""Characters. That a text which is shorter stands in two places says nothing."""

Resolve = Callable[[str], str]
"""From an address as written to its canonical target."""


def face_of(source: Source, body: Body, kind: Kind, folder: str, name: str, sha256: str, matter: Matter) -> Face:
    """The face of a document whose body has been read; also sets `way` on the body's blocks."""
    home = inside = f"{folder}/{name}"
    if kind is Kind.ADDITION:  # `#id` points into the document that the addition is for
        adds_to = matter.adds_to if isinstance(matter, AdditionMatter) else None
        inside = f"vardforlopp/{adds_to or name.rpartition('/')[2]}"
    resolve = partial(target, home, inside)
    owners = {block.id: block.parent for block in body.blocks if block.role is Role.WAYS}
    units = _units(source.text, body.matter_end) if kind is Kind.PATHWAY else ()
    every = body.find("link")
    offsets = [link.start for link in every]
    links: list[Link] = []
    ways: list[Way] = []
    times: list[TimeLimit] = []
    faces: list[BlockFace] = []
    targets: list[Target] = []
    outcomes: list[Outcome] = []
    for block in body.blocks:
        role, nodes = block.role, block.nodes
        start, end = (nodes[0].start, nodes[-1].end) if nodes else (0, 0)
        found = _arrow(block)
        if found:
            owner = block.id if role is Role.ENTRY else owners.get(block.parent, block.parent)
            block.way = _way(source, block, owner, found, resolve)
            ways.append(block.way)
        inside_it: list[Node] = []
        at = bisect_left(offsets, start)
        for node in nodes if at < len(offsets) and offsets[at] < end else ():
            inside_it += every[bisect_left(offsets, node.start) : bisect_left(offsets, node.end)]
        if inside_it:
            links += _links(source, block, inside_it, found, resolve)
        if units and role is not Role.REFERENCE:
            first = bisect_left(units, start)
            if first < len(units) and units[first] < end:
                times += _times(source, block, inside_it, resolve)
        if role is Role.TARGETS:
            targets.extend(_targets(source, block))
        elif role is Role.OUTCOMES and not outcomes:  # a second chapter of that name is a fault
            outcomes.extend(_outcomes(source, block))
        if role in INNER and (not block.stable or role is Role.REFERENCE) and kind is not Kind.INDICATOR:
            continue
        faces.append(
            BlockFace(
                block.id,
                role,
                block.title,
                block.label,
                block.parent,
                block.stable,
                source.place(start),
                tuple([(fact.name, fact.text) for fact in block.facts]) if block.facts else (),
            )
        )
    measures = dict.fromkeys(_measures(home, body, links)) if kind is Kind.PATHWAY else ()
    prints = _prints(source.text, body.blocks) if kind is Kind.PATHWAY else b""
    parts = Parts(tuple(faces), tuple(links), tuple(ways), tuple(times), tuple(targets), tuple(outcomes))
    return Face(source.path, kind, folder, name, matter.title or name, matter, sha256, tuple(measures), prints, parts)


def set_ways(body: Body, face: Face) -> None:
    """Set `way` on the blocks of a body that has been read again, as making its face did."""
    ways = iter(face.ways)
    for block in body.blocks:
        if _arrow(block):
            block.way = next(ways)


def _arrow(block: Block) -> Arrow | None:
    """What a block says of where to go next."""
    return arrow(block.nodes[0]) if block.role in (Role.WAY, Role.ENTRY) and block.nodes else None


def _prints(text: str, blocks: Sequence[Block]) -> bytes:
    """Of each node the fingerprints of all that care does and of all that the patient does."""
    halves: list[tuple[int, int]] = []
    for block in blocks:
        half = _HALVES.get(block.role)
        if half is None:
            if block.role in NODES:
                halves += [(0, 0), (0, 0)]
        elif halves:
            halves[half] = (halves[half][0] or block.start, block.end)
    return b"".join([fingerprint(text[start:end]) for start, end in halves])


def fingerprint(text: str) -> bytes:
    """Eight bytes by which the words of a text are known again, however lines are broken; zeros for a short one."""
    text = " ".join(text.split())
    if len(text) < TELLING:
        return NO_PRINT
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=PRINT).digest()


def _measures(home: str, body: Body, links: Sequence[Link]) -> Iterator[str]:
    """The indicators used, also where the heading above is not read as one of measures: an item with an id names one.

    A use without a link is a key of no document: which indicator it means, nobody knows.
    """
    linked = {link.block for link in links if link.relation == "indicator"}
    lost = {b.id for b in body.of(Role.PROSE) if b.stable and b.nodes[0].kind == "item"}
    for link in links:
        if link.relation == "indicator" or (link.block in lost and link.target.startswith("indikatorer/")):
            yield link.target.partition("#")[0]
    for block in body.of(Role.INDICATOR):
        if block.id not in linked and not (block.facts and block.facts[0].node is block.nodes[0]):
            yield f"{home}#{block.id}"


_NAMES = (
    r"[DdVvAaÅåTtHhMmKkSs](?:(?<=[Dd])(?:ag|ygn|gr)|(?<=[Vv])(?:eck|ard|(?!\w))|rbetsd|(?<=[Åå])r|im"
    r"|(?<=[Hh])(?:alv|(?!\w))|(?<=[Mm])(?:in|ån)|vart|ek)"
)
_AFTER_SPACE = later(f" {_NAMES}")
_AFTER_OTHER = later(rf"[\n\t\u00a0\u202f/(\"”0-9*_~|\[\]\\;)>`]{_NAMES}")
"""Wherever a unit of time may stand in the text as written: coarser than `quantities`, which has the last word."""


def _units(text: str, begin: int) -> Sequence[int]:
    """Offsets of what may be units of time: most blocks hold none, and need not be looked at."""
    begin = max(begin - 1, 0)
    found = [hit.start() for hit in _AFTER_SPACE().finditer(text, begin)]
    return sorted(found + [hit.start() for hit in _AFTER_OTHER().finditer(text, begin)])


def _way(source: Source, block: Block, owner: str, found: Arrow, resolve: Resolve) -> Way:
    targets = tuple(resolve(link.href) for link in found.links)
    place = source.place(block.nodes[0].start, block.nodes[0].children[0].end)
    return Way(owner, block.id, found.condition, targets, found.joined, found.time, place)


def target(home: str, inside: str, href: str) -> str:
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


def _links(source: Source, block: Block, links: Sequence[Node], way: Arrow | None, resolve: Resolve) -> Iterator[Link]:
    """The links of a block with their meaning: that of the innermost fact or place they stand in."""
    default = _ROLE_RELATION.get(block.role, "mention")
    parts = [(f.node.start, f.node.end, RELATIONS.get(f.name, "mention")) for f in block.facts]
    if block.role is Role.JOURNEY:
        parts += [(cell.start, cell.end, "challenge") for cell in _challenges(block.nodes[0])]
    special = {id(link): "way" for link in (way.links if way else ())}
    item = block.nodes[0]
    if block.role is Role.INDICATOR and links and not (block.facts and block.facts[0].node is item):
        # The first link is the measure; others only speak of something.
        first = item.children[0] if item.children else item
        if first.start <= links[0].start < first.end:
            special[id(links[0])] = "indicator"
    for link in links:
        start = link.start
        relation = special.get(id(link), "")
        if not relation:
            relation = default
            for begin, end, named in parts:
                if begin <= start < end:
                    relation = named
        yield Link(block.id, relation, resolve(link.href), plain(link), link.href, source.place(start, link.end))


def _challenges(journey: Node) -> Iterator[Node]:
    """The cells of a patient journey that name challenges: the column by that name, else the last."""
    head, *rows = journey.children
    names = [plain(cell).casefold() for cell in head.children]
    column = names.index("utmaningar") if "utmaningar" in names else len(names) - 1
    return (row.children[column] for row in rows if column < len(row.children))


def _times(source: Source, block: Block, links: Sequence[Node], resolve: Resolve) -> Iterator[TimeLimit]:
    if block.heading is not None and block.role not in (Role.ACTION, Role.DECISION):
        return
    words = block.prose
    found = [expression.moved(offset) for offset, line in words.lines for expression in scan_times(line)]
    if not found:
        return
    for expression in found:
        start = ""
        if expression.event_start is not None and expression.event_end is not None:
            begin, end = words.at(expression.event_start), words.at(max(expression.event_end - 1, 0))
            there = (resolve(ln.href) for ln in links if ln.start <= end and begin <= ln.end)
            start = next((target for target in there if "#" in target and ":" not in target), "")  # a node or an entry
        place = source.place(words.at(expression.start), words.at(max(expression.end - 1, 0)) + 1)
        yield TimeLimit(block.id, expression, start, place)


def _targets(source: Source, block: Block) -> Iterator[Target]:
    for (year, moderate, high, issuer, label), place in _rows(source, block, target_levels.COLUMNS):
        yield Target(year, moderate, high, issuer, label, place)


def _outcomes(source: Source, block: Block) -> Iterator[Outcome]:
    for (region, numerator, denominator, value, low, high, withheld), place in _rows(source, block, outcome.COLUMNS):
        yield Outcome(region, numerator, denominator, value, low, high, withheld, place)


def _rows(source: Source, block: Block, columns: Sequence[str]) -> Iterator[tuple[list[str], Place]]:
    """The cells of each row of a table, in the order of `columns`, which are found by their headings."""
    rows = block.nodes[0].children
    if not rows:
        return
    names = [plain(cell).casefold() for cell in rows[0].children]
    for row in rows[1:]:
        cells = [plain(cell) for cell in row.children]
        cell = dict(zip(names, cells, strict=False))
        values = [cell.get(column.casefold(), "") for column in columns]
        yield ["" if value in ("–", "-") else value for value in values], source.place(row.start, row.end)
