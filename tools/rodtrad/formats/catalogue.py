"""The list of every document: `index.json`, and one document a line in `documents.jsonl`."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed.listings import Index
from rodtrad.feed.models import SCHEMA_VERSION
from rodtrad.feed.releases import Feed, File, dump, sha256
from rodtrad.formats import Schema
from rodtrad.formats.documents import current

SCHEMAS = (Schema("index", r"index\.json", Index),)


def index(feed: Feed) -> Iterator[File]:
    """Each entry says the hash and length of the file it leads to, for hosts whose ETag says less."""
    entries = []
    lines = []
    for item in feed.items:
        path, data = current(item)
        payload = item.current
        entries.append(
            {
                "id": payload["id"],
                "kind": payload["kind"],
                "version": payload.get("version"),
                "state": item.lifecycle["state"],
                "title": payload["title"],
                "clinicalUse": payload["clinicalUse"],
                "sha256": sha256(data),
                "bytes": len(data),
                "modified": payload["dates"].get("modified") or item.lifecycle.get("validFrom"),
                "url": path,
                "versionUrl": f"{item.key}/{item.versions[-1].event.version}.json" if item.versions else None,
            }
        )
        lines.append(data)
    yield "index.json", dump({"schemaVersion": SCHEMA_VERSION, "environment": feed.environment, "documents": entries})
    yield "documents.jsonl", b"".join(lines)
