"""Which pages are looked at: the heaviest of every kind of address, and one for every part that those do not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rodtrad.errors import UsageError

MORE = ("sok/?q=sepsis", "404.html")
"""What no address of a built page shows: hits, and the page for what is not there."""

_CLASS = re.compile(r'class="([^"]*)"')
_TAG = re.compile(r"<([a-z][a-z0-9]*)")

Feature = tuple[str, ...]


def pages(site: Path) -> dict[str, int]:
    """Every page of a built site: its address below the site's, "" for the front page, and its bytes."""
    found = {}
    for file in sorted(site.rglob("index.html")):
        folder = file.parent.relative_to(site).as_posix()
        found["" if folder == "." else f"{folder}/"] = file.stat().st_size
    if "" not in found:
        raise UsageError(f"{site} is no built site: build one with `rodtrad build --out DIR`")
    return found


def kind(path: str) -> Feature:
    """What kind of address it is: the family's first part, and how deep it lies."""
    return path.partition("/")[0], str(path.count("/"))


def samples(site: Path) -> list[str]:
    """The pages to look at, in order of address. A new family, or a new part of one, is looked at by itself."""
    sizes = pages(site)
    heaviest: dict[Feature, str] = {}
    for path in sorted(sizes, key=lambda path: (-sizes[path], path)):
        heaviest.setdefault(kind(path), path)
    shown = {path: set(_features(site, path)) for path in sizes}
    chosen = set(heaviest.values())
    left = set().union(*shown.values()).difference(*(shown[path] for path in chosen))
    while left:
        best = max(sorted(shown), key=lambda path: (len(shown[path] & left), -sizes[path]))
        chosen.add(best)
        left -= shown[best]
    return [*sorted(chosen), *(more for more in MORE if _is_there(site, more))]


def heaviest(site: Path, family: str, depth: int = 2) -> str:
    """The heaviest page of one kind."""
    sizes = pages(site)
    return max((path for path in sizes if kind(path) == (family, str(depth))), key=lambda path: (sizes[path], path))


def _features(site: Path, path: str) -> Iterator[Feature]:
    """Elements and classes that a page shows."""
    html = (site / path / "index.html").read_text("utf-8")
    yield from ((name,) for name in _TAG.findall(html))
    yield from ((".", name) for names in set(_CLASS.findall(html)) for name in names.split())


def _is_there(site: Path, path: str) -> bool:
    place = site / path.partition("?")[0]
    return place.is_file() or (place / "index.html").is_file()
