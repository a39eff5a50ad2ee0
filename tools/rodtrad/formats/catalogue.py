"""The list of every document: `index.json`, and one document a line in `documents.jsonl`."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed.items import Feed, File, Joined, Record, canonical
from rodtrad.feed.listings import Index, IndexEntry, head
from rodtrad.formats import Other, Schema

SCHEMAS = (Schema("index", ("index.json",), Index, "Every document, with version, state, hash and address."),)

OTHERS = (
    Other(
        ("documents.jsonl",),
        "application/jsonl",
        "Every document as it holds now, one on a line, to load into a database.",
    ),
)


def index(feed: Feed) -> Iterator[File]:
    """Each entry says the hash and length of the file it leads to, for hosts whose ETag says less."""
    entries = [_entry(record) for record in feed.records]
    yield "index.json", canonical(Index(**head(feed.environment), documents=entries))
    yield "documents.jsonl", Joined(tuple(record.current.path for record in feed.records))


def _entry(record: Record) -> IndexEntry:
    newest = record.versions[-1] if record.versions else None
    return IndexEntry(
        id=record.id,
        kind=record.kind,
        version=record.version,
        state=record.lifecycle.state,
        title=record.title,
        clinical_use=record.clinical_use,
        sha256=record.current.sha256,
        bytes=record.current.bytes,
        modified=record.modified or record.lifecycle.valid_from,
        url=record.current.path,
        version_url=newest.path if newest else None,
        version_sha256=newest.sha256 if newest else None,
        version_bytes=newest.bytes if newest else None,
    )
