"""How often each rule spoke: a table for people."""

from __future__ import annotations

from collections import Counter, defaultdict

from rodtrad.finding import Result, Severity

_HEAD = ("Regel", "Nivå", "Antal", "Filer")


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
