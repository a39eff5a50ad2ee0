"""Findings as a comment on a proposed change, in Markdown as GitHub and GitLab read it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from rodtrad.finding import Result, Severity
from rodtrad.report import ReadLine, words
from rodtrad.report.text import counted, summary
from rodtrad.telling import shown

MARK = "<!-- rodtrad check -->"
"""First in the comment, so that a program can find its own and write it anew."""

MOST = 60_000
"""Characters in one comment: GitHub takes no more than 65,536."""

_HEADING = {Severity.ERROR: "Fel", Severity.WARNING: "Varningar", Severity.ADVICE: "Råd"}


def write(result: Result, read_line: ReadLine) -> str:
    """The count, then the worst first, file by file; what has no room is counted last."""
    written = [f"{MARK}\n\n**Rödtråd:** {summary(result)}\n"]
    room = MOST
    left: Counter[Severity] = Counter()
    for level, heading in _HEADING.items():
        found = [finding for finding in result.findings if finding.severity is level]
        opening = f"\n### {heading}\n"
        for path, ours in groupby(found, key=lambda finding: finding.path):
            opening += f"\n**{_code(path)}**\n\n"
            for finding in ours:
                line = f"{opening}- Rad {finding.place.line}: {_prose(words(finding))} ({_code(finding.rule)})\n"
                if left or len(line) > room:
                    left[level] += 1
                    continue
                room -= len(line)
                written.append(line)
                opening = ""
    if left:
        written.append(f"\n{counted(left)} till får inte plats här. Kör `rodtrad check` för att se alla.\n")
    return "".join(written)


def _prose(text: str) -> str:
    """One line in which only what stands between backticks has a meaning: that of code."""
    parts = " ".join(text.split()).split("`")
    if len(parts) % 2 and all(part.strip() for part in parts[1::2]):
        return "".join(_code(part) if index % 2 else _plain(part) for index, part in enumerate(parts))
    return _plain("`".join(parts))


_MEANT = re.compile(r"(?P<calls>[@#](?=\w)|:(?=//))|[\\`*_\[\]<>~&|$]")
"""What would call somebody, tie another matter to the comment or make a link; and what is markup."""


def _plain(text: str) -> str:
    """Text that stays text; what calls is kept apart from whom it would call by a space of no width."""
    return _MEANT.sub(lambda found: f"{found[0]}&#8203;" if found["calls"] else f"\\{found[0]}", text)


def _code(text: str) -> str:
    """Text as code, whatever it holds: set off by more backticks than stand together in it."""
    text = shown(" ".join(text.split()))
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    apart = " " if "`" in text else ""
    return f"{fence}{apart}{text}{apart}{fence}"
