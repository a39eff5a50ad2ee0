"""Formats: a module in this folder is an output: `files(item, feed)`, `index(feed)` or both; pure, no clock.

`SCHEMAS` says what describes its JSON files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rodtrad.feed.models import Model
from rodtrad.feed.releases import Feed, File
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
    found = [schema for module in modules(__name__).values() for schema in getattr(module, "SCHEMAS", ())]
    return tuple(sorted(found, key=lambda schema: schema.name))


def write(feed: Feed) -> Iterator[File]:
    """Every file of a feed."""
    for module in modules(__name__).values():
        if files := getattr(module, "files", None):
            for item in feed.items:
                yield from files(item, feed)
        if index := getattr(module, "index", None):
            yield from index(feed)
