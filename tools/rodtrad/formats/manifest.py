"""The manifest: one small file whose 64 shards name every document's lifecycle and every file's hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rodtrad.feed.items import Feed, File, Record, canonical, sha256
from rodtrad.feed.listings import Manifest, Shard, ShardDocument, ShardEntry
from rodtrad.feed.models import SCHEMA_VERSION
from rodtrad.formats import Schema

SCHEMAS = (
    Schema("manifest", ("manifest.json",), Manifest, "The one file that is signed: it names every shard by hash."),
    Schema("shard", ("manifest/{sha256}.json",), Shard, "The lifecycle of some documents, and their files by hash."),
)

SHARDS = 64


def index(feed: Feed) -> Iterator[File]:
    """`manifest/<sha256>.json` for each shard in use, and `manifest.json`."""
    shards: dict[int, list[ShardDocument]] = {}
    for record in feed.records:
        shards.setdefault(shard_of(record.key), []).append(_document(record))
    listed = []
    for number in sorted(shards):
        data = canonical(Shard(schema_version=SCHEMA_VERSION, documents=shards[number]))
        digest = sha256(data)
        entry = ShardEntry(path=f"manifest/{digest}.json", sha256=digest, bytes=len(data))
        listed.append(entry)
        yield entry.path, data
    manifest = Manifest(
        schema_version=SCHEMA_VERSION, environment=feed.environment, sequence=len(feed.events), shards=listed
    )
    yield "manifest.json", canonical(manifest)


def shard_of(key: str) -> int:
    """The shard of a document: even spread, and never another when documents come and go."""
    return hashlib.sha256(key.encode()).digest()[0] % SHARDS


def _document(record: Record) -> ShardDocument:
    """A catalogue entry or a working text has no immutable file."""
    files = [
        ShardEntry(path=file.path, sha256=file.sha256, bytes=file.bytes)
        for file in record.versions or (record.current,)
    ]
    return ShardDocument(key=record.key, version=record.version, lifecycle=record.lifecycle, files=files)
