"""Documents: the current version with its lifecycle, and every immutable version byte for byte."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed.items import File, Item
from rodtrad.feed.models import Current, Payload
from rodtrad.formats import Schema

_KEY = r"(?:vardforlopp|indikatorer|riktlinjer|konsekvensbeskrivningar|tillagg/[^/]+)/[^/.]+"

SCHEMAS = (
    Schema("document", rf"{_KEY}\.json", Current),
    Schema("version", rf"{_KEY}/\d+\.\d+\.\d+\.json", Payload),
)


def files(item: Item) -> Iterator[File]:
    """`vardforlopp/<id>.json` and `vardforlopp/<id>/<version>.json`."""
    yield f"{item.key}.json", item.data
    for version in item.versions:
        yield f"{item.key}/{version.event.version}.json", version.data
