"""Documents: the current version with its lifecycle, and every immutable version byte for byte."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed.models import Current, Payload
from rodtrad.feed.releases import Feed, File, Item, dump
from rodtrad.formats import Schema

_KEY = r"(?:vardforlopp|indikatorer|riktlinjer|konsekvensbeskrivningar|tillagg/[^/]+)/[^/.]+"

SCHEMAS = (
    Schema("document", rf"{_KEY}\.json", Current),
    Schema("version", rf"{_KEY}/\d+\.\d+\.\d+\.json", Payload),
)


def files(item: Item, feed: Feed) -> Iterator[File]:
    """`vardforlopp/<id>.json` and `vardforlopp/<id>/<version>.json`."""
    yield current(item)
    for version in item.versions:
        yield f"{item.key}/{version.event.version}.json", version.data


def current(item: Item) -> File:
    """The file that may change: the version that holds now, and its lifecycle."""
    return f"{item.key}.json", dump({**item.current, "lifecycle": item.lifecycle})
