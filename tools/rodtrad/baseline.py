"""Known findings: those that were there when a text came in. They are not shown, and may only become fewer.

Their file has one JSON object on each line, sorted, so that Git merges it and a person reviews it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import astuple, replace

from rodtrad.errors import UsageError
from rodtrad.face import Face
from rodtrad.files import write_atomic
from rodtrad.finding import Finding, Result
from rodtrad.library import Library
from rodtrad.project import KNOWN, bytes_of, line_reader, stays_inside
from rodtrad.reader import kind_of
from rodtrad.report import ReadLine, shown
from rodtrad.source import Place

MOST = 32 * 1024 * 1024
"""Bytes that are read of it."""

NEVER = frozenset({"internal-error", "unreadable-file"})
"""Rules whose findings are never known ones: after them the file was not looked through."""

PLACELESS = frozenset({"missing-chapter"})
"""Rules whose findings stand where something else happens to be written, which says nothing of the fault."""

_LONGEST = 80


class Known(
    Struct,
    frozen=True,
    order=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    rename={
        "document": "dokument",
        "rule": "regel",
        "block": "block",
        "text": "text",
        "about": "gäller",
        "number": "nr",
        "reason": "skäl",
    },
):
    """A known finding. It says nothing of lines: a text may be moved about."""

    document: str
    rule: str
    block: str = ""
    """Id of the block it stands in; "" above the first."""
    text: str = ""
    """What is written there."""
    about: str = ""
    """What the message names; all of it where it names nothing."""
    number: Annotated[int, Meta(ge=1)] = 1
    """Which of several that are equal in all else."""
    reason: str = ""
    """Why it was let in."""

    @property
    def fingerprint(self) -> Known:
        """The same, whatever the reason."""
        return replace(self, reason="")

    @property
    def digest(self) -> str:
        """What tells the finding from all others, for programs that want one word."""
        return _sha256("\0".join(map(str, astuple(self.fingerprint))))


class Parted(NamedTuple):
    """The findings of a check, parted by what is known."""

    new: tuple[Finding, ...]
    known: int
    gone: tuple[Known, ...]
    """Known ones that are there no more."""


def load(root: Path) -> frozenset[Known]:
    """What the project's file holds; nothing where there is none. Raises UsageError for one that cannot be read."""
    try:
        data = bytes_of(root, KNOWN, MOST)
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise UsageError(f"{KNOWN} kan inte öppnas: {error.strerror}") from error
    if len(data) > MOST:
        raise UsageError(f"{KNOWN} är större än {MOST // 1024 // 1024} MB och läses inte")
    lines = data.split(b"\n")
    return frozenset(_line(number, line) for number, line in enumerate(lines, 1) if line.strip())


_decode = msgspec.json.Decoder(Known).decode


def _line(number: int, line: bytes) -> Known:
    try:
        known = _decode(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        known = None
    if known is None or known.rule in NEVER or not f"{known.document}{known.rule}".isprintable():
        merged = line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||"))
        what = "är kvar efter en sammanslagning i Git" if merged else "är ingen känd anmärkning"
        raise UsageError(f"{KNOWN}, rad {number} {what}. Ta bort raden och kör `rodtrad baseline`.")
    return known


def save(root: Path, known: Iterable[Known]) -> None:
    """Write the file; it is taken away when nothing is left."""
    stays_inside(root, KNOWN)
    lines = [msgspec.json.encode(one) + b"\n" for one in sorted(known)]
    if lines:
        write_atomic(root / KNOWN, b"".join(lines))
    else:
        (root / KNOWN).unlink(missing_ok=True)


def part(root: Path, result: Result, library: Library, known: Iterable[Known], only: Container[str] | None) -> Parted:
    """Part the findings of a check of all, or of the paths in `only`, by what is known."""
    there = {one.fingerprint for one in known if only is None or one.document in only}
    documents = {one.document for one in there}
    marks = fingerprints((f for f in result.findings if f.path in documents), library, line_reader(root))
    left = set(there)
    new: list[Finding] = []
    for finding in result.findings:
        mark = next(marks) if finding.path in documents else None
        if mark in there:
            left.discard(mark)
        else:
            new.append(finding)
    lost = unread(result, library)
    gone = tuple(sorted(one for one in left if one.document not in lost))
    return Parted(tuple(new), len(result.findings) - len(new), gone)


def unread(result: Result, library: Library) -> frozenset[str]:
    """Paths of files that could not be looked through: what was known of them is neither there nor mended."""
    return frozenset(
        finding.path
        for finding in result.findings
        if finding.rule in NEVER or ((kind := kind_of(finding.path)) and f"{kind[1]}/{kind[2]}" in library.unreadable)
    )


def fingerprints(findings: Iterable[Finding], library: Library, read_line: ReadLine) -> Iterator[Known]:
    """What tells each finding from all others, in the same order, and stays when lines above it come and go."""
    seen: Counter[Known] = Counter()
    for path, here in groupby(findings, key=lambda finding: finding.path):
        starts = _starts(library.by_path.get(path))
        for finding in here:
            block = text = ""
            if finding.rule not in PLACELESS:
                block = starts[bisect_right(starts, (finding.place.line, finding.place.column, "\U0010ffff")) - 1][2]
                text = _written(path, finding.place, read_line)
            mark = Known(path, finding.rule, block, text, _named(finding.message))
            seen[mark] += 1
            yield replace(mark, number=seen[mark])


def _starts(face: Face | None) -> list[tuple[int, int, str]]:
    """Where each block begins, and its id."""
    blocks = face.blocks if face else ()
    return [(0, 0, ""), *sorted((b.place.line, b.place.column, b.id) for b in blocks)]


def _written(path: str, place: Place, read_line: ReadLine) -> str:
    """What is written at a place, on one line; the line, where the place is a point."""
    lines = [read_line(path, number) for number in range(place.line, place.end_line + 1)]
    if (place.line, place.column) < (place.end_line, place.end_column):
        lines[-1] = lines[-1][: place.end_column - 1]
        lines[0] = lines[0][place.column - 1 :]
    return _normal(shown(unicodedata.normalize("NFC", " ".join(lines))))


_QUOTED = re.compile(r"`[^`]+`|”[^”]+”")


def _named(message: str) -> str:
    """What a message names; without a name all of it, but for numbers: they may be of lines."""
    named = _QUOTED.findall(message)
    return _normal(" ".join(named) if named else re.sub(r"\d+", "#", message))


_LETTER = re.compile(r"(?<!\w)[A-ZÅÄÖ]{1,2}\d{0,2}(?:[.:] |(?=\]\())")
"""Of an action, in its heading, in a message or in a link: it changes when the action is moved."""


def _normal(text: str) -> str:
    """Without spaces and letters that mean nothing; short enough for a line of the file, and like no other."""
    text = _LETTER.sub("", " ".join(text.split()))
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]}… {_sha256(text)[:8]}"


def _sha256(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
