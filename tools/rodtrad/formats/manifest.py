"""The manifest: one small file whose 64 shards name every document's lifecycle and every immutable file's hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rodtrad.feed.items import Feed, File, Made, Record, canonical, sha256
from rodtrad.feed.listings import Manifest, Shard, ShardDocument, ShardEntry, head
from rodtrad.formats import Schema
from rodtrad.formats.changes import entry, pages

SCHEMAS = (
    Schema("manifest", ("manifest.json",), Manifest, "The one file that is signed: it names every shard by hash."),
    Schema("shard", ("manifest/{sha256}.json",), Shard, "The lifecycle of some documents, and their files by hash."),
)

SHARDS = 64


def index(feed: Feed) -> Iterator[File]:
    """`manifest/<sha256>.json` for each shard in use, and `manifest.json`."""
    shards: dict[int, list[ShardDocument]] = {}
    for record in feed.records:
        shards.setdefault(shard_of(record.key), []).append(_document(record, feed))
    listed = []
    for number in sorted(shards):
        data = canonical(Shard(**head(feed.environment), documents=shards[number]))
        listed.append(_entry("manifest", data))
        yield listed[-1].path, data
    *_, last = pages(feed)
    manifest = Manifest(
        **head(feed.environment),
        sequence=len(feed.events),
        shards=listed,
        changes=entry(last, canonical(last)),
        registers=[_entry("manifest/register", canonical(register)) for register in feed.registers],
    )
    yield "manifest.json", canonical(manifest)


def shard_of(key: str) -> int:
    """The shard of a document: even spread, and never another when documents come and go."""
    return hashlib.sha256(key.encode()).digest()[0] % SHARDS


def _entry(folder: str, data: bytes) -> ShardEntry:
    digest = sha256(data)
    return ShardEntry(path=f"{folder}/{digest}.json", sha256=digest, bytes=len(data))


def _document(record: Record, feed: Feed) -> ShardDocument:
    return ShardDocument(
        key=record.key,
        kind=record.kind,
        clinical_use=record.clinical_use,
        version=record.version,
        lifecycle=record.lifecycle,
        files=[
            ShardEntry(path=file.path, sha256=file.sha256, bytes=file.bytes)
            for file in record.versions or (_unversioned(record.current, feed),)
        ],
    )


def _unversioned(file: Made, feed: Feed) -> Made:
    """Where `documents` puts what has no version."""
    return (
        file if feed.environment == "draft" else Made(f"manifest/dokument/{file.sha256}.json", file.sha256, file.bytes)
    )
