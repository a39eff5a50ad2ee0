"""Patterns that are compiled when first needed: compiling all of ours takes 15 ms, and most runs need few."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache


def later(source: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """A function that gives the compiled pattern."""
    return cache(lambda: re.compile(source, flags))
