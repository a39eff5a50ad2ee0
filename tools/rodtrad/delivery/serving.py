"""How long others may keep a file, and its media type; the nginx configuration says the same, which a test holds."""

from __future__ import annotations

import re

KEPT = "public, max-age=31536000, immutable"
"""Of what never changes under its address."""

ASKED = "no-cache"
"""Of the one file that says what holds now: kept, but asked about every time."""

SHORT = "public, max-age=300"
"""Of all else, which may be five minutes old."""

_KEPT = re.compile(
    r"(api|utkast)/v1/(manifest/.+|tuf/[1-9][0-9]*\.[a-z]+\.json|.+/[0-9]+\.[0-9]+\.[0-9]+\.json)", re.DOTALL
)
_ASKED = re.compile(r"(api|utkast)/v1/tuf/timestamp\.json")

MEDIA = {
    "atom": "application/atom+xml",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ico": "image/vnd.microsoft.icon",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "map": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "sha256": "text/plain; charset=utf-8",
    "sqlite": "application/vnd.sqlite3",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
    "zst": "application/zstd",
}
"""By the ending of a file's name."""

SQUEEZED = frozenset(
    {"css", "csv", "html", "js", "json", "jsonl", "jsonld", "map", "sha256", "svg", "txt", "wasm", "xml"}
)
"""Endings of files that grow smaller when they are compressed."""


def cache(path: str) -> str:
    """What `Cache-Control` says of the file at a path, relative to the site's root."""
    return ASKED if _ASKED.fullmatch(path) else KEPT if _KEPT.fullmatch(path) else SHORT


def media(path: str) -> str:
    """The media type of a file."""
    if path.endswith("/atom.xml"):
        return MEDIA["atom"]
    return MEDIA.get(path.rpartition(".")[2], "application/octet-stream")
