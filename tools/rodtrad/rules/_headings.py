"""Headings as authors write them, and the headings that they were meant to be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from rodtrad.chapters import ALWAYS, Chapter, chapter_of, fold, of_kind
from rodtrad.chapters._ways import arrow
from rodtrad.chapters.actions import CARE, LABEL, PATIENT, WAYS, half_named
from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.finding import Edit, Fix
from rodtrad.model import Kind, PathwayMatter
from rodtrad.once import once
from rodtrad.tree import Node, plain
from rodtrad.values import Extent, PathwayType, Status

folded = lru_cache(maxsize=4096)(fold)
"""`fold`, for headings: thousands of documents have the same."""

known_chapter = lru_cache(maxsize=4096)(chapter_of)

HALVES = (CARE, PATIENT, WAYS)
_ROLE = {CARE: Role.CARE, PATIENT: Role.PATIENT, WAYS: Role.WAYS}

MOST_GUESSES = 40
"""Unknown headings in one document for which we look for a known one; comparing words takes time."""


class Heading(Struct, frozen=True, gc=False):
    """A heading of level one or two, and the chapter it begins, or was most likely meant to begin."""

    node: Node
    title: str
    chapter: Chapter | None
    meant: Chapter | None


@once
def headings(document: Document) -> Sequence[Heading]:
    """The headings of level one and two; each missing chapter is what at most one of the unknown ones meant."""
    kind = document.kind
    found: list[tuple[Node, str, Chapter | None]] = []
    for node in document.body.root.children:
        if node.kind == "heading" and node.level <= 2:
            title = plain(node)
            pair = known_chapter(kind, title)
            found.append((node, title, pair[0] if pair else None))
    if all(chapter for _, _, chapter in found):  # mostly
        return [Heading(node, title, chapter, None) for node, title, chapter in found]
    absent = {name: pair[0] for name, pair in of_kind(kind).items() if not pair[0].starts}
    for _, _, chapter in found:
        if chapter:
            absent.pop(folded(chapter.heading), None)
    result: list[Heading] = []
    guesses = MOST_GUESSES
    for node, title, chapter in found:
        meant = None
        if chapter is None and guesses and folded(title) not in sections_of(kind):
            guesses -= 1
            near = meant_by(title, absent, loose=True)
            meant = absent.pop(near) if near else None
        result.append(Heading(node, title, chapter, meant))
    return result


def meant_by(title: str, known: Iterable[str], *, loose: bool = False) -> str:
    """The folded heading that `title` most likely was meant to be, or "". Loose: a part of it is enough."""
    words, names = fold(title).strip(" .:–-"), list(known)
    if words in names:
        return words
    from difflib import get_close_matches  # most documents need none of it

    if close := get_close_matches(words, names, n=1, cutoff=0.75):
        return close[0]
    if loose and len(words) >= 6:
        parts = [name for name in names if words in name or name in words]
        if len(parts) == 1:
            return parts[0]
        return next(iter(get_close_matches(words, names, n=1, cutoff=0.6)), "")
    return ""


@once
def halves_meant(document: Document) -> Mapping[str, tuple[Block, str]]:
    """Id of a section of an action → the section, which is no half, and the half that it must have been.

    Told by what it holds, or by its words, and only where the action lacks that half: a list with arrows is ways.
    """
    nodes = {block.id for block in document.body.of(Role.ACTION)}
    had = {(block.parent, block.role) for block in document.body.of(Role.CARE, Role.PATIENT, Role.WAYS)}
    arrows = {block.parent for block in document.body.of(Role.PROSE) if arrow(block.nodes[0])}
    found: dict[str, tuple[Block, str]] = {}
    for block in document.body.of(Role.SECTION):
        if block.parent not in nodes or block.heading is None or LABEL.match(block.title):
            continue
        half = WAYS if block.id in arrows else half_named(block.title)
        if not half:
            continue
        role = _ROLE[half]
        if (block.parent, role) not in had:
            had.add((block.parent, role))
            found[block.id] = block, half
    return found


@once
def bold_headings(document: Document) -> Sequence[tuple[int, int, int, str]]:
    """Lines that are only bold words, and these a heading of the format: start, end, right level and heading."""
    text = document.source.text
    if "\n**" not in text:
        return ()
    found: list[tuple[int, int, int, str]] = []
    for node in document.body.root.children:
        if node.kind != "paragraph" or not text.startswith("**", node.start):
            continue
        if len(node.children) == 1 or plain(*node.children[1:]) in (":", "."):
            level, title = _named(document.kind, plain(node.children[0]))
            if level:
                found.append((node.start, node.end, level, title))
    return found


def _named(kind: Kind, words: str) -> tuple[int, str]:
    """Level and words of the heading of the format that has this name; level 0 when there is none."""
    name = fold(words.strip(" :."))
    if (pair := known_chapter(kind, name)) and not pair[0].starts:
        return 2, pair[0].heading
    if title := sections_of(kind).get(name):
        return 3, title
    half = next((half for half in HALVES if fold(half) == name), "") if kind is Kind.PATHWAY else ""
    return (5, half) if half else (0, "")


@cache
def sections_of(kind: Kind) -> dict[str, str]:
    """Folded heading → heading of every known level-three section of a kind."""
    return {fold(name): name for pair in of_kind(kind).values() for name in pair[0].sections}


def required(document: Document) -> Iterator[Chapter]:
    """The chapters that the document must have, by its kind and state, in order."""
    matter, state = document.face.matter, ALWAYS[-1]
    only_scope = False
    if isinstance(matter, PathwayMatter):
        state = matter.status or Status.DRAFT
        only_scope = matter.extent is Extent.CATALOGUE_ENTRY or matter.type is PathwayType.GENERIC_MODEL
    for chapter, _ in of_kind(document.kind).values():
        if state in chapter.required and (not only_scope or chapter.order == 1):
            yield chapter


def retitled(node: Node, text: str) -> tuple[Edit, ...]:
    """The edit that gives a heading another text; its level and id stay."""
    return (Edit(node.children[0].start, node.children[-1].end, text),) if node.children else ()


def relevelled(document: Document, node: Node, level: int, *, safe: bool = False) -> Fix | None:
    """The fix that gives a heading another level; none where the level is written as a line under it."""
    written = document.source.text[node.start : node.end]
    marks = len(written) - len(written.lstrip("#"))
    edit = Edit(node.start, node.start + marks, "#" * level)
    return Fix(f"Skriv `{'#' * level}`", (edit,), safe=safe) if marks == node.level else None


def out_of_order(numbers: Sequence[int]) -> list[int]:
    """Indexes of the fewest numbers to move so that the rest stand in order."""
    if all(one <= other for one, other in pairwise(numbers)):
        return []
    lowest: list[int] = []  # the lowest last number of a run of each length
    last: list[int] = []  # … and its index
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_right(lowest, number)
        before.append(last[length - 1] if length else -1)
        lowest[length : length + 1] = [number]
        last[length : length + 1] = [index]
    kept = set()
    at = last[-1] if last else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [index for index in range(len(numbers)) if index not in kept]
