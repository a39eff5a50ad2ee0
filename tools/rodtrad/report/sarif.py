"""Findings as SARIF 2.1.0, with the page of each rule and its fixes; columns in units of UTF-16."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from rodtrad.baseline import fingerprints
from rodtrad.checking import Checked
from rodtrad.finding import Finding, Result, Severity
from rodtrad.report import ReadLine, shown, words
from rodtrad.report._places import Ruler, beginnings, utf16
from rodtrad.rules import rules
from rodtrad.source import Place, Source

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}

Shape = dict[str, Any]


def write(result: Checked, read_line: ReadLine) -> str:
    """One log with one run."""
    ruler, sources = Ruler(utf16, read_line), beginnings(result, read_line)
    described = _rules(result)
    index = {rule["id"]: number for number, rule in enumerate(described)}
    results = [
        _result(finding, ruler, sources)
        | {"ruleIndex": index[finding.rule], "partialFingerprints": {"rodtrad/v1": mark.digest}}
        for finding, mark in zip(result.findings, fingerprints(result.findings, result.library, read_line), strict=True)
    ]
    run = {
        "tool": {"driver": {"name": "rodtrad", "fullName": "Rödtråd", "language": "sv", "rules": described}},
        "language": "sv",
        "columnKind": "utf16CodeUnits",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False) + "\n"


def _rules(result: Result) -> list[Shape]:
    """Every rule with its page; and what is told without one, as a file that cannot be opened."""
    known: list[Shape] = [
        {
            "id": rule.slug,
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.title},
            "help": {"text": rule.page, "markdown": rule.page},
            "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        }
        for rule in rules().values()
    ]
    others = sorted({finding.rule for finding in result.findings} - {rule["id"] for rule in known})
    return known + [{"id": slug} for slug in others]


def _result(finding: Finding, ruler: Ruler, sources: Mapping[str, Source]) -> Shape:
    file = {"uri": quote(os.fsencode(finding.path)), "uriBaseId": "%SRCROOT%"}
    region = _region(ruler.place(finding.path, finding.place))
    shape: Shape = {
        "ruleId": finding.rule,
        "level": _LEVEL[finding.severity],
        "message": _message(words(finding, "\n")),
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }
    if finding.fix and finding.fix.edits:
        source = sources[finding.path]
        replacements = [
            {
                "deletedRegion": _region(ruler.place(finding.path, source.place(edit.start, edit.end))),
                "insertedContent": {"text": edit.text},
            }
            for edit in finding.fix.edits
        ]
        change = {"artifactLocation": file, "replacements": replacements}
        shape["fixes"] = [
            {
                "description": _message(shown(finding.fix.title)),
                "artifactChanges": [change],
                "properties": {"safe": finding.fix.safe},
            }
        ]
    return shape


def _message(text: str) -> Shape:
    """Braces stand for arguments in a message, so those that are meant are doubled (SARIF 2.1.0, 3.11.5)."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _region(place: Place) -> Shape:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
