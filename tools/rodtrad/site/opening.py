"""Open a site: the library, what is released, and what the live preview knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rodtrad.feed.releases import events
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.site.commenting import checked
from rodtrad.site.families import served
from rodtrad.site.page import Site

TITLES = "kodtitlar"
"""The register that says what codes are called where the project has no whole list."""


def open_site(
    root: Path,
    library: Library,
    address: str = "",
    environment: str = "production",
    findings: Mapping[str, Sequence[Finding]] | None = None,
    *,
    serving: bool = False,
    comments: str = "",
    publisher: str = "",
) -> Site:
    """The site of a library, showing what is released to one environment. Raises UsageError for a bad address."""
    mine = tuple(event for event in events(root) if event.miljö == environment)
    released: dict[str, list[str]] = {}
    for event in mine:
        if event.is_release:
            released.setdefault(event.dokument, []).append(event.version)
    home = address.rstrip("/") + "/" if address else ""
    titles = {scheme: dict(found.titles) for scheme in library.lists.paths if (found := library.lists.get(scheme))}
    for entry in library.register(TITLES).values():
        titles.setdefault(str(entry.fact("kodsystem")), {}).setdefault(str(entry.fact("kod")), entry.title)
    return Site(
        root,
        library,
        served(),
        home,
        findings or {},
        serving,
        environment,
        released,
        titles,
        mine,
        checked(comments),
        publisher,
    )
