"""Build or serve the site from Python, as the `mkdocs` command does."""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config


class BuildError(Exception):
    """MkDocs gave up; it has said why."""


def build(root: Path, out: Path | None = None) -> Path:
    """Build the site of the project at `root`; return the folder it was written to."""
    _say(logging.WARNING)
    try:
        config = load_config(str(root / "mkdocs.yml"), **({"site_dir": str(out.resolve())} if out else {}))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()
    except SystemExit as error:  # MkDocs ends the process when a build fails
        raise BuildError from error
    return Path(config.site_dir)


def is_free(port: int) -> bool:
    """True when nothing answers at a port of this machine; asked before a build that would be in vain."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def serve(root: Path, port: int) -> None:
    """Serve a live preview until interrupted."""
    _say(logging.INFO)
    try:
        mkdocs_serve.serve(str(root / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}")
    except SystemExit as error:
        raise BuildError from error


def _say(level: int) -> None:
    """Let MkDocs' own messages through to standard error from `level` on."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
