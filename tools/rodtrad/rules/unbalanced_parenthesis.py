"""En parentes öppnas men stängs inte, eller tvärtom.

Varför: läsaren vet inte var tillägget slutar, och ofta har några ord fallit bort.

Fel: `Mät puls, blodtryck (sittande och temperatur.`

Rätt: `Mät puls, blodtryck (sittande) och temperatur.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document, Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.rules import found
from rodtrad.tree import Prose

SEVERITY = Severity.WARNING

_ENUMERATION = re.compile(r"(?:^|[\s(])(?:\d{1,2}|[a-zåäö]|[ivx]{1,4})$", re.IGNORECASE)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each paragraph, item and cell by itself. "a)" and "1)" are marks of a list in running text."""
    text = document.source.text
    for block in document.body.blocks:
        if block.role is Role.REFERENCE or not block.nodes:
            continue
        if "(" in text[block.start : block.end] or ")" in text[block.start : block.end]:
            yield from _unbalanced(document, block.prose)


def _unbalanced(document: Document, words: Prose) -> Iterator[Finding]:
    begin = 0
    for line in words.text.split("\n"):
        if line.count("(") != line.count(")"):
            at, what = _odd(line)
            if at >= 0:
                yield _finding(document, words, begin + at, what)
        begin += len(line) + 1


def _odd(line: str) -> tuple[int, str]:
    """Where the first parenthesis without a partner stands, and what is wrong with it."""
    opened: list[int] = []
    for at, char in enumerate(line):
        if char == "(":
            opened.append(at)
        elif char == ")":
            if opened:
                opened.pop()
            elif not _ENUMERATION.search(line[max(at - 8, 0) : at]):
                return at, "stängs men öppnas inte"
    return (opened[0], "öppnas men stängs inte") if opened else (-1, "")


def _finding(document: Document, words: Prose, at: int, what: str) -> Finding:
    start = words.at(at)
    hint = "Lägg till den andra parentesen, eller ta bort den här."
    return found(document, document.place(start, start + 1), f"Parentesen {what}.", hint)
