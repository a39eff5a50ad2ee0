"""Registers: programme areas, regions, bodies, data sources, each as one file."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed.items import Feed, File, canonical, sha256
from rodtrad.feed.listings import Register, ShardEntry
from rodtrad.formats import Schema

SCHEMAS = (
    Schema(
        *("register", ("register/{register}.json", "manifest/register/{sha256}.json"), Register),
        "Regions, programme areas, bodies, data sources, terms.",
    ),
)


def index(feed: Feed) -> Iterator[File]:
    """`register/<name>.json`, and the same under its hash."""
    for register in feed.registers:
        data = canonical(register)
        yield f"register/{register.id}.json", data
        yield stored(register).path, data


def stored(register: Register) -> ShardEntry:
    """Where a register lies for ever."""
    data = canonical(register)
    digest = sha256(data)
    return ShardEntry(path=f"manifest/register/{digest}.json", sha256=digest, bytes=len(data))
