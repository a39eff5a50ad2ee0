"""The manifest: one small file whose 64 shards name every document's lifecycle and every file's hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rodtrad.feed.listings import Manifest, Shard
from rodtrad.feed.models import SCHEMA_VERSION
from rodtrad.feed.releases import Feed, File, Item, dump, sha256
from rodtrad.formats import Schema
from rodtrad.formats.documents import current

SCHEMAS = (
    Schema("manifest", r"manifest/manifest\.json", Manifest),
    Schema("shard", r"manifest/[0-9a-f]{64}\.json", Shard),
)

SHARDS = 64


def index(feed: Feed) -> Iterator[File]:
    """`manifest/<sha256>.json` for each shard in use, and `manifest/manifest.json`."""
    shards: dict[int, list[dict[str, object]]] = {}
    for item in feed.items:
        shards.setdefault(shard_of(item.key), []).append(_document(item))
    listed = []
    for number in sorted(shards):
        data = dump({"schemaVersion": SCHEMA_VERSION, "documents": shards[number]})
        digest = sha256(data)
        path = f"manifest/{digest}.json"
        listed.append({"path": path, "sha256": digest, "bytes": len(data)})
        yield path, data
    manifest = {
        "schemaVersion": SCHEMA_VERSION,
        "environment": feed.environment,
        "sequence": len(feed.events),
        "shards": listed,
    }
    yield "manifest/manifest.json", dump(manifest)


def shard_of(key: str) -> int:
    """The shard of a document: even spread, and never another when documents come and go."""
    return hashlib.sha256(key.encode()).digest()[0] % SHARDS


def _document(item: Item) -> dict[str, object]:
    files = [
        {"path": f"{item.key}/{v.event.version}.json", "sha256": v.event.sha256, "bytes": len(v.data)}
        for v in item.versions
    ]
    if not files:  # a catalogue entry or a working text has no immutable file
        path, data = current(item)
        files.append({"path": path, "sha256": sha256(data), "bytes": len(data)})
    return {"key": item.key, "version": item.current.get("version"), "lifecycle": item.lifecycle, "files": files}
