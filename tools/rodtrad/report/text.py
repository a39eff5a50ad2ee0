"""Findings as text for people: place, fault, the line with a marker, and what to write instead."""

from __future__ import annotations

import unicodedata
from collections import Counter

from rodtrad.finding import Finding, Result, Severity
from rodtrad.report import ReadLine
from rodtrad.telling import on_one_line

WIDTH = 100
"""Longest piece of a source line that is shown."""


def write(result: Result, read_line: ReadLine) -> str:
    """All findings, then one line that counts them."""
    told = [_one(finding, read_line) for finding in result.findings]
    return "\n".join([*told, summary(result)]) + "\n"


def _one(finding: Finding, read_line: ReadLine) -> str:
    lines = [heading(finding)]
    written = read_line(finding.path, finding.place.line)
    if written.strip():
        lines += _excerpt(written, finding)
    if finding.hint:
        lines.append(f"    {finding.hint}")
    return "\n".join(map(on_one_line, lines)) + "\n"


def heading(finding: Finding) -> str:
    """Where, how bad, and what: what others know as the first line of an error."""
    return f"{finding.path}:{finding.place}: {finding.severity.swedish} [{finding.rule}] {finding.message}"


def _excerpt(written: str, finding: Finding) -> list[str]:
    start = min(finding.place.column - 1, len(written))
    end = finding.place.end_column - 1 if finding.place.end_line == finding.place.line else len(written)
    cut = max(0, min(start - 20, len(written) - WIDTH)) if len(written) > WIDTH else 0
    piece = written[cut : cut + WIDTH].replace("\t", " ")
    before = _width(piece[: start - cut])
    marked = max(1, _width(piece[start - cut : max(end - cut, 0)]))
    number = str(finding.place.line)
    lead, tail = "…" if cut else "", "…" if cut + WIDTH < len(written) else ""
    return [f"  {number} | {lead}{piece}{tail}", f"  {' ' * len(number)} | {' ' * (len(lead) + before)}{'^' * marked}"]


def _width(text: str) -> int:
    """Columns on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def summary(result: Result) -> str:
    """ "3 fel, 1 varning i 46 filer" – or that nothing was found."""
    said = counted(Counter(finding.severity for finding in result.findings))
    files = f"{result.files} {'fil' if result.files == 1 else 'filer'}"
    return f"{said} i {files}." if said else f"Inga anmärkningar i {files}."


def counted(counts: Counter[Severity]) -> str:
    """ "3 fel, 1 varning", worst first; "" for none."""
    return ", ".join(
        f"{counts[level]} {level.swedish if counts[level] == 1 else plural}"
        for level, plural in ((Severity.ERROR, "fel"), (Severity.WARNING, "varningar"), (Severity.ADVICE, "råd"))
        if counts[level]
    )
