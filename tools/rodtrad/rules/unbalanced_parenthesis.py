"""En parentes öppnas men stängs inte, eller tvärtom.

Varför: läsaren vet inte var tillägget slutar, och ofta har några ord fallit bort.

Fel: `Mät puls, blodtryck (sittande och temperatur.`

Rätt: `Mät puls, blodtryck (sittande) och temperatur.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._blocks import part_at
from rodtrad.tree import Node, Prose

FAMILY = Family.LANGUAGE
SEVERITY = Severity.WARNING

_ENUMERATION = later(r"(?:^|[\s(])(?:\d{1,2}|[a-zåäö]|[ivx]{1,4})$", re.IGNORECASE)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each paragraph, item and cell by itself. "a)" and "1)" are marks of a list in running text."""
    parts = (part_at(document, node.start) for node in _uneven(document))
    for block in {id(part[1]): part[1] for part in parts if part}.values():
        yield from _unbalanced(document, block.prose)


def _uneven(document: Document) -> list[Node]:
    """The runs of text in which a parenthesis has no partner, nor in the next on its line, as in "([A](#a))"."""
    text = document.source.text
    uneven: list[tuple[Node, int]] = []
    for node in document.body.find("text"):
        if "(" not in node.text and ")" not in node.text:
            continue
        excess = node.text.count("(") - node.text.count(")")
        if not excess:
            continue
        before, other = uneven[-1] if uneven else (node, 0)
        if (
            excess + other == 0
            and "\n" not in text[before.start : node.end]
            and "|" not in text[before.start : node.end]
        ):
            uneven.pop()
        else:
            uneven.append((node, excess))
    return [node for node, _ in uneven]


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
            elif not _ENUMERATION().search(line[max(at - 8, 0) : at]):
                return at, "stängs men öppnas inte"
    return (opened[0], "öppnas men stängs inte") if opened else (-1, "")


def _finding(document: Document, words: Prose, at: int, what: str) -> Finding:
    start = words.at(at)
    hint = "Lägg till den andra parentesen, eller ta bort den här."
    return found(document, document.place(start, start + 1), f"Parentesen {what}.", hint)
