"""The blocks of a document, sorted by what rules look for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.once import once
from rodtrad.tree import Node


@once
def parts(document: Document) -> tuple[Sequence[tuple[Node, Block]], Sequence[int]]:
    """The nodes that blocks are made of, each with its block, in order, and where they begin; references left out."""
    blocks = [block for block in document.body.blocks if block.role is not Role.REFERENCE]
    found = [(node, block) for block in blocks for node in block.nodes]
    starts = [part[0].start for part in found]
    if starts != sorted(starts):  # fact lines that stand below other text
        found.sort(key=lambda part: (part[0].start, part[0].end))
        starts.sort()
    return found, starts


def part_at(document: Document, offset: int) -> tuple[Node, Block] | None:
    """The node of a block that an offset stands in, and the block; None in references and between blocks."""
    nodes, starts = parts(document)
    index = bisect_right(starts, offset) - 1
    return nodes[index] if index >= 0 and offset < nodes[index][0].end else None


def holding(document: Document, found: Iterable[int], *roles: Role) -> Sequence[Block]:
    """The blocks with these roles in which something was found at one of these offsets, in order."""
    nodes, starts = parts(document)
    blocks: dict[int, Block] = {}
    for at in found:
        node, block = nodes[bisect_right(starts, at) - 1] if starts else (document.body.root, None)
        if block and block.role in roles and node.start <= at < node.end:
            blocks[id(block)] = block
    return sorted(blocks.values(), key=lambda block: block.start)


@once
def with_facts(document: Document) -> Sequence[Block]:
    """The blocks that have fact lines, in order."""
    return [block for block in document.body.blocks if block.facts]


@once
def with_written_id(document: Document) -> Sequence[tuple[Block, Node]]:
    """The blocks whose id the author wrote in braces, each with the node it stands on, in order."""
    return [(b, b.nodes[0]) for b in document.body.blocks if b.nodes and b.nodes[0].id is not None]
