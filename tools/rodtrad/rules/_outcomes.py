"""Outcomes as rules see them: each row with its cells, so that a finding stands on the number that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from rodtrad.chapters import slug
from rodtrad.chapters.outcome import COLUMNS
from rodtrad.document import Document
from rodtrad.face import Outcome, Role
from rodtrad.finding import Edit, Fix
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.model import IndicatorMatter, Kind, OutcomeMatter
from rodtrad.outcomes import REGISTERS, SPREAD, TOTALS, Limits, count, limits, number
from rodtrad.quantities.patterns import later
from rodtrad.source import Place
from rodtrad.tree import Node, plain

NUMBERS = COLUMNS[1:6]
"""Columns of numbers."""

COUNTS = NUMBERS[:2]
"""Of these, whole ones."""

REASON = COLUMNS[-1]


class Row(Struct, frozen=True):
    """A row as it was read, and its cells by the columns' names."""

    outcome: Outcome
    cells: Mapping[str, Node]
    node: Node

    def written(self, column: str) -> str:
        """The words of a cell; "" for one that is empty or not there."""
        words = plain(self.cells[column]) if column in self.cells else ""
        return "" if words in ("–", "-") else words


_NUMBER = later(r"(?P<number>\d[\d \u00a0]*(?:[.,]\d+)?)[ \u00a0]*(?:%|procent|min|minuter)?")


def is_number(words: str, column: str) -> bool:
    """Whether a cell of a column of numbers can be read."""
    return (count(words) if column in COUNTS else number(words)) is not None


def mended_number(words: str, column: str) -> str:
    """The number in the words, as it is written here; "" where that is not plain."""
    hit = _NUMBER().fullmatch(words)
    good = hit["number"].strip().replace(".", ",") if hit else ""
    return good if good and is_number(good, column) else ""


def table_of(document: Document) -> Node | None:
    """The table of what was measured."""
    block = next(document.body.of(Role.OUTCOMES), None)
    return block.nodes[0] if block and block.nodes[0].children else None


def columns(table: Node) -> list[str]:
    """What each column is called; as the format calls it where it is one of ours."""
    return named(map(plain, table.children[0].children))


def named(heads: Iterable[str]) -> list[str]:
    """Headings as the format writes them, where it has them."""
    known = {column.casefold(): column for column in COLUMNS}
    return [known.get(words.casefold(), words) for words in heads]


def rows(document: Document) -> Iterator[Row]:
    """Every row of the table."""
    table = table_of(document)
    if table is None:
        return
    names = columns(table)
    for outcome, node in zip(document.face.outcomes, table.children[1:], strict=False):
        yield Row(outcome, dict(zip(names, node.children, strict=False)), node)


def place(document: Document, row: Row, column: str) -> Place:
    """Where a cell stands, or the row where the cell is empty."""
    cell = row.cells.get(column)
    node = cell if cell and document.source.text[cell.start : cell.end].strip(" |") else row.node
    return document.source.place(node.start, node.end)


def least(document: Document, library: Library) -> Limits:
    """What the source of the outcome shows at least."""
    matter = document.face.matter
    if not isinstance(matter, OutcomeMatter):
        return Limits()
    return limits(matter, specification(document, library))


def specification(document: Document, library: Library) -> IndicatorMatter | None:
    """The front matter of the indicator that was measured."""
    matter = document.face.matter
    id = matter.indicator if isinstance(matter, OutcomeMatter) else None
    face = library.get(Kind.INDICATOR, id) if id else None
    return face.matter if face and isinstance(face.matter, IndicatorMatter) else None


def emptied(document: Document, row: Row, reason: str) -> Fix | None:
    """The row without numbers and with the reason, where there is a column for that."""
    table = table_of(document)
    if table is None or REASON not in row.cells:
        return None
    kept = {COLUMNS[0]: row.outcome.region, REASON: reason}
    cells = [kept.get(name, "" if name in NUMBERS else row.written(name)) for name in columns(table)]
    edit = Edit(row.node.start, row.node.end, "| " + " | ".join(cells) + " |")
    return Fix("Ta bort talen och skriv skälet", (edit,), safe=False)


def meant_region(written: str, library: Library) -> str:
    """The id of the region whose name was written, perhaps without "Region" before it, or ""."""
    entries = [entry for name in REGISTERS.split() for entry in library.register(name).values()]
    names = {slug(entry.title): entry.id for entry in entries}
    names |= {name.removeprefix("region-"): id for name, id in names.items()}
    others = {name: name for name in (*TOTALS, *SPREAD)}
    words = slug(written).removeprefix("region-")
    known = {**names, **{id: id for id in names.values()}, **others}
    return known.get(words) or known.get(nearest(words, list(known)), "")
