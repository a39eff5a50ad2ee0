"""Where a pattern occurs in an author's own words: not in addresses, code, comments, references or quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.prose import QUOTED
from rodtrad.rules._blocks import part_at
from rodtrad.rules._words import words
from rodtrad.tree import Node

_ADDRESS = ("http:", "https:", "www.", "mailto:")


def hits(
    document: Document, pattern: re.Pattern[str], group: int | str = 0, *, folded: bool = False
) -> Iterator[tuple[re.Match[str], Block]]:
    """Each match whose `group` begins in prose, with the block it begins in; `folded` looks in `words`.

    The pattern is run on the text as written, which is much faster than collecting the words first; where a match
    stands is asked only of those few that are found. A pattern that begins with a letter or a set of letters is found
    several times faster than one that begins with `\\b` or a look behind.
    """
    text = document.source.text
    found = pattern.finditer(words(document) if folded else text, max(document.body.matter_end - 1, 0))
    quotes: dict[int, list[tuple[int, int]]] = {}
    for hit in found:
        at = hit.start(group)
        part = part_at(document, at)
        if part is None or _text_at(part[0], at) is None:
            continue
        top, block = part
        if top.start not in quotes:
            quotes[top.start] = [quote.span() for quote in QUOTED().finditer(text, top.start, top.end)]
        if not _is_quoted(quotes[top.start], at):
            yield hit, block


def _text_at(top: Node, offset: int) -> Node | None:
    """The text node at an offset; None in an address that is shown as it is."""
    node: Node | None = top
    while node is not None and node.kind != "text":
        if node.kind == "link" and _first_text(node).startswith(_ADDRESS):
            return None
        children = node.children
        before = bisect_right(children, offset, key=lambda child: child.start) - 1
        node = children[before] if before >= 0 and offset < children[before].end else None
    return node


def _first_text(node: Node) -> str:
    return node.children[0].text if node.children else ""


def _is_quoted(quotes: list[tuple[int, int]], offset: int) -> bool:
    before = bisect_right(quotes, (offset, -1)) - 1
    return before >= 0 and quotes[before][0] < offset < quotes[before][1]
