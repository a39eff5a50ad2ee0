"""Which pages are looked at: the heaviest and the lightest of every kind, and one for every part that those lack."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
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


def kinds(paths: Collection[str]) -> dict[str, Feature]:
    """What kind of page each is: the family's first part, how deep it lies, and a last part that others have too."""
    lasts = Counter((path.partition("/")[0], path.split("/")[-2]) for path in paths if path.count("/") > 2)
    found: dict[str, Feature] = {}
    for path in paths:
        first, last = path.partition("/")[0], path.rstrip("/").rpartition("/")[2]
        shared = last if lasts[first, last] > 1 and last.isalpha() else ""
        found[path] = (first, str(path.count("/")), shared)
    return found


def samples(site: Path) -> list[str]:
    """The pages to look at, in order of address. A new family, or a new part of one, is looked at by itself.

    Of each kind the heaviest, and the lightest where it is so much lighter that it must lack something.
    """
    sizes = pages(site)
    groups: dict[Feature, list[str]] = {}
    for path, kind in kinds(sizes).items():
        groups.setdefault(kind, []).append(path)
    chosen = set()
    for paths in groups.values():
        light, *_, heavy = sorted(paths * 2, key=lambda path: (sizes[path], path))
        chosen |= {heavy, light} if sizes[light] * 2 < sizes[heavy] else {heavy}
    shown = {path: set(_features(site, path)) for path in sizes}
    left = set().union(*shown.values()).difference(*(shown[path] for path in chosen))
    while left:
        best = max(sorted(shown), key=lambda path: (len(shown[path] & left), -sizes[path]))
        chosen.add(best)
        left -= shown[best]
    return [*sorted(chosen), *(more for more in MORE if _is_there(site, more))]


def heaviest(site: Path, family: str) -> str:
    """The heaviest page of a document of one family; "" where there is none."""
    sizes = pages(site)
    within = (path for path in sizes if path.startswith(f"{family}/") and path.count("/") == 2)
    return max(within, key=lambda path: (sizes[path], path), default="")


def _features(site: Path, path: str) -> Iterator[Feature]:
    """Elements and classes that a page shows."""
    html = (site / path / "index.html").read_text("utf-8")
    yield from ((name,) for name in _TAG.findall(html))
    yield from ((".", name) for names in set(_CLASS.findall(html)) for name in names.split())


def _is_there(site: Path, path: str) -> bool:
    place = site / path.partition("?")[0]
    return place.is_file() or (place / "index.html").is_file()
