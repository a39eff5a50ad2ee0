"""Headings that are not read as what they were meant to be, and what is lost below them: one rule tells the heading.

What follows from it, other rules leave untold: it is gone when the heading has been mended.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from rodtrad.chapters import fold
from rodtrad.chapters.actions import CHAPTER as ACTIONS
from rodtrad.chapters.actions import LABEL
from rodtrad.document import Block, Document
from rodtrad.face import NODES, BlockFace, Face, Role
from rodtrad.model import Kind
from rodtrad.once import once
from rodtrad.prose import matches
from rodtrad.quantities.patterns import later
from rodtrad.rules._headings import (
    HALVES,
    MOST_GUESSES,
    bold_headings,
    folded,
    headings,
    known_chapter,
    meant_by,
    sections_of,
)
from rodtrad.tree import Node

HARD = "\u00a0\u2007\u202f"
"""Spaces that do not part the mark of an item or a heading from its words."""

_GAP = later(r"\s*")
_UNREAD = later(rf"\n(?P<marks>#{{2,6}}(?=\w)|#{{1,6}}(?=[{HARD}]))[^\n]*")

_LEVELS = {
    Role.ACTION: 4,
    Role.DECISION: 4,
    Role.CARE: 5,
    Role.PATIENT: 5,
    Role.WAYS: 5,
    Role.RECOMMENDATION: 3,
    Role.ADDITION: 2,
    Role.DEVIATION: 2,
}
_HALF_NAMES = frozenset(fold(name) for name in HALVES)


class Misread(Struct, frozen=True):
    """A heading that is not read as the one that it was meant to be."""

    start: int
    end: int
    level: int
    """The level that it was meant to have."""
    title: str
    """The heading of the format that it was meant to be, or its words."""
    read: bool
    """It is a heading, but another one."""


@once
def misread(document: Document) -> Sequence[Misread]:
    """All of them, in order. Asked for only where something seems to be lost."""
    text = document.source.text
    found = [Misread(start, end, level, title, False) for start, end, level, title in bold_headings(document)]
    found += [
        Misread(start, end, level, text[start + level : end].strip(), False)
        for start, end, level in unread_headings(document)
    ]
    found += _of_another_name(document)
    found += _of_another_level(document)
    found += [
        Misread(node.start, node.end, node.level, "", True)
        for node in document.body.root.children
        if node.kind == "heading" and not text.startswith("#", node.start)
    ]
    by_start = {one.start: one for one in found}
    return [by_start[start] for start in sorted(by_start)]


@once
def unread_headings(document: Document) -> Sequence[tuple[int, int, int]]:
    """Lines that begin as headings do, but without a space that counts: start, end, level."""
    if "\n#" not in document.source.text:
        return ()
    hits = matches(document, _UNREAD(), "marks")
    return [(hit.start("marks"), hit.end(), len(hit["marks"])) for hit in hits]


@once
def with_unread_parts(document: Document) -> frozenset[int]:
    """`id()` of the nodes below which a heading is not read: one of their halves, their ways, or the next node."""
    nodes = list(document.body.of(*NODES))
    starts = [node.start for node in nodes]
    return frozenset(
        id(nodes[at - 1]) for start, _, _ in unread_headings(document) if (at := bisect_right(starts, start))
    )


def is_unread(document: Document, offset: int) -> bool:
    """Whether an offset stands in a line that was meant as a heading, as another rule says."""
    lines = unread_headings(document)
    at = bisect_right(lines, (offset, len(document.source.text), 0)) - 1
    return at >= 0 and offset < lines[at][1]


def is_astray(document: Document, offset: int) -> bool:
    """Whether an offset stands in, or below, a heading that is not read as the one that it was meant to be."""
    starts, ends = _reaches(document)
    at = bisect_right(starts, offset) - 1
    return at >= 0 and offset < ends[at]


def is_lost(document: Document, end: tuple[Face, BlockFace | None] | None) -> bool:
    """Whether what a link leads to is astray: it is then not what it was meant to be."""
    if end is None or end[1] is None or end[0].key != document.face.key:
        return False
    return is_astray(document, document.source.offset(end[1].place.line, end[1].place.column))


@once
def _reaches(document: Document) -> tuple[Sequence[int], Sequence[int]]:
    """Where misread headings begin, and where what they, or those before them, should hold ends."""
    wrong = {one.start: one.level for one in misread(document)}
    nodes = {node.start: node.level for node in document.body.root.children if node.kind == "heading"}
    ends: dict[int, int] = {}
    open_: list[tuple[int, int]] = []
    for start, level in sorted({**nodes, **wrong}.items()):
        while open_ and open_[-1][1] >= level:
            ends[open_.pop()[0]] = start
        open_.append((start, level))
    furthest = [ends.get(start, len(document.source.text)) for start in sorted(wrong)]
    return sorted(wrong), list(accumulate(furthest, max))


def is_meant(document: Document, *titles: str) -> bool:
    """Whether a heading that is not read as one of these was meant as it."""
    return any(one.title in titles for one in misread(document))


def follows_misread(document: Document, block: Block) -> bool:
    """Whether the heading after an empty one should have been below it, or should be no heading at all."""
    found = misread(document)
    at = bisect_left(found, block.end, key=lambda one: one.start)
    if at == len(found) or not found[at].read:
        return False
    after, gap = found[at], _GAP().match(document.source.text, block.end)
    return gap is not None and gap.end() == after.start and (after.level > block.level or not after.title)


def _of_another_name(document: Document) -> Iterator[Misread]:
    inside = ""
    for heading in headings(document):
        inside = heading.chapter.heading if heading.chapter else inside
        node = heading.node
        if heading.meant:
            yield Misread(node.start, node.end, 2, heading.meant.heading, True)
        elif heading.chapter is None and inside == ACTIONS.heading and not LABEL.match(heading.title):
            yield Misread(node.start, node.end, 3, heading.title, True)
    for node, _, right, exact in drifted_sections(document):
        if not exact:
            yield Misread(node.start, node.end, 3, right, True)


def _of_another_level(document: Document) -> Iterator[Misread]:
    for block in document.body.blocks:
        if block.heading and (right := right_level(document, block)) and right != block.level:
            yield Misread(block.start, block.end, right, block.title, True)


def right_level(document: Document, block: Block) -> int:
    """The level that the format gives a heading, or that it must have been meant to have; 0 where nothing is known."""
    kind = document.kind
    if block.role in _LEVELS:
        return _LEVELS[block.role]
    words = folded(block.title)
    if (
        kind is Kind.PATHWAY
        and block.role in (Role.SECTION, Role.CHAPTER)
        and block.nodes[0].id
        and LABEL.match(block.title)
    ):
        return 4  # a node that stands too deep is read as a section
    if kind is Kind.PATHWAY and words in _HALF_NAMES:
        return 5
    if kind is Kind.PATHWAY and block.role is Role.SECTION and words.startswith("nulägesbeskrivning"):
        return 4
    if words in sections_of(kind):
        return 3 if block.role is Role.CHAPTER and block.level <= 2 else 0
    if is_chapter(kind, block.title):
        return 2 if block.level == 1 or (block.level > 2 and block.role is not Role.GROUP) else 0
    return _levels_of_first(document).get(block.start, 0) if block.level == 1 else 0


@once
def _levels_of_first(document: Document) -> Mapping[int, int]:
    """What headings of level one, by place, were meant as: a chapter, or a part of the one before; not the title."""
    found: dict[int, int] = {}
    inside = False
    for heading in headings(document):
        if heading.node.level == 1 and folded(heading.title) != folded(document.face.matter.title or ""):
            found[heading.node.start] = 2 if heading.meant else 3 if inside else 0
        inside = inside or heading.chapter is not None
    return found


def is_chapter(kind: Kind, title: str) -> bool:
    """Whether a heading is word for word a chapter."""
    pair = known_chapter(kind, title)
    return pair is not None and not pair[0].starts


@once
def drifted_sections(document: Document) -> Sequence[tuple[Node, str, str, bool]]:
    """Sections with almost a known name: heading, title, right title, and whether only its case is wrong."""
    found: list[tuple[Node, str, str, bool]] = []
    chapter: list[tuple[Node, str]] = []
    known: dict[str, str] = {}
    for block in document.body.of(Role.CHAPTER, Role.SECTION):
        if block.heading is None:
            continue
        if block.level <= 2:
            found += _drifted(known, chapter)
            pair = known_chapter(document.kind, block.title)
            known, chapter = ({folded(name): name for name in pair[0].sections} if pair else {}), []
        elif block.level == 3:
            chapter.append((block.heading, block.title))
    found += _drifted(known, chapter)
    return found


def _drifted(known: dict[str, str], written: list[tuple[Node, str]]) -> Iterator[tuple[Node, str, str, bool]]:
    if not written:
        return
    absent = sorted(set(known).difference(folded(title) for _, title in written)) if known else []
    for node, title in written[:MOST_GUESSES]:
        exact = known.get(folded(title))
        near = exact or known.get((meant_by(title, absent) or _begun(title, absent)) if absent else "", "")
        if near and near != title:
            if not exact:
                absent.remove(folded(near))
            yield node, title, near, bool(exact)


_ENDINGS = later(r"(?:ar|en|arna|s(?:kriteri|villkor|krav)\w*)?")


def _begun(title: str, absent: list[str]) -> str:
    """The only absent heading whose first word is all that was written: "Utgång", "Utgångar", "Utgångskriterier"."""
    word = folded(title)
    found = [
        name
        for name in absent
        if len(first := name.split()[0]) > 5 and word.startswith(first) and _ENDINGS().fullmatch(word[len(first) :])
    ]
    return found[0] if len(found) == 1 else ""
