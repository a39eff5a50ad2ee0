"""From the addresses that editors write to paths on this machine, and back."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit


def path_of(uri: str) -> Path | None:
    """The file of a `file:` address; None for texts that lie nowhere (`untitled:`) or elsewhere."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme != "file" or "%00" in parts.path or parts.netloc not in ("", "localhost"):
        return None
    path = unquote(parts.path, errors="surrogateescape")
    if os.name == "nt":  # `/c:/x`
        path = path.lstrip("/")
    return Path(os.path.normpath(path)) if os.path.isabs(path) and "\0" not in path else None  # noqa: PTH117 - a str


def uri_of(path: Path) -> str:
    """The `file:` address of an absolute path."""
    return path.as_uri()
