"""A built site, packed as it is published and served by nginx with the configuration that we hand out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rodtrad.delivery.compressing import MADE_BY
from rodtrad.dev import nginx
from rodtrad.errors import UsageError

_PACKED = (".html", ".css", ".js", ".svg", ".json", ".wasm")
_FEED = ("api", "utkast")
"""What regions fetch is no page, and most of the bytes: it is served from where it is."""


@contextmanager
def served(site: Path) -> Iterator[tuple[Path, str]]:
    """Serve a copy of `site`; gives the copy and its address, which ends with "/"."""
    if not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()):
        raise UsageError("nginx is needed: apt-get install nginx-light")
    with tempfile.TemporaryDirectory(prefix="rodtrad-audit-") as name:
        home = Path(name)
        copy = home / "www"
        shutil.copytree(site, copy, ignore=shutil.ignore_patterns(*_FEED, "*.gz", "*.br"))
        for file in copy.rglob("*"):
            if file.suffix in _PACKED and file.is_file():
                MADE_BY["gz"](file, file.with_name(file.name + ".gz"))
        for folder in _FEED:
            if (site / folder).is_dir():
                (copy / folder).symlink_to((site / folder).resolve())
        with nginx.serving(copy, home / "nginx") as address:
            yield copy, address
