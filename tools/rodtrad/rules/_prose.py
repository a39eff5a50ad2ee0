"""Where a pattern occurs in an author's own words: not in addresses, code, comments, references or quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from rodtrad.document import Block, Document, Role
from rodtrad.rules._once import once
from rodtrad.tree import Node

_QUOTED = re.compile(r"[”“\"»][^”“\"»«\n]{1,400}[”“\"«»]")
_ADDRESS = ("http:", "https:", "www.", "mailto:")


def hits(
    document: Document, pattern: re.Pattern[str], group: int | str = 0, *, folded: bool = False
) -> Iterator[tuple[re.Match[str], Block]]:
    """Each match whose `group` begins in prose, with the block it begins in; `folded` ignores case.

    The pattern is run on the text as written, which is much faster than collecting the words first; where a match
    stands is asked only of those few that are found. A pattern that begins with a letter or a set of letters is found
    several times faster than one that begins with `\\b` or a look behind.
    """
    text = document.source.text
    searched = text
    if folded and len(lower := text.lower()) == len(text):  # "İ" becomes two characters; then offsets would be wrong
        searched = lower
    found = list(pattern.finditer(searched, max(document.body.matter_end - 1, 0)))
    if not found:
        return
    tops, starts = _tops(document)
    quotes: dict[int, list[tuple[int, int]]] = {}
    for hit in found:
        at = hit.start(group)
        index = bisect_right(starts, at) - 1
        if index < 0 or at >= tops[index][0].end:
            continue
        top, block = tops[index]
        node = _text_at(top, at)
        if node is None:
            continue
        if index not in quotes:
            quotes[index] = [quote.span() for quote in _QUOTED.finditer(text, top.start, top.end)]
        if not _is_quoted(quotes[index], at):
            yield hit, block


@once
def _tops(document: Document) -> tuple[list[tuple[Node, Block]], list[int]]:
    """The nodes that blocks are made of, each with its block, in order, and where they begin."""
    blocks = [block for block in document.body.blocks if block.role is not Role.REFERENCE]
    tops = [(node, block) for block in blocks for node in block.nodes]
    tops.sort(key=lambda top: (top[0].start, top[0].end))
    return tops, [top[0].start for top in tops]


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
