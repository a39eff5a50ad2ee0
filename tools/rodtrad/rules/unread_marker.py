"""Ett tecken först på raden läses inte som punkt eller rubrik.

Varför: bara `-`, en siffra med punkt och `#` följda av ett vanligt mellanslag blir punkter och rubriker. Andra tecken,
som ofta följer med från en ordbehandlare, blir text: flera åtgärder flyter ihop till en och rubriken försvinner.

Fel: `• Ta urinsticka`, `-Ta urinsticka`, `##Rubrik`.

Rätt: `- Ta urinsticka`, `## Rubrik`.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.prose import matches
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._misread import HARD
from rodtrad.source import Source

FAMILY = Family.LANGUAGE

_MARK = re.compile(
    r"\n(?P<line>)(?!\n|- \w|#+ \w)"  # most lines
    rf"[ \t{HARD}]*(?:"
    rf"(?P<bullet>[•●▪■◦○‣⁃∙·]|o(?=\t))[ \t{HARD}]*"
    rf"|(?P<dash>[–—])[ \t{HARD}]+"
    rf"|(?P<hard>[-*+]|\d{{1,2}}[.)]|\#{{1,6}})[{HARD}][ \t{HARD}]*"
    rf"|(?P<tight>-(?=[A-ZÅÄÖ→\[]|\*\*|[a-zåäö]{{2}})|\d{{1,2}}[.)](?=[A-ZÅÄÖ][a-zåäö])|\#{{2,6}}(?=\w))"
    r")(?=\S)"
)
_ITEM = later(rf"\s*(?:[-*+•●▪■◦○‣⁃∙·–—]|\d{{1,2}}[.)])[\s{HARD}]*\S")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Once for a run of lines that begin in the same way. A dash alone may begin what somebody says."""
    run: list[re.Match[str]] = []
    last = 0
    for hit in matches(document, _MARK, "line"):
        line = document.source.line_column(hit.start("line"))[0]
        if not _is_meant(document.source, line, hit):
            continue
        if run and (line > last + 2 or _kind(hit) != _kind(run[0])):
            yield _finding(document, run)
            run = []
        run.append(hit)
        last = line
    if run:
        yield _finding(document, run)


def _kind(hit: re.Match[str]) -> tuple[str, str]:
    group = hit.lastgroup or ""
    return group, re.sub(r"\d+", "1", hit[group])


def _is_meant(source: Source, line: int, hit: re.Match[str]) -> bool:
    """Whether the mark was meant as one: a dash, or a hyphen before a small letter, only beside other items."""
    group = hit.lastgroup or ""
    if group == "dash" or (group == "tight" and hit[group] == "-" and hit.string[hit.end() : hit.end() + 1].islower()):
        return bool(_ITEM().match(source.line(line - 1)) or _ITEM().match(source.line(line + 1)))
    return True


def _finding(document: Document, run: list[re.Match[str]]) -> Finding:
    group = run[0].lastgroup or ""
    mark = run[0][group]
    what = "en rubrik" if mark.startswith("#") else "en punkt"
    right = f"{mark} " if mark[0] in "#0123456789" else "- "
    if group == "tight":
        message = f"Efter `{mark}` saknas ett mellanslag, så raden läses inte som {what}."
    elif group == "hard":
        message = f"Efter `{mark}` står ett hårt blanksteg, så raden läses inte som {what}."
    else:
        message = f"`{mark}` läses inte som {what}, så raden blir löpande text."
    where = f"på var och en av de {len(run)} raderna" if len(run) > 1 else "på raden"
    hint = f"Skriv `{right.rstrip()}` och ett vanligt mellanslag först {where}."
    edits = tuple(Edit(hit.start(group), hit.end(), right if hit is run[0] else _right(hit)) for hit in run)
    fix = Fix(f"Skriv `{right}` först på raden", edits, safe=False)
    return found(document, document.place(run[0].start(group), run[0].end(group)), message, hint, fix)


def _right(hit: re.Match[str]) -> str:
    mark = hit[hit.lastgroup or 0]
    return f"{mark} " if mark[0] in "#0123456789" else "- "
