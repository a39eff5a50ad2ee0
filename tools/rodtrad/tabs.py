"""Lines with tabs between their parts: a table as it is pasted from a word processor or a spreadsheet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from itertools import groupby

from msgspec import Struct

from rodtrad.document import Document
from rodtrad.once import once
from rodtrad.prose import prose_test
from rodtrad.quantities.patterns import later

_MARK = later(r"\s*(?:[-*+•●▪■◦○‣⁃∙·–—o§]|\d+(?:\.\d+)*[.)]?|[a-z][.)])\t+")
"""What may stand before a tab that only parts an item from its mark."""


class Row(Struct, frozen=True):
    """One line, and what stands between its tabs."""

    line: int
    start: int
    end: int
    cells: tuple[str, ...]


@once
def tabbed(document: Document) -> Sequence[Sequence[Row]]:
    """Runs of two lines or more, one after the other, with equally many tabs, in order; not in tables and code."""
    source, begin = document.source, document.body.matter_end
    at = source.text.find("\t", begin)
    rows: list[Row] = []
    tables = [(table.start, table.end) for table in document.body.find("table")] if at >= 0 else []
    begins = [start for start, _ in tables]
    is_prose = prose_test(document)
    while at >= 0:
        line = bisect_right(source.starts, at)
        start = source.starts[line - 1]
        end = source.starts[line] - 1 if line < len(source.starts) else len(source.text)
        said = source.text[start:end]
        first = start + len(said) - len(said.lstrip())
        cells = tuple(cell.strip() for cell in said.split("\t"))
        is_item = _MARK().match(said) is not None and len([cell for cell in cells if cell]) < 3
        table = bisect_right(begins, first) - 1
        if not is_item and is_prose(first) and said[0] != "|" and not (table >= 0 and first < tables[table][1]):
            rows.append(Row(line, start, end, cells))
        at = source.text.find("\t", end)
    runs = groupby(enumerate(rows), key=lambda pair: (pair[1].line - pair[0], len(pair[1].cells)))
    return [run for _, group in runs if len(run := [row for _, row in group]) > 1]


@once
def _lines(document: Document) -> Set[int]:
    return {row.line for rows in tabbed(document) for row in rows}


def is_row(document: Document, offset: int) -> bool:
    """Whether an offset stands in such a line: what looks like a quotation there is a cell that begins with `>`."""
    return bisect_right(document.source.starts, offset) in _lines(document)
