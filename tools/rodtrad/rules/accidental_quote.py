"""En rad blev ett citat eller en lista av misstag.

Varför: en rad som börjar med `>`, `+`, `-` eller ett årtal och punkt läses som citat eller lista. Tecknet försvinner,
och `> 5 poäng` blir `5 poäng`.

Fel: en rad som börjar `> 5 poäng`, för att raden bröts just där.

Rätt: `mer än 5 poäng`, eller tecknet på raden före.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.prose import prose_test, raw_matches
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.source import Source
from rodtrad.tabs import is_row

FAMILY = Family.LANGUAGE

_END = r"[.:;!?…)\]}”\"|>*]"
_MARK = re.compile(
    r"\n(?=[ ]*[-*+>\d])(?:"
    r"[ ]*(?:(?:[-*+]|\d{1,2}[.)])[ ]+)*(?P<more>>)=?[ ]?(?=[\d,])"
    rf"|(?<!{_END}\n)(?<!\n\n)[ ]*(?P<wrapped>>|\+(?=[ ])|-(?=[ ]))[ ]*(?=[\da-zåäö(])"
    r"|[ ]{0,3}(?P<year>\d{3,9})[.)](?=[ ])"
    r")"
)
_ITEM = later(r"[ ]*(?:[-*+>]|\d{1,9}[.)])(?:[ ]|$)")
_ENDS = later(rf"{_END}\s*$")
_HINTS = {
    ">": "Skriv `mer än` eller `över`, eller flytta tecknet till raden före.",
    "+": "Skriv `och` eller `plus`, eller flytta tecknet till raden före.",
    "-": "Skriv tankstreck (`–`), eller flytta tecknet till raden före.",
}


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Conservative: a real list or quote begins after a blank line, a colon or a full stop."""
    source = document.source
    is_prose = prose_test(document)
    for hit in raw_matches(document, _MARK):
        group = hit.lastgroup or ""
        at, mark = hit.start(group), hit[group]
        line = source.line_column(at)[0]
        before = source.line(line - 1)
        if group == "wrapped" and not (_runs_on(before, mark) and _stands_alone(source, line, mark)):
            continue
        if group == "year" and before.strip():  # only the first line of a paragraph can begin a list
            continue
        if not is_prose(at) or ("\t" in source.line(line) and is_row(document, at)):
            continue
        if group == "year":
            message, hint = (
                f"Raden blev en numrerad lista som börjar på {mark}.",
                f"Skriv `{mark}\\.`, eller ”År {mark}”.",
            )
            at = hit.end(group)
        else:
            what = "ett citat" if mark == ">" else "en lista"
            message, hint = f"Raden börjar med `{mark}` och blev {what}.", _HINTS[mark]
        fix = Fix("Skriv ett bakstreck före tecknet", (Edit(at, at, "\\"),), safe=False)
        yield found(document, document.place(hit.start(group), hit.end(group)), message, hint, fix)


def _runs_on(before: str, mark: str) -> bool:
    """The line before is running text that has not come to its end."""
    if _ITEM().match(before) and (mark != ">" or before.lstrip().startswith(">")):
        return False  # after an item, another item is no surprise
    return not (not before.strip() or _ENDS().search(before) or before.lstrip().startswith(("#", "---", "|")))


def _stands_alone(source: Source, line: int, mark: str) -> bool:
    """It is indented as the line before, which else is an item that ends there, and the next begins in another way."""
    before, own, after = (source.line(number) for number in (line - 1, line, line + 1))
    if len(before) - len(before.lstrip()) != len(own) - len(own.lstrip()):
        return False
    return not after.lstrip().startswith(f"{mark} ")
