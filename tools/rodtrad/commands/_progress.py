"""How far long work has come, on a terminal where somebody is there; nothing in a log or in CI."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def watched(words: Callable[[int, int], str]) -> Iterator[Callable[[int, int], None] | None]:
    """A line that `words` writes of how much is done, of how much; shown when the work takes more than a second."""
    if not sys.stderr.isatty() or os.environ.get("CI", "") not in ("", "0", "false"):
        yield None
        return
    started = time.monotonic()

    def show(done: int, total: int) -> None:
        if time.monotonic() - started > 1:
            print(f"\r\033[K{words(done, total)}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        print("\r\033[K", end="", file=sys.stderr)
