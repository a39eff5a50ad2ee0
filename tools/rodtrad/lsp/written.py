"""Lines as an editor counts them: columns in UTF-8 bytes, UTF-16 units or code points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rodtrad.source import Place

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_END = re.compile(r"\r\n|\r|\n")

Span = tuple[int, int, int, int]
"""First line, unit, last line, unit: from 0, as an editor counts."""


@dataclass(frozen=True, slots=True)
class Written:
    """The lines of a text exactly as written; those of `Source` may differ in their characters, never in number."""

    lines: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Written:
        """Only these three ends make a line, in an editor and in `Source` alike."""
        return cls(tuple(_END.split(text)))

    def line(self, number: int) -> str:
        """A line (from 1), or "" where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def column(self, number: int, units: int, encoding: Encoding) -> int:
        """The column (from 1, in code points) of a line that an editor means; the last one where it means none."""
        line = self.line(number)
        if line.isascii() or encoding == "utf-32":
            return min(max(units, 0), len(line)) + 1
        passed = 0
        for at, char in enumerate(line):
            if passed >= units:
                return at + 1
            passed += length(char, encoding)
        return len(line) + 1

    def span(self, place: Place, encoding: Encoding) -> Span:
        """A place in the units of an editor; never outside the text."""
        first, last = (min(max(n, 1), len(self.lines)) for n in (place.line, place.end_line))
        start = length(self.line(first)[: place.column - 1], encoding)
        return first - 1, start, last - 1, length(self.line(last)[: place.end_column - 1], encoding)


def length(text: str, encoding: Encoding) -> int:
    """How long a text is in the units of an encoding."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
