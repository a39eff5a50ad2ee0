"""Findings as JSON, one on each line, for programs that read them one at a time; otherwise as `json` writes them."""

from __future__ import annotations

import json

from rodtrad.finding import Result
from rodtrad.report import ReadLine
from rodtrad.report.json import shape


def write(result: Result, read_line: ReadLine) -> str:
    """One object a line; nothing when nothing was found."""
    return "".join(json.dumps(shape(finding), ensure_ascii=False) + "\n" for finding in result.findings)
