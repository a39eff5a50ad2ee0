"""A Chromium without a window, for what is looked at as a reader sees it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rodtrad.errors import UsageError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium asks nobody for anything, and runs as root."""


@contextmanager
def browsing() -> Iterator[Browser]:
    """A Chromium without a window. Raises UsageError when there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise UsageError("playwright is needed: pip install 'rodtrad[test]'") from error
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        raise UsageError("Chromium is needed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
