"""Tables for analysts: the same rows as CSV and as one SQLite file."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import msgpack

from rodtrad.feed.items import Feed, File, Item, Record
from rodtrad.feed.models import LICENCE, LICENCES
from rodtrad.feed.releases import Event
from rodtrad.formats import Other
from rodtrad.formats.outcomes import COLUMNS as OUTCOMES
from rodtrad.formats.outcomes import rows
from rodtrad.tabular import Cell, harmless

OTHERS = (
    Other(("csv/{table}.csv",), "text/csv", "A table for analysts: UTF-8, commas, a first row of names."),
    Other(("tables.sqlite",), "application/vnd.sqlite3", "The same tables as one SQLite file."),
)

Row = tuple[Cell, ...]

TABLES: Mapping[str, Sequence[str]] = {
    "documents": (
        "document",
        "kind",
        "id",
        "version",
        "state",
        "clinical_use",
        "title",
        "modified",
        "next_review",
        "url",
    ),
    "codes": ("document", "system", "code", "block"),
    "goals": ("document", "goal", "text", "meets", "followed_by"),
    "indicators": ("document", "use", "indicator", "title", "measure", "prioritised", "follows"),
    "targets": ("document", "year", "moderate", "high", "issuer", "label"),
    "outcomes": OUTCOMES,
    "times": ("document", "block", "kind", "comparator", "low", "high", "unit", "start", "text"),
    "changes": ("number", "document", "version", "class", "date", "summary"),
}
"""Columns of each table. A list in a cell is parted by spaces."""

_WRITER = slice(96, 100)
"""Where an SQLite file says which version of SQLite wrote it: that is not content."""


def note(item: Item) -> Mapping[str, bytes]:
    """The rows of one document by table, packed: a whole feed's would fill the memory."""
    content = item.payload.content
    thread = content.red_thread
    goals = thread.goals if thread else ()
    uses = thread.indicators if thread else ()
    found: dict[str, Sequence[Row]] = {
        "goals": [(g.id, g.text, " ".join(g.meets), " ".join(g.followed_by)) for g in goals],
        "indicators": [(u.id, u.indicator, u.title, u.measure, int(u.prioritised), " ".join(u.follows)) for u in uses],
        "targets": [(t.year, t.moderate, t.high, t.issuer, t.label) for t in content.target_levels or ()],
        "times": [
            (block.id, t.kind, t.comparator, t.low, t.high, t.unit, t.start or t.start_text, t.text)
            for block in content.blocks
            for t in block.times
        ],
    }
    return {table: msgpack.encode(rows) for table, rows in found.items() if rows}


def index(feed: Feed) -> Iterator[File]:
    """`csv/<table>.csv` and `tables.sqlite`, made in one pass; the same bytes for the same rows."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "tables.sqlite")
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("PRAGMA journal_mode = OFF")  # nobody else has the file, and half of it is nothing
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        for table, columns in TABLES.items():
            names = ", ".join(f'"{column}"' for column in columns)
            database.execute(f"CREATE TABLE {table} ({names})")
            marks = ", ".join("?" * len(columns))
            text = StringIO()
            database.executemany(f"INSERT INTO {table} VALUES ({marks})", _told(text, columns, _rows(table, feed)))
            yield f"csv/{table}.csv", text.getvalue().encode()
        database.execute("CREATE TABLE about (name, value)")
        said = {"licence": LICENCE, "attribution": LICENCES[LICENCE], "environment": feed.environment}
        database.executemany("INSERT INTO about VALUES (?, ?)", said.items())
        database.execute("COMMIT")
        database.close()
        data = bytearray(path.read_bytes())
    data[_WRITER] = bytes(4)
    yield "tables.sqlite", bytes(data)


def _told(text: StringIO, columns: Sequence[str], rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, each when it is written as CSV too."""
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(map(harmless, row))
        yield row


_unpacked = msgpack.Decoder(list[Row]).decode


def _rows(table: str, feed: Feed) -> Iterator[Row]:
    """One after another: never all at once."""
    if table == "changes":
        yield from map(_change, feed.events, count(1))
        return
    if table == "outcomes":
        yield from (row for found in feed.outcomes for row in rows(found))
        return
    for record in feed.records:
        if table == "documents":
            yield _document(record)
        elif table == "codes":
            yield from ((record.key, *named) for named in record.notes["codes"])
        elif packed := record.notes["tables"].get(table):
            yield from ((record.key, *row) for row in _unpacked(packed))


def _change(event: Event, number: int) -> Row:
    said = "\n".join(filter(None, (*event.sammanfattning, event.skäl)))
    return number, event.dokument, event.version, event.klass, event.datum or None, said


def _document(record: Record) -> Row:
    life = record.lifecycle
    said = (record.key, record.kind, record.id, record.version, life.state, record.clinical_use, record.title)
    return (*said, record.modified or life.valid_from, life.next_review, record.current.path)
