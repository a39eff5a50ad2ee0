"""Documents: the current version with its lifecycle, and every immutable version byte for byte."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed.items import File, Item
from rodtrad.feed.models import Current, Payload
from rodtrad.formats import Schema

_HOMES = ("vardforlopp", "indikatorer", "riktlinjer", "konsekvensbeskrivningar", "tillagg/{region}")

SCHEMAS = (
    Schema(
        *("document", tuple(f"{home}/{{id}}.json" for home in _HOMES), Current),
        "A document as it holds now, with its lifecycle.",
    ),
    Schema(
        *("version", tuple(f"{home}/{{id}}/{{version}}.json" for home in _HOMES), Payload),
        "A released version. It never changes.",
    ),
)


def files(item: Item) -> Iterator[File]:
    """`vardforlopp/<id>.json` and `vardforlopp/<id>/<version>.json`."""
    yield f"{item.key}.json", item.data
    for version in item.versions:
        yield f"{item.key}/{version.event.version}.json", version.data
