"""Formats: a module in this folder is an output: `files(item, feed)`, `index(feed)` or both; pure, no clock."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed.releases import Feed, File
from rodtrad.registry import modules


def write(feed: Feed) -> Iterator[File]:
    """Every file of a feed."""
    for module in modules(__name__).values():
        if files := getattr(module, "files", None):
            for item in feed.items:
                yield from files(item, feed)
        if index := getattr(module, "index", None):
            yield from index(feed)
