"""Registers: programme areas, regions, bodies, data sources, each as one file."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed.releases import Feed, File, dump


def index(feed: Feed) -> Iterator[File]:
    """`register/<name>.json`."""
    for register in feed.registers:
        yield f"register/{register['id']}.json", dump(register)
