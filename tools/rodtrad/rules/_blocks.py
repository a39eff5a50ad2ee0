"""The blocks of a document, sorted by what rules look for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rodtrad.document import Block, Document
from rodtrad.rules._once import once
from rodtrad.tree import Node


@once
def by_id(document: Document) -> Mapping[str, list[Block]]:
    """The blocks with each id, in order: an author may have given two of them the same."""
    table: dict[str, list[Block]] = {}
    for block in document.body.blocks:
        table.setdefault(block.id, []).append(block)
    return table


@once
def with_facts(document: Document) -> Sequence[Block]:
    """The blocks that have fact lines, in order."""
    return [block for block in document.body.blocks if block.facts]


@once
def with_written_id(document: Document) -> Sequence[tuple[Block, Node]]:
    """The blocks whose id the author wrote in braces, each with the node it stands on, in order."""
    return [(b, b.nodes[0]) for b in document.body.blocks if b.nodes and b.nodes[0].id is not None]
