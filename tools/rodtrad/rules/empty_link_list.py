"""Ett stycke lovar en lista, men ingenting följer.

Varför: läsaren väntar sig en lista eller länkar. Ofta har de fallit bort när texten flyttades.

Fel: `Läs mer på 1177:` eller `Nedanstående register är aktuella.` och därefter nästa rubrik.

Rätt: `Läs mer på 1177:` och därefter listan, eller en mening som slutar med punkt.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.prose import prose_test, raw_matches
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found

FAMILY = Family.LINKS

_END = re.compile(r":[ ]*(?:\{#[^{}\n]*\}[ ]*)?(?=\n|\Z)")
_MARK = re.compile(r"([ ]*)((?:[-*+]|\d{1,9}[.)])[ ]+)?")
_OTHER = re.compile(r"[ ]*(?:[#|>]|\[\^|<!--|```|~~~)|.*\*\*[^*\n]+:\*\*\s*$")
"""Headings, tables, quotes, notes, comments and fact lines without a value."""
_NEXT = re.compile(r"\n+([ ]*)([^\s][^\n]*)")

_PROMISE = later(
    r"\n(?P<words>(?:Nedanstående|Följande(?! (?:dag|dygn|veck|månad|år)))[ ][^\n.!?]*\.)"
    r"[ ]*(?:\{#[^{}\n]*\}[ ]*)?(?=\n|\Z)"
)
"""A paragraph of one sentence that says what stands below it."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """What follows must be text: not a heading, a note, the end, or (in a list) a line that is less indented."""
    text = document.source.text
    is_prose = prose_test(document)
    for hit in raw_matches(document, _END):
        begin = text.rfind("\n", 0, hit.start()) + 1
        line = text[begin : hit.end()]
        if _OTHER.match(line) or begin < document.body.matter_end:
            continue
        mark = _MARK.match(line)
        depth = mark.end() if mark else 0
        if not _is_followed(text, hit.end(), depth) and is_prose(hit.start()):
            message = "Raden slutar med kolon, men ingenting följer."
            hint, fix = "Skriv det som ska följa, eller avsluta meningen med punkt.", None
            indent = len(line) - len(line.lstrip(" "))
            if depth > indent and (edits := _parts(text, hit.end(), indent, depth)):
                message = "Raden slutar med kolon, men punkterna under den hör inte till den."
                hint = f"Dra in underpunkterna: skriv {depth} mellanslag före `-`."
                fix = Fix("Dra in underpunkterna", tuple(edits), safe=False)
            yield found(document, document.place(begin + depth, hit.end()), message, hint, fix)
    if "\nNedanstående " not in text and "\nFöljande " not in text:
        return
    for hit in raw_matches(document, _PROMISE()):
        start, end = hit.span("words")
        if not _is_followed(text, hit.end(), 0) and is_prose(start):
            message = f"”{hit['words'].split()[0]}” pekar på något som ska stå här under, men ingenting följer."
            hint = "Skriv listan under meningen, till exempel `- Registrets namn`, eller ta bort meningen."
            yield found(document, document.place(start, end), message, hint)


def _is_followed(text: str, end: int, depth: int) -> bool:
    """Whether text that belongs to a line, whose words begin `depth` characters in, comes after it."""
    following = _NEXT.match(text, end)
    if following is None or re.match(r"#{1,6} |\[\^", following[2]):
        return False
    if not depth or len(following[1]) >= depth:
        return True
    is_apart = "\n\n" in text[end : following.start(2)] or re.match(r"[-*+] |\d{1,9}[.)] ", following[2])
    return not is_apart


MOST_PARTS = 50
"""Lines that one fix indents."""
_LINE = later(r"\n{1,2}([ ]*)([-*+] |\d{1,9}[.)] )?(?=\S)")


def _parts(text: str, end: int, indent: int, depth: int) -> list[Edit]:
    """What indents the items right after a line as far as its words, where they stand further in than its own mark."""
    edits: list[Edit] = []
    more = ""
    while (
        end >= 0
        and len(edits) < MOST_PARTS
        and (line := _LINE().match(text, end))
        and len(line[1]) > indent
        and (edits or line[2])
    ):
        more = more or " " * (depth - len(line[1]))
        edits.append(Edit(line.start(1), line.start(1), more))
        end = text.find("\n", line.end())
    return edits
