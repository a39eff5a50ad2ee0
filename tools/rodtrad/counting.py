"""How often each rule spoke: a table for people, and an end to what nobody reads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from rodtrad.finding import Finding, Result, Severity

_HEAD = ("Regel", "Nivå", "Antal", "Filer")


MOST = 1_000
"""Findings of one rule in one file that are shown."""


def without_flood(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The first of each rule in each file; where there are more, a last one says how many."""
    more = Counter((finding.path, finding.rule) for finding in findings)
    if not any(count > MOST for count in more.values()):
        return tuple(findings)
    seen: Counter[tuple[str, str]] = Counter()
    kept = []
    for finding in findings:
        key = (finding.path, finding.rule)
        seen[key] += 1
        if seen[key] <= MOST:
            kept.append(finding)
        elif seen[key] == MOST + 1:
            count = more[key] - MOST
            message = f"Regeln säger till på {count} {'ställe' if count == 1 else 'ställen'} till i filen."
            kept.append(replace(finding, message=message, hint="Rätta det som visas, och kör igen.", fix=None))
    return tuple(kept)


def statistics(result: Result) -> str:
    """A row for each rule and level, the most frequent first; "" when there is none."""
    if not result.findings:
        return ""
    counts: Counter[tuple[str, Severity]] = Counter()
    paths: defaultdict[tuple[str, Severity], set[str]] = defaultdict(set)
    for finding in result.findings:
        key = (finding.rule, finding.severity)
        counts[key] += 1
        paths[key].add(finding.path)
    rows = [
        (rule, level.swedish, str(count), str(len(paths[rule, level])))
        for (rule, level), count in sorted(counts.items(), key=lambda row: (-row[1], -row[0][1], row[0][0]))
    ]
    widths = [max(map(len, column)) for column in zip(_HEAD, *rows, strict=True)]
    return "".join(_row(row, widths) for row in (_HEAD, *rows))


def _row(row: tuple[str, ...], widths: list[int]) -> str:
    """Words to the left, numbers to the right."""
    cells = [
        cell.ljust(width) if at < 2 else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells) + "\n"
