"""Documents: the current version with its lifecycle, and every immutable version byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rodtrad.feed.items import File, Item, Made, sha256
from rodtrad.feed.models import Current, Payload
from rodtrad.formats import Schema

_HOMES = ("vardforlopp", "indikatorer", "riktlinjer", "konsekvensbeskrivningar", "tillagg/{region}")

SCHEMAS = (
    Schema(
        *("document", (*(f"{home}/{{id}}.json" for home in _HOMES), "manifest/dokument/{sha256}.json"), Current),
        "A document as it holds now, with its lifecycle.",
    ),
    Schema(
        *("version", tuple(f"{home}/{{id}}/{{version}}.json" for home in _HOMES), Payload),
        "A released version. It never changes.",
    ),
)


def files(item: Item) -> Iterator[File]:
    """`vardforlopp/<id>.json` and `vardforlopp/<id>/<version>.json`.

    What has no version, such as an entry in the catalogue, lies under its hash too: that is what the manifest names.
    Working texts do not: nobody signs them.
    """
    yield f"{item.key}.json", item.data
    for version in item.versions:
        yield f"{item.key}/{version.event.version}.json", version.data
    if not item.versions and item.payload.environment != "draft":
        yield by_hash(Made(item.key, sha256(item.data), len(item.data))).path, item.data


def by_hash(file: Made) -> Made:
    """The same file where it never changes."""
    return replace(file, path=f"manifest/dokument/{file.sha256}.json")
