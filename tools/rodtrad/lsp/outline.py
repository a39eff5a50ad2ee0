"""The outline of a document, and the lines of it that can be folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.lsp.answers import Fold, Symbol
from rodtrad.model import Kind
from rodtrad.source import Place

KINDS = {
    Role.CHAPTER: "chapter",
    Role.SECTION: "section",
    Role.GROUP: "section",
    Role.CARE: "section",
    Role.PATIENT: "section",
    Role.WAYS: "section",
    Role.ACTION: "node",
    Role.DECISION: "node",
    Role.ADDITION: "node",
    Role.DEVIATION: "node",
    Role.ENTRY: "end",
    Role.EXIT: "end",
    Role.CHALLENGE: "item",
    Role.GOAL: "item",
    Role.INDICATOR: "item",
    Role.RECOMMENDATION: "item",
}
"""What is shown; all else is text."""


def outline(document: Document) -> list[Symbol]:
    """Chapters, sections, actions, and the items that others point at; of a register its entries."""
    if document.kind is Kind.REGISTER:
        return [Symbol(e.title or e.id, e.id, "entry", e.place, _first(e.place), []) for e in document.face.blocks]
    blocks = [b for b in document.body.blocks if b.role in KINDS and b.nodes and (b.heading or b.stable)]
    top: list[Symbol] = []
    open_: list[tuple[Block, Symbol]] = []
    for block, end in zip(blocks, _ends(document, blocks), strict=True):
        title = f"{block.label}. {block.title}" if block.label else block.title
        whole = document.source.place(block.start, max(end, block.end))
        detail = f"#{block.id}" if block.stable and not block.fixed else ""
        symbol = Symbol(title or block.id, detail, KINDS[block.role], whole, document.place(block), [])
        while open_ and not (open_[-1][0].heading and _deeper(block, open_[-1][0])):
            open_.pop()
        (open_[-1][1].children if open_ else top).append(symbol)
        open_.append((block, symbol))
    return top


def _deeper(block: Block, above: Block) -> bool:
    return block.heading is None or block.heading.level > (above.heading.level if above.heading else 9)


def _ends(document: Document, blocks: Sequence[Block]) -> list[int]:
    """The offset where what each block holds is over: of a heading, where the next of its level begins."""
    ends: list[int] = []
    following: list[tuple[int, int]] = []
    for heading in reversed(document.body.find("heading")):
        while following and following[-1][0] > heading.level:
            following.pop()
        following.append((heading.level, heading.start))
        ends.append(following[-2][1] if len(following) > 1 else len(document.source.text))
    by_start = {h.start: e for h, e in zip(document.body.find("heading"), reversed(ends), strict=True)}
    text = document.source.text
    return [_trimmed(text, by_start[b.start]) if b.heading and b.start in by_start else b.end for b in blocks]


def _first(place: Place) -> Place:
    return Place(place.line, place.column, place.line, place.column)


def folds(document: Document) -> list[Fold]:
    """The front matter, what stands below each heading, and comments, tables and code of several lines."""
    found = [Fold(first, last, comment) for first, last, comment in _lines(document) if last > first]
    return sorted(set(found))


def _lines(document: Document) -> Iterator[tuple[int, int, bool]]:
    source, body = document.source, document.body
    if document.kind is Kind.REGISTER:
        for entry in document.face.blocks:
            yield entry.place.line, _last(document, source.offset(entry.place.end_line, entry.place.end_column)), False
        return
    yield 1, source.line_column(max(body.matter_end - 1, 0))[0], False
    headings = [block for block in body.blocks if block.heading]
    for block, end in zip(headings, _ends(document, headings), strict=True):
        yield source.line_column(block.start)[0], _last(document, end), False
    for node in body.find("comment", "table", "code", "quote"):
        yield source.line_column(node.start)[0], _last(document, node.end), node.kind == "comment"


def _last(document: Document, end: int) -> int:
    """The last line with something in it before an offset."""
    return document.source.line_column(max(_trimmed(document.source.text, end) - 1, 0))[0]


def _trimmed(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end
