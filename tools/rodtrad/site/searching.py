"""The search index: Pagefind over the finished pages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

FOLDER = "pagefind"

UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Parts of the bundle that our own search page does without."""


def index(out: Path) -> None:
    """Index every page under `out` that is marked for the search, in Swedish."""
    from pagefind_bin import get_executable

    shutil.rmtree(out / FOLDER, ignore_errors=True)
    command = [
        str(get_executable()),
        "--site",
        str(out),
        "--output-subdir",
        FOLDER,
        "--force-language",
        "sv",
        "--quiet",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for pattern in UNUSED:
        for path in sorted((out / FOLDER).glob(pattern)):
            path.unlink()
