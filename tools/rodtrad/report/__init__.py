"""Reports: a module in this folder is a way to show findings. It offers `write(result, read_line) -> str`."""

from __future__ import annotations

from collections.abc import Callable

ReadLine = Callable[[str, int], str]
"""(path, line from 1) → the line as written, or "" when it cannot be read."""
