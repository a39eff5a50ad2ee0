"""The search index: Pagefind over the finished pages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

FOLDER = "pagefind"

UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Parts of the bundle that our own search page does without."""


def index(out: Path, kept: dict[str, bytes] | None = None) -> None:
    """Index every page under `out` that is marked for the search, in Swedish. `kept` is used again when filled."""
    home = out / FOLDER
    if kept:
        for name, data in kept.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_bytes(data)
        return
    from pagefind_bin import get_executable  # type: ignore[import-untyped]

    shutil.rmtree(home, ignore_errors=True)
    options = ["--site", str(out), "--output-subdir", FOLDER, "--force-language", "sv", "--quiet"]
    subprocess.run([str(get_executable()), *options], check=True, stdout=subprocess.DEVNULL)
    for pattern in UNUSED:
        for path in sorted(home.glob(pattern)):
            path.unlink()
    if kept is not None:
        kept |= {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}
