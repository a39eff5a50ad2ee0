"""Findings as JSON, one on each line, for programs that read them one at a time; otherwise as `json` writes them."""

from __future__ import annotations

from rodtrad.finding import Result
from rodtrad.report import ReadLine
from rodtrad.report._json import written
from rodtrad.report.json import shape


def write(result: Result, read_line: ReadLine) -> str:
    """One object a line; nothing when nothing was found."""
    return "".join(written(shape(finding)) for finding in result.findings)
