"""Writing in the files of authors: never through a link, over what somebody has just saved, or where it is closed."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from rodtrad.files import write_atomic
from rodtrad.project import bytes_of


def obstacle(root: Path, path: str) -> str:
    """Why a file may not be written, or ""."""
    full = os.path.join(os.path.realpath(root), path)  # noqa: PTH118 - `Path` has no such question
    if os.path.realpath(full) != full:
        return "den är en länk eller nås genom en"
    if not os.access(full, os.W_OK) or not os.stat(full).st_mode & stat.S_IWUSR:  # noqa: PTH116 - root may do all
        return "den är skrivskyddad"
    return ""


def put(root: Path, path: str, sha256: str, data: bytes) -> str:
    """Write in a file that had this sum when it was read, and keep its mode; or return why not."""
    if found := obstacle(root, path):
        return found
    try:
        if hashlib.sha256(bytes_of(root, path)).hexdigest() != sha256:
            return "den ändrades under tiden; kör igen"
        write_atomic(root / path, data, mode=stat.S_IMODE((root / path).stat().st_mode))
    except FileNotFoundError:
        return "den ändrades under tiden; kör igen"
    except OSError as error:
        return f"den går inte att skriva ({error.strerror})"
    return ""
