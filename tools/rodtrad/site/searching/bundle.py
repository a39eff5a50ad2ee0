"""The folder that the browser searches: made ready before pages are written, finished after, kept by the preview."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from rodtrad.site.searching import FOLDER
from rodtrad.site.searching.collecting import FRAGMENTS


def clear(out: Path) -> None:
    """Make the folder ready for what hits show of pages."""
    shutil.rmtree(out / FOLDER, ignore_errors=True)
    (out / FOLDER / FRAGMENTS).mkdir(parents=True)


def keep(out: Path) -> dict[str, bytes]:
    """The files of an index, for putting back."""
    home = out / FOLDER
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}


def put_back(kept: Mapping[str, bytes], out: Path) -> None:
    """Write the files of an index that was made before."""
    for name, data in kept.items():
        path = out / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
