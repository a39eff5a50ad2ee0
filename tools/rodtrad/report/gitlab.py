"""Findings as GitLab's code quality report: shown in a merge request, new ones apart from those that were there."""

from __future__ import annotations

import json

from rodtrad.baseline import fingerprints
from rodtrad.checking import Checked
from rodtrad.finding import Severity
from rodtrad.report import ReadLine, shown, words

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def write(result: Checked, read_line: ReadLine) -> str:
    """One array. GitLab knows lines only, so there are no columns."""
    findings = [
        {
            "description": " ".join(words(finding).split()),
            "check_name": finding.rule,
            "fingerprint": mark.digest,
            "severity": _SEVERITY[finding.severity],
            "location": {
                "path": shown(finding.path),
                "lines": {"begin": finding.place.line, "end": finding.place.end_line},
            },
        }
        for finding, mark in zip(result.findings, fingerprints(result.findings, result.library, read_line), strict=True)
    ]
    return json.dumps(findings, ensure_ascii=False) + "\n"
