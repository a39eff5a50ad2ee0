"""Findings as notes beside a change on GitHub, by workflow commands; columns in code points: GitHub names no unit.

A step may set ten notes of each level and GitHub drops the others in silence. So those nearest to what a branch has
changed are set, and the last notice says how many are not.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from rodtrad.finding import Finding, Result, Severity
from rodtrad.report import ReadLine, shown, words
from rodtrad.report.text import counted, summary

MOST = 10
"""Notes of one level that GitHub takes from one step."""

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def write(result: Result, read_line: ReadLine) -> str:
    """The commands, worst first, of each level the nearest; one that counts what is left out; a line for the log."""
    near = sorted(result.findings, key=partial(_distance, result))
    chosen = {level: [f for f in near if f.severity is level] for level in _COMMAND}
    if any(len(found) > MOST for found in chosen.values()):
        chosen = {level: found[: MOST - (level is Severity.ADVICE)] for level, found in chosen.items()}
    kept = [finding for found in chosen.values() for finding in found]
    lines = [_command(finding) for finding in kept]
    hidden = Counter(f.severity for f in result.findings) - Counter(f.severity for f in kept)
    if hidden:
        said = f"{counted(hidden)} till syns inte här: GitHub visar högst {MOST} anteckningar av varje slag."
        lines.append(f"::notice title=Rödtråd::{_data(said + ' Kör `rodtrad check` för att se alla.')}")
    return "\n".join([*lines, summary(result)]) + "\n"


def _distance(result: Result, finding: Finding) -> int:
    """0 on a line that the branch has changed, 1 in a file that it has, 2 elsewhere."""
    lines = result.changed.get(finding.path)
    if lines is None:
        return 2
    first, last = finding.place.line, finding.place.end_line
    return 0 if any(first < part.stop and part.start <= last for part in lines) else 1


def _command(finding: Finding) -> str:
    place = finding.place
    where = {"file": finding.path, "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # the runner takes columns only within one line
        where |= {"col": place.column, "endColumn": place.end_column}
    where["title"] = f"{finding.severity.swedish} [{finding.rule}]"
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
    return f"::{_COMMAND[finding.severity]} {properties}::{_data(words(finding, chr(10)))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(shown(text)).replace(":", "%3A").replace(",", "%2C")
