"""Reports: a module in this folder is a way to show findings. It offers `write(result, read_line) -> str`."""

from __future__ import annotations

from collections.abc import Callable

from rodtrad.finding import Finding
from rodtrad.telling import shown

ReadLine = Callable[[str, int], str]
"""(path, line from 1) → the line as written, or "" when it cannot be read."""


def words(finding: Finding, between: str = " ") -> str:
    """What is wrong, and what to write instead."""
    return shown(between.join(filter(None, (finding.message, finding.hint))))
