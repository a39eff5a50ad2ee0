"""The front page."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.site.page import Page, Site

SERVES = ("",)


def pages(site: Site) -> Iterator[Page]:
    """The page at the root."""
    yield Page(path="", title="Rödtråd", html="")
