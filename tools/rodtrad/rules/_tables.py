"""Tables as they are written: the tree gives each row as many cells as the header has."""

from __future__ import annotations

import re

from rodtrad.document import Document
from rodtrad.tree import Node

CELL = re.compile(r"(?<!\\)\|")
"""What parts cells."""


def written_cells(document: Document, row: Node) -> int:
    """How many cells are written in a row."""
    text = document.source.text
    written = [cell for cell in row.children if cell.start < row.end]
    rest = text[written[-1].end : row.end] if written else ""
    surplus = [cell for cell in CELL.split(rest)[1:] if cell.strip()] if rest.strip(" |") else []
    return len(written) + len(surplus)


def is_uneven(document: Document, table: Node) -> bool:
    """Whether a row has another number of cells than the header; another rule says so."""
    head, *rows = table.children
    return any(written_cells(document, row) != len(head.children) for row in rows)
