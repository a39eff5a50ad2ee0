"""Places and edits as other programs count them: columns in UTF-8 bytes or UTF-16 units of the line as written."""

from __future__ import annotations

import unicodedata
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from rodtrad.finding import Edit, Fix, Result
from rodtrad.report import ReadLine
from rodtrad.source import Place, Source

Unit = Callable[[str], int]
"""How long a text is."""


def utf8(text: str) -> int:
    """Its length in bytes of UTF-8."""
    return len(text.encode())


def utf16(text: str) -> int:
    """Its length in units of UTF-16: what lies outside the first 65,536 characters, as most emoji, takes two."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures columns in one unit."""

    unit: Unit
    read_line: ReadLine

    def place(self, path: str, place: Place) -> Place:
        """The same place, columns in this unit."""
        column = self._column(path, place.line, place.column)
        return Place(place.line, column, place.end_line, self._column(path, place.end_line, place.end_column))

    def _column(self, path: str, line: int, column: int) -> int:
        written = self.read_line(path, line)
        if written.isascii():
            return column
        before = min(column - 1, len(written))
        return column + _lengths(self.unit, written)[before] - before


@lru_cache(maxsize=8)
def _lengths(unit: Unit, line: str) -> Sequence[int]:
    """How long the beginnings of a line are: many findings may stand on one, and it may be as long as the file."""
    return tuple(accumulate(map(unit, line), initial=0))


def beginnings(result: Result, read_line: ReadLine) -> Mapping[str, Source]:
    """Of each file that a fix would change, its text as far as the edits reach: they count in that, made NFC."""
    ends: dict[str, int] = {}
    for finding in result.findings:
        for edit in finding.fix.edits if finding.fix else ():
            ends[finding.path] = max(ends.get(finding.path, 0), edit.end)
    return {path: _beginning(path, end, read_line) for path, end in ends.items()}


def _beginning(path: str, end: int, read_line: ReadLine) -> Source:
    lines: list[str] = []
    length = 0
    while length <= end:
        lines.append(read_line(path, len(lines) + 1))
        length += len(unicodedata.normalize("NFC", lines[-1])) + 1
    return Source.read(path, BOM_UTF8 + "\n".join(lines).encode())


def joined(fix: Fix, text: str) -> Edit:
    """One edit that does all that the fix does, for programs that take each edit to be a suggestion of its own."""
    first, *others = sorted(fix.edits, key=lambda edit: (edit.start, edit.end))
    written, end = first.text, first.end
    for edit in others:
        written += text[end : edit.start] + edit.text
        end = edit.end
    return Edit(first.start, end, written)
