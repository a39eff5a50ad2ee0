"""Text that remembers its file, and which line and column each character came from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from codecs import BOM_UTF8
from functools import lru_cache
from itertools import accumulate
from operator import add

from msgspec import Struct

MAX_BYTES = 1024 * 1024
"""Files larger than this (1 MiB) give one finding and are not parsed."""


class Place(Struct, frozen=True, order=True, gc=False, array_like=True):
    """A stretch of one file. Lines and columns count from 1; columns are code points of the file as written."""

    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


START = Place(1, 1, 1, 1)

BAD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]")
"""Characters that no author means: controls (but newline and tab), undecodable bytes, Unicode line separators, and
what turns the direction of writing around: a dose could read backwards."""


_RUN = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]*")
"""A character and what may be composed with it: no ASCII character is composed with what stands before it."""


class Source(Struct, frozen=True):
    """The text of one file: NFC and with plain newlines inside, places outside."""

    path: str
    """Relative to the project root, with forward slashes."""
    text: str
    starts: tuple[int, ...]
    """Offset in `text` where each line begins."""
    replaced: tuple[int, ...] = ()
    """Lines (from 1) in which bytes were not UTF-8 or were control characters."""
    verbatim: bool = False
    """No character of `text` differs from what was written, line ends apart."""
    crlf: bool = False
    """Written with other line ends than newlines, or with a byte order mark."""
    _written: tuple[str, ...] = ()
    """Where `text` differs from what was written: the lines as they were."""

    @classmethod
    def read(cls, path: str, data: bytes) -> Source:
        """Decode `data` (UTF-8, with or without BOM, any line ends). Never raises: bad bytes become U+FFFD."""
        marked = data.startswith(BOM_UTF8)
        written = (data[len(BOM_UTF8) :] if marked else data).decode(errors="replace")
        crlf = marked or "\r" in written
        if "\r" in written:
            written = written.replace("\r\n", "\n").replace("\r", "\n")
        raw_lines = written.split("\n")
        replaced: tuple[int, ...] = ()
        if BAD.search(written):
            replaced = tuple(i for i, line in enumerate(raw_lines, 1) if BAD.search(line))
            written = BAD.sub("\ufffd", written)
            raw_lines = written.split("\n")
        normal = unicodedata.is_normalized("NFC", written)
        lines = raw_lines if normal else [unicodedata.normalize("NFC", line) for line in raw_lines]
        starts = tuple(map(add, accumulate(map(len, lines), initial=0), range(len(lines))))
        if normal:
            return cls(path, written, starts, replaced, verbatim=True, crlf=crlf)
        return cls(path, "\n".join(lines), starts, replaced, crlf=crlf, _written=tuple(raw_lines))

    def line(self, number: int) -> str:
        """A line (from 1) as written, in which columns are counted, without its end; "" outside the file."""
        if not 0 < number <= len(self.starts):
            return ""
        if not self.verbatim:
            return self._written[number - 1]
        return self.text[self.starts[number - 1] : self._end(number)]

    def _end(self, line: int) -> int:
        """The offset in `text` where a line (from 1) ends."""
        return self.starts[line] - 1 if line < len(self.starts) else len(self.text)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column (from 1, as written) of an offset in `text`."""
        if not 0 <= offset <= len(self.text):
            offset = 0 if offset < 0 else len(self.text)
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1]
        if not self.verbatim:  # the line may have been changed by NFC: find the same character
            raw = self.line(line)
            if len(raw) != self._end(line) - self.starts[line - 1]:
                table = _columns(raw)
                column = table[column] if column < len(table) else len(raw)
        return line, column + 1

    def offset(self, line: int, column: int) -> int:
        """The offset in `text` of a line and column as written: the way back from `line_column`."""
        if not 0 < line <= len(self.starts):
            return len(self.text)
        start = self.starts[line - 1]
        if self.verbatim:
            return min(start + max(column - 1, 0), self._end(line))
        raw = self.line(line)
        table = _columns(raw) if not raw.isascii() else None
        at = bisect_right(table, column - 1) - 1 if table and column <= len(raw) else column - 1
        return min(start + max(at, 0), self._end(line))

    def place(self, start: int, end: int | None = None) -> Place:
        """The place of `text[start:end]`."""
        line, column = self.line_column(start)
        if end is None or end <= start:
            return Place(line, column, line, column)
        if self.verbatim and line < len(self.starts) and start >= 0 and end < self.starts[line]:  # most: on one line
            return Place(line, column, line, column + end - start)
        return Place(line, column, *self.line_column(end))

    def line_place(self, line: int) -> Place:
        """The place of a whole line (from 1), without its indentation."""
        raw = self.line(line)
        return Place(line, len(raw) - len(raw.lstrip()) + 1, line, len(raw) + 1)


@lru_cache(maxsize=32)
def _columns(raw: str) -> tuple[int, ...]:
    """Where in a line as written each character of its NFC form begins."""
    table: list[int] = []
    for found in _RUN.finditer(raw):
        run, start = found[0], found.start()
        if unicodedata.is_normalized("NFC", run):
            table.extend(range(start, start + len(run)))
            continue
        begin = 0
        for at in range(1, len(run) + 1):
            if at == len(run) or not (unicodedata.combining(run[at]) or _joins(run[begin:at], run[at])):
                composed = len(unicodedata.normalize("NFC", run[begin:at]))
                # Where several characters remain, all but the first are the last ones as written.
                table += [start + begin, *range(start + at - composed + 1, start + at)]
                begin = at
    return tuple(table)


def _joins(cluster: str, char: str) -> bool:
    """True when `char`, though no combining mark, is composed with what stands before it (as in Hangul)."""
    if len(cluster) > 32:  # nobody writes that; comparing ever longer clusters would take ever longer
        return False
    both = unicodedata.normalize("NFC", cluster + char)
    return both != unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", char)
