"""Codes found in prose, and lists of codes loaded at run time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rodtrad.codes import CodeSystem


@dataclass(frozen=True, slots=True)
class Mention:
    """A code found in prose, in its normal form."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes of one edition. None is part of this package: they are other people's work and change every year."""

    scheme: str
    titles: Mapping[str, str]
    """Code in its normal form → title."""
    marks: Mapping[str, str]
    """Code → "†" (cause) or "*" (manifestation), where the list marks it."""
    unread: tuple[int, ...] = ()
    """Lines (from 1) that hold no code: headings, blocks, faults."""

    def __contains__(self, code: object) -> bool:
        return code in self.titles

    def __len__(self) -> int:
        return len(self.titles)


def find(system: CodeSystem, text: str) -> tuple[Mention, ...]:
    """Valid bare codes of `system` in prose, in order."""
    if system.prose is None:
        return ()
    found = []
    for match in system.prose.finditer(text):
        code = system.normalise(text[match.start("code") : match.end()])
        if system.valid(code):
            found.append(Mention(code, match.start("code"), match.end()))
    return tuple(found)


def load(system: CodeSystem, path: Path) -> CodeList:
    """Read a list: on each line a code, a tab and its title, in UTF-8 or Windows-1252.

    A code may lack its dot. The marks † (or +) and * stand after the code or in a third column. Lines that hold no code
    are told apart, never an error.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    titles: dict[str, str] = {}
    marks: dict[str, str] = {}
    unread: list[int] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        written, *rest = (part.strip() for part in line.split("\t"))
        code = system.normalise(written.strip("†*+"))
        if not rest or not system.valid(code):
            if line.strip():
                unread.append(number)
            continue
        titles[code] = rest[0]
        mark = next((part[-1] for part in (written, *rest[1:]) if part[-1:] in ("†", "*", "+")), "")
        if mark:
            marks[code] = mark.replace("+", "†")
    return CodeList(system.scheme, MappingProxyType(titles), MappingProxyType(marks), tuple(unread))
