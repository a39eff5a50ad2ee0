"""A page is light: what is sent for it, compressed as a browser gets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from rodtrad.dev.audit.looking import WIDE, Measure, Said, Seen

CONTROL = "Sidans vikt"
DEMAND = "Under 120 kB HTML, CSS och JavaScript, packat, utan sökningen"
VIEWS = (WIDE,)

MOST = 120_000

_COUNTED = ("document", "stylesheet", "script")
_SEARCH = "/pagefind/"


def look(seen: Seen) -> Iterator[Said]:
    sent = {}
    for request in seen.requests:
        if request.resource_type in _COUNTED and _SEARCH not in request.url:
            path = urlsplit(request.url).path
            name = "HTML" if request.resource_type == "document" else PurePosixPath(path).name
            sent[name] = request.sizes()["responseBodySize"]
    total = sum(sent.values())
    shares = ", ".join(f"{name} {_kilobytes(size)}" for name, size in sorted(sent.items(), key=lambda s: -s[1]))
    words = f"{_kilobytes(total)} kB ({shares})"
    yield Measure(total, f"högst {words}: /{seen.path}")
    if total >= MOST:
        yield seen.fault(words)


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f}".replace(".", ",")
