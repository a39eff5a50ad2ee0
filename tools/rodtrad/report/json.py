"""Findings as JSON for programs; lines and columns count from 1, columns in code points."""

from __future__ import annotations

from typing import Any

from rodtrad.finding import Finding, Result
from rodtrad.report import ReadLine
from rodtrad.report._json import written


def write(result: Result, read_line: ReadLine) -> str:
    """One object: `findings` in order, and the number of files."""
    findings = [shape(finding) for finding in result.findings]
    return written({"files": result.files, "findings": findings}, indent=2)


def shape(finding: Finding) -> dict[str, Any]:
    """One finding as an object; the edits of its fix count in the NFC text of the file."""
    place = finding.place
    shown: dict[str, Any] = {
        "path": finding.path,
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "rule": finding.rule,
        "severity": finding.severity.swedish,
        "message": finding.message,
        "hint": finding.hint,
    }
    if finding.fix:
        edits = [{"start": e.start, "end": e.end, "text": e.text} for e in finding.fix.edits]
        shown["fix"] = {"title": finding.fix.title, "safe": finding.fix.safe, "edits": edits}
    return shown
