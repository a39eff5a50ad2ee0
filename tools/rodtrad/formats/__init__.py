"""Formats: a module in this folder is an output: `files(item)`, `index(feed)` or both; pure, no clock.

`files` gives the files of one document, `index` those about many; what `index` must know of each document beyond its
record, `note(item)` says in a few words that can be sent to another process. `SCHEMAS` says what describes the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from rodtrad.feed.items import Feed, File, Item, Made, Record, sha256
from rodtrad.feed.models import Model
from rodtrad.registry import modules


@dataclass(frozen=True, slots=True)
class Schema:
    """What regions may rely on in some files of the feed."""

    name: str
    """Published as `schema/<name>.json`."""
    paths: str
    """Pattern of the paths it describes; no other schema's pattern matches them."""
    model: type[Model]


@cache
def described() -> tuple[Schema, ...]:
    """The schemas of every format, by name."""
    found = [schema for schemas in _offering("SCHEMAS").values() for schema in schemas]
    return tuple(sorted(found, key=lambda schema: schema.name))


def files(item: Item) -> Iterator[File]:
    """Every file of one document."""
    for make in _offering("files").values():
        yield from make(item)


def record(item: Item) -> Record:
    """What stays of a document when its files are made."""
    payload, key = item.payload, item.key
    return Record(
        key=key,
        kind=payload.kind,
        id=payload.id,
        version=payload.version,
        title=payload.title,
        clinical_use=payload.clinical_use,
        modified=payload.dates.modified,
        lifecycle=item.lifecycle,
        current=Made(f"{key}.json", sha256(item.data), len(item.data)),
        versions=tuple(Made(f"{key}/{v.event.version}.json", v.event.sha256, len(v.data)) for v in item.versions),
        notes={name: note(item) for name, note in _offering("note").items()},
    )


def lists(feed: Feed) -> Iterator[File]:
    """Every file about many documents. The files of the documents themselves are there already."""
    for make in _offering("index").values():
        yield from make(feed)


@cache
def _offering(part: str) -> dict[str, Any]:
    """By name, what each format that has such a part offers."""
    return {name: getattr(module, part) for name, module in modules(__name__).items() if hasattr(module, part)}
