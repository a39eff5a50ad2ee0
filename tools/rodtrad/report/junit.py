"""Findings as JUnit's XML: a file is a suite and a finding a test; errors have failed, all else was skipped."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from xml.etree import ElementTree as ET

from rodtrad.finding import Finding, Result, Severity
from rodtrad.report import ReadLine, words
from rodtrad.report.text import heading
from rodtrad.telling import on_one_line, shown

_NOT_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no way to write, besides those that are never shown."""


def write(result: Result, read_line: ReadLine) -> str:
    """One `testsuites`. Where nothing was found one test has passed: some programs take none for a fault."""
    root = ET.Element("testsuites", {"name": "rodtrad check"} | _counts(result.findings))
    for path, found in groupby(result.findings, key=lambda finding: finding.path):
        _suite(root, path, list(found))
    if not result.findings:
        suite = ET.SubElement(root, "testsuite", name="rodtrad check", tests="1", failures="0", errors="0")
        ET.SubElement(suite, "testcase", name="Inga anmärkningar", classname="rodtrad")
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counts(findings: tuple[Finding, ...] | list[Finding]) -> dict[str, str]:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    return {"tests": str(max(len(findings), 1)), "failures": str(failures), "errors": "0"}


def _suite(root: ET.Element, path: str, found: list[Finding]) -> None:
    failed = sum(finding.severity is Severity.ERROR for finding in found)
    about = {"name": _text(path), "skipped": str(len(found) - failed)} | _counts(found)
    suite = ET.SubElement(root, "testsuite", about)
    names: Counter[str] = Counter()
    for finding in found:
        name = f"{finding.rule}: {finding.message}"  # no line: the test is the same when the text has moved
        names[name] += 1
        again = f" ({names[name]})" if names[name] > 1 else ""
        case = ET.SubElement(suite, "testcase", name=_text(name + again), classname=_text(path))
        outcome = "failure" if finding.severity is Severity.ERROR else "skipped"
        said = ET.SubElement(case, outcome, type=finding.severity.swedish, message=_text(words(finding)))
        said.text = _text("\n".join(map(on_one_line, filter(None, (heading(finding), finding.hint)))))


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", shown(text))
