"""Edits put into the bytes of a file: whatever they do not touch stays as it was written, byte for byte."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence

from rodtrad.finding import Edit, Fix
from rodtrad.source import Source

_LINE_END = re.compile(r"\r\n?|\n")


def without_overlap(fixes: Iterable[Fix]) -> list[Fix]:
    """As many fixes as can be made at once, first come first served; where two touch, the later must wait."""
    taken: list[tuple[int, int]] = []
    chosen: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: [(edit.start, edit.end, edit.text) for edit in fix.edits]):
        spans = [(edit.start, edit.end) for edit in fix.edits]
        if spans and not any(start <= end_ and start_ <= end for start, end in spans for start_, end_ in taken):
            taken += spans
            chosen.append(fix)
    return chosen


def put(source: Source, data: bytes, edits: Iterable[Edit]) -> bytes | None:
    """`data`, which `source` was read from, with edits that do not overlap; None where it cannot be done exactly."""
    marked = data.startswith(BOM_UTF8)
    try:
        written = (data[len(BOM_UTF8) :] if marked else data).decode()
    except UnicodeDecodeError:  # columns of what is no text are guesses
        return None
    ends = [found.span() for found in _LINE_END.finditer(written)]
    starts = [0, *(end for _, end in ends)]
    usual = written[slice(*ends[0])] if ends else "\n"

    def at(offset: int) -> int:
        line, column = source.line_column(offset)
        return starts[line - 1] + column - 1

    parts: list[str] = []
    meant: list[str] = []
    last = last_meant = 0
    for edit in _ordered(edits):
        start = at(edit.start)
        parts += [written[last:start], edit.text.replace("\n", usual)]
        meant += [source.text[last_meant : edit.start], edit.text]
        last, last_meant = at(edit.end), edit.end
    parts.append(written[last:])
    meant.append(source.text[last_meant:])
    after = (BOM_UTF8 if marked else b"") + "".join(parts).encode()
    return after if Source.read(source.path, after).text == "".join(meant) else None


def _ordered(edits: Iterable[Edit]) -> Sequence[Edit]:
    return sorted(edits, key=lambda edit: (edit.start, edit.end))
