"""Reads a list of codes: tab-separated, as Socialstyrelsen and E-hälsomyndigheten publish them, or barer."""

from __future__ import annotations

import re
import stat
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from rodtrad.codes import CodeSystem
from rodtrad.codes._lists import CodeList
from rodtrad.errors import UsageError

MOST = 64 << 20
"""Bytes of a list; none that is published comes near."""

HEAD = 1 << 20
"""Bytes that are looked at before a list is taken for one."""

_NAMES = {
    "code": ("kod", "diagnoskod", "code"),
    "title": ("titel", "benämning", "klartext", "text", "title"),
    "since": ("giltigfrån", "gällerfrån", "from", "från", "validfrom"),
    "until": ("giltigtill", "giltigtom", "gällertill", "gällertom", "tom", "till", "validto"),
}
"""What the columns are called, in small letters and digits only; the first is the published name."""

_OF_MARKS = re.compile("[†*]|dagger|asterisk|etiologi|manifestation", re.IGNORECASE)
_MARKS = "†*+"
_MARKED = frozenset(_MARKS)
_EDGES = '" \t\r\u00a0'
_AROUND = _EDGES + "()"
_NOT_NAMES = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
_FAR = 2090
"""Years from here on mean "until further notice"."""

FIRST = 20
"""Lines among which the names of the columns are looked for."""


class _Columns(Struct, frozen=True):
    """Where each column is; -1 for one that is not there."""

    code: int
    title: int
    since: int
    until: int
    marks: tuple[int, ...]


_BARE = _Columns(0, 1, -1, -1, (2,))


def _text(data: bytes, *, cut_off: bool = False) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # what Excel calls Unicode text
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if cut_off and error.start > len(data) - 4:  # within a character
            return data[: error.start].decode("utf-8-sig")
        return data.decode("cp1252", errors="replace")


def _cells(line: str) -> list[str]:
    return [cell.strip(_EDGES) for cell in line.split("\t")]


def _columns(names: Sequence[str]) -> _Columns | None:
    """The columns, if these are the names of some: that of the code must be among them."""
    plain = [_NOT_NAMES.sub("", name.casefold()) for name in names]
    at = {column: next((plain.index(name) for name in known if name in plain), -1) for column, known in _NAMES.items()}
    marks = [n for n, name in enumerate(names) if _OF_MARKS.search(name) and not plain[n].startswith("koppling")]
    return _Columns(**at, marks=tuple(marks)) if at["code"] >= 0 else None


@cache
def _year(cell: str) -> int:
    """0 where there is none."""
    found = _YEAR.search(cell)
    return int(found[0]) if found else 0


def data_of(path: Path, most: int = MOST) -> bytes:
    """The first bytes of a list; raises UsageError for what is no file, or too large."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):  # a pipe would be waited for
            reason = "it is no ordinary file"
        elif found.st_size > MOST:
            reason = f"it is larger than {MOST >> 20} MB"
        else:
            with path.open("rb") as file:
                return file.read(most)
    except OSError as error:
        reason = str(error.strerror)
    raise UsageError(f"cannot read the list of codes {path}: {reason}")


def require(system: CodeSystem, path: Path) -> None:
    """Raise UsageError for a file that is no list, and say what would be one."""
    data = data_of(path, HEAD)
    for most in (HEAD >> 6, HEAD):
        text = _text(data[:most], cut_off=len(data) >= most)
        lines = text.split("\n", FIRST)
        if _head(lines)[1].title >= 0 and _read(system, text).titles:
            return
    names = [name for name in _cells(lines[0]) if name]
    saw = f"its first line has {', '.join(map(repr, names[:20]))}" if names else "its first line is empty"
    raise UsageError(
        f"{path} is no list of {system.name} codes: expected a tab-separated text with the columns 'Kod' and 'Titel'"
        " (and, if there are any, 'Giltig från', 'Giltig till', 'Manifestation(*)/Etiologi(†)') in any order,"
        f" or without names a code and its title on each line; {saw}"
    )


def load(system: CodeSystem, path: Path) -> CodeList:
    """Read a list in UTF-8 or Windows-1252: columns by name, in any order, or a code, its title and perhaps a mark.

    A code may lack its dot and have a mark, † (or +) or *, after it. It may stand on several lines: those without a
    title only add to the first. Lines that hold no code are told apart, never an error.
    """
    return _read(system, _text(data_of(path)))


def _head(lines: Sequence[str]) -> tuple[int, _Columns]:
    """How many lines stand before the first code, and where the columns are."""
    for number, line in enumerate(lines[:FIRST], 1):
        if columns := _columns(_cells(line)):
            return number, columns
    return 0, _BARE


def _read(system: CodeSystem, text: str) -> CodeList:
    titles: dict[str, str] = {}
    marks: dict[str, str] = {}
    years: dict[str, tuple[int, int]] = {}
    unread: list[int] = []
    lines = text.split("\n")
    head, columns = _head(lines)
    at_code, at_title, at_since, at_until = columns.code, columns.title, columns.since, columns.until
    near = max(at_code, at_title, at_since, at_until) + 1
    last = max(near, *(at + 1 for at in columns.marks), 0)
    is_code = system.pattern.fullmatch
    for number, line in enumerate(lines[head:], head + 1):
        is_marked = "†" in line or "*" in line or "+" in line
        cells = line.split("\t", last if is_marked else near)  # far columns hold long texts
        code = cells[at_code].strip(_EDGES) if len(cells) > max(at_code, 1) else ""
        mark = ""
        if is_code(code) is None:
            mark, code = code[-1:], system.normalise(code.strip(_MARKS))
            if not system.valid(code):
                if line.strip():
                    unread.append(number)
                continue
        title = cells[at_title].strip(_EDGES) if at_title < len(cells) else ""
        if title in _MARKED and columns is _BARE:  # the mark stands between code and title
            mark, title = title, cells[2].strip(_EDGES) if len(cells) > 2 else ""
        if code in titles and not title:
            continue
        titles[code] = title.replace('""', '"') if '"' in title else title
        if is_marked and mark not in _MARKED:
            said = (cells[at].strip(_AROUND)[-1:] for at in columns.marks if at < len(cells))
            mark = next((one for one in said if one in _MARKED), "")
        if mark in _MARKED:
            marks[code] = mark.replace("+", "†")
        first = _year(cells[at_since]) if 0 <= at_since < len(cells) else 0
        final = _year(cells[at_until]) if 0 <= at_until < len(cells) else 0
        was = years.get(code)
        years[code] = (first or 0, final or _FAR) if was is None else (min(was[0], first), max(was[1], final or _FAR))
    open_ended = max((final for _, final in years.values()), default=_FAR)  # or, of one year's list, that year
    return CodeList(
        system.scheme,
        MappingProxyType(titles),
        MappingProxyType(marks),
        tuple(unread),
        MappingProxyType({code: first for code, (first, _) in years.items() if first}),
        MappingProxyType({code: final for code, (_, final) in years.items() if final < open_ended}),
    )
