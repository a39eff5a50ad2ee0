"""Findings for reviewdog, with what to write instead as suggestions; columns in bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rodtrad.finding import Finding, Result, Severity
from rodtrad.report import ReadLine, words
from rodtrad.report._json import written
from rodtrad.report._places import Ruler, beginnings, joined, utf8
from rodtrad.source import Place, Source

_SEVERITY = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.ADVICE: "INFO"}


def write(result: Result, read_line: ReadLine) -> str:
    """One DiagnosticResult."""
    ruler, sources = Ruler(utf8, read_line), beginnings(result, read_line)
    found = [_diagnostic(finding, ruler, sources) for finding in result.findings]
    return written({"source": {"name": "rodtrad"}, "diagnostics": found})


def _diagnostic(finding: Finding, ruler: Ruler, sources: Mapping[str, Source]) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "message": words(finding, "\n"),
        "location": {"path": finding.path, "range": _range(ruler.place(finding.path, finding.place))},
        "severity": _SEVERITY[finding.severity],
        "code": {"value": finding.rule},
    }
    if finding.fix and finding.fix.edits:
        source = sources[finding.path]
        edit = joined(finding.fix, source.text)
        place = ruler.place(finding.path, source.place(edit.start, edit.end))
        shape["suggestions"] = [{"range": _range(place), "text": edit.text}]
    return shape


def _range(place: Place) -> dict[str, Any]:
    return {
        "start": {"line": place.line, "column": place.column},
        "end": {"line": place.end_line, "column": place.end_column},
    }
