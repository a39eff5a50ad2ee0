"""Findings to report on, and the way back: what a program finds at the places that it is told."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from msgspec.structs import replace

from rodtrad.checking import Checked
from rodtrad.crew import Crew
from rodtrad.finding import Edit, Finding, Fix, Severity, internal
from rodtrad.library import Library, link
from rodtrad.project import unreadable_keys
from rodtrad.reader import read
from rodtrad.report import ReadLine
from rodtrad.rules import check_document, check_library, rules
from rodtrad.source import START, Place, Source
from suites import HOME, cases

PATH = "content/vardforlopp/å b.md"

HOSTILE = (
    "100 % `a|b` ``x`` <script>alert(1)</script> <!-- & --> [x](javascript:alert(1)) ![y](http://x/y.png) @alla #1 "
    "{0} {{x}} ]]> \"'\\ \x1b[31m\u202edlo\u2066 \x00\x0b\ufffe\n::error::x\r\n##[error]y ~~z~~ **w** "
    "_v_ $u$ : , å😀\u0085 https://example.org/x www.example.org </code></li><li onclick=x>"
)
"""A message in which everything is that means something in some format."""


def reader(files: Mapping[str, bytes]) -> ReadLine:
    """The lines of files as written, as `rodtrad check` reads them."""

    @cache
    def lines(path: str) -> Sequence[str]:
        text = files[path].decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def read_line(path: str, number: int) -> str:
        return lines(path)[number - 1] if path in files and 0 < number <= len(lines(path)) else ""

    return read_line


def found(path: str = PATH, place: Place = START, **more: object) -> Finding:
    about = {"rule": "dead-link", "message": "Det finns inget.", **more}
    return Finding(path, place, **about)  # type: ignore[arg-type]


def result(*findings: Finding, files: int = 1, library: Library | None = None) -> Checked:
    crew = Crew(Path(), ())
    return Checked(tuple(sorted(findings, key=lambda f: f.order)), files, library=library or crew.library, crew=crew)


def hostile() -> Checked:
    """Findings of every level whose words, and whose file's name, could break out of any format."""
    fix = Fix(HOSTILE, (Edit(0, 1, HOSTILE), Edit(2, 2, "")))
    return result(
        found("a,b:c%|`<x>&\"'@x.md", message=HOSTILE, hint=HOSTILE, fix=fix),
        found(message=HOSTILE, severity=Severity.WARNING),
        found(message="x" * 500, severity=Severity.ADVICE, rule="long-sentence"),
        internal(PATH, ValueError(HOSTILE)),
    )


def hostile_line(path: str, number: int) -> str:
    return HOSTILE.replace("\n", "").replace("\r", "") if number < 4 else ""


@cache
def suites() -> tuple[Checked, dict[str, bytes]]:
    """Everything that every rule says in its suite, and the files: each case in a folder of its own."""
    findings: list[Finding] = []
    files: dict[str, bytes] = {}
    for slug, rule in rules().items():
        for number, case in enumerate(cases(HOME / f"{slug}.md")):
            readings = [read(path, data) for path, data in sorted(case.files.items())]
            documents = [r.document for r in readings if r.document]
            library = link((d.face for d in documents), unreadable_keys(readings))
            said = [f for r in readings for f in r.findings] + check_library(library, [rule])
            said += [f for document in documents for f in check_document(document, library, [rule])]
            home = f"{slug}/{number}/"
            findings += [replace(finding, path=home + finding.path) for finding in said]
            files |= {home + path: data for path, data in case.files.items()}
    return result(*findings, files=len(files)), files


Cut = Callable[[str, int], str]
"""(line, column from 1) → what stands before that column, in the unit of a format."""


def before_utf16(line: str, column: int) -> str:
    return line.encode("utf-16-le")[: 2 * (column - 1)].decode("utf-16-le")


def before_utf8(line: str, column: int) -> str:
    return line.encode()[: column - 1].decode()


def before(line: str, column: int) -> str:
    return line[: column - 1]


def at(text: str, place: Place, cut: Cut) -> slice:
    """Where in a text, as written but for its line ends, a place is."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    ends = ((place.line, place.column), (place.end_line, place.end_column))
    first, last = (starts[line - 1] + len(cut(lines[line - 1], column)) for line, column in ends)
    return slice(first, last)


def changed(text: str, edits: Sequence[tuple[slice, str]]) -> str:
    """A text after edits, as NFC: what a program gets that edits the file as written."""
    for where, new in sorted(edits, key=lambda edit: (edit[0].start, edit[0].stop), reverse=True):
        text = text[: where.start] + new + text[where.stop :]
    return unicodedata.normalize("NFC", text)


def mended(data: bytes, fix: Fix) -> str:
    """What the fix itself makes of the file."""
    return changed(Source.read("x", data).text, [(slice(e.start, e.end), e.text) for e in fix.edits])


def written(data: bytes) -> str:
    """The text of a file as written, line ends and a mark at its start apart."""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
