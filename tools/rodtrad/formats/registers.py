"""Registers: programme areas, regions, bodies, data sources, each as one file."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed.items import Feed, File, canonical
from rodtrad.feed.listings import Register
from rodtrad.formats import Schema

SCHEMAS = (
    Schema(
        "register", ("register/{register}.json",), Register, "Regions, programme areas, bodies, data sources, terms."
    ),
)


def index(feed: Feed) -> Iterator[File]:
    """`register/<name>.json`."""
    for register in feed.registers:
        yield f"register/{register.id}.json", canonical(register)
