"""The manifest: one small file whose 64 shards name every document's lifecycle and every immutable file's hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rodtrad.feed.addresses import MANIFEST
from rodtrad.feed.items import Feed, File, Record, canonical, sha256
from rodtrad.feed.listings import Manifest, Shard, ShardDocument, ShardEntry, head
from rodtrad.formats import Schema
from rodtrad.formats.changes import last
from rodtrad.formats.documents import by_hash
from rodtrad.formats.registers import stored

SCHEMAS = (
    Schema("manifest", (MANIFEST,), Manifest, "The one file that is signed: it names every shard by hash."),
    Schema("shard", ("manifest/{sha256}.json",), Shard, "The lifecycle of some documents, and their files by hash."),
)

SHARDS = 64


def index(feed: Feed) -> Iterator[File]:
    """`manifest/<sha256>.json` for each shard in use, and `manifest.json`."""
    listed = []
    for entry, data in shards(feed):
        listed.append(entry)
        yield entry.path, data
    manifest = Manifest(
        **head(feed.environment),
        sequence=len(feed.events),
        shards=listed,
        changes=last(feed),
        registers=[stored(register) for register in feed.registers],
    )
    yield MANIFEST, canonical(manifest)


def shards(feed: Feed) -> Iterator[tuple[ShardEntry, bytes]]:
    """Each shard in use."""
    by_number: dict[int, list[ShardDocument]] = {}
    for record in feed.records:
        by_number.setdefault(shard_of(record.key), []).append(_document(record, feed))
    for _, documents in sorted(by_number.items()):
        data = canonical(Shard(**head(feed.environment), documents=documents))
        digest = sha256(data)
        yield ShardEntry(path=f"manifest/{digest}.json", sha256=digest, bytes=len(data)), data


def shard_of(key: str) -> int:
    """The shard of a document: even spread, and never another when documents come and go."""
    return hashlib.sha256(key.encode()).digest()[0] % SHARDS


def _document(record: Record, feed: Feed) -> ShardDocument:
    unversioned = record.current if feed.environment == "draft" else by_hash(record.current)
    return ShardDocument(
        key=record.key,
        kind=record.kind,
        clinical_use=record.clinical_use,
        version=record.version,
        lifecycle=record.lifecycle,
        files=[
            ShardEntry(path=file.path, sha256=file.sha256, bytes=file.bytes)
            for file in record.versions or (unversioned,)
        ],
    )
