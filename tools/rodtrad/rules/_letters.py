"""Letters of actions where prose names them: "(B)", "åtgärd B", "(B, C och E)", "(B–D)"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from rodtrad.document import Document
from rodtrad.face import NODES, BlockFace, Face, Role
from rodtrad.once import once
from rodtrad.quantities.patterns import later
from rodtrad.tree import Node

_LETTER = r"(?:A[A-Z]|[A-ZÅÄÖ]\d{0,2})"
_JOIN = r"(?:\s?[–—-]\s?|,\s?(?:och\s|samt\s|eller\s)?|\s?/\s?|\s(?:och|samt|eller|till)\s)"
_GROUP = rf"{_LETTER}(?:{_JOIN}{_LETTER}){{0,9}}"
# Each pattern begins with fixed characters: that is twenty times as fast as to try every word at every character.
_PATTERNS = (
    re.compile(rf"\((?:se\s)?(?P<letters>{_GROUP})\)"),
    re.compile(rf"tgärd(?:en|er|erna)?\s(?P<letters>{_GROUP})(?![\w:-]|\.\w)"),
    re.compile(rf"eslut(?:et|en)?\s(?P<letters>{_GROUP})(?![\w:-]|\.\w)"),
)
_NAMED = later(r"(?:[Åå]tgärd(?:en|er|erna)?|[Bb]eslut(?:et|en)?)\s\Z")
_ONE = re.compile(_LETTER)
_RANGE = later(rf"(?P<first>{_LETTER})(?:\s?[–—-]\s?|\still\s)(?P<last>{_LETTER})")
_OTHER_SERIES = later(
    r"(?:grad\w*|klass\w*|typ\w*|grupp\w*|stadi\w+|hepatit\w*|vitamin\w*|faktor\w*|influensa\w*|pugh|kategori\w*|zon\w*"
    r"|kot\w*|segment\w*|tumör\w*|tnm|figur\w*|tabell\w*|bilag\w+|modul\w*|del|steg|nivå\w*|alternativ\w*)[\s:]*\Z",
    re.IGNORECASE,
)
"""Words before a letter in parentheses that is no action: "Child-Pugh (A–C)", "hepatit (B)", "bilaga (A)"."""


class Mention(Struct, frozen=True, gc=False):
    """Letters that stand together in prose without being links."""

    letters: tuple[tuple[str, int, int], ...]
    """Each letter with its offsets in the source text."""
    is_range: bool
    named: bool
    """A word such as "åtgärd" says that they are actions."""
    before: str
    """The word before."""
    in_heading: bool


@once
def nodes_by_letter(face: Face) -> Mapping[str, BlockFace]:
    """The actions and decisions that have a letter; of two with one letter, the first."""
    table: dict[str, BlockFace] = {}
    for block in face.of(*NODES):
        if block.label:
            table.setdefault(block.label, block)
    return table


def is_likely(letter: str, known: Mapping[str, BlockFace]) -> bool:
    """Whether the document uses letters of this shape: "AV" and "B12" are other things where A–Z suffice."""
    if len(letter) == 1 or letter in known:
        return True
    return any(len(label) > 1 and label[1].isdigit() == letter[1].isdigit() for label in known)


def run(first: str, last: str) -> tuple[str, ...]:
    """The letters from `first` to `last`: B–D, B1–B3; only the ends where there is nothing to count."""
    if len(first) == len(last) == 1 and first < last and first.isascii() and last.isascii():
        return tuple(chr(code) for code in range(ord(first), ord(last) + 1))
    if first[0] == last[0] and first[1:].isdigit() and last[1:].isdigit() and int(first[1:]) < int(last[1:]):
        return tuple(f"{first[0]}{number}" for number in range(int(first[1:]), int(last[1:]) + 1))
    return (first, last)


@once
def mentions(document: Document) -> Sequence[Mention]:
    """Every mention of letters in the document's prose outside links, in order; nothing when no action has a letter."""
    return list(_mentions(document))


def _mentions(document: Document) -> Iterator[Mention]:
    text = document.source.text
    known = nodes_by_letter(document.face)
    hits = [hit for one in _PATTERNS for hit in one.finditer(text, document.body.matter_end)] if known else []
    if not hits:
        return
    runs = sorted(_runs(document))
    for hit in sorted(hits, key=lambda hit: hit.start("letters")):
        first, written = hit.start("letters"), hit["letters"]
        begin, end, in_heading = (
            runs[max(bisect_right(runs, (first, len(text), True)) - 1, 0)] if runs else (0, 0, False)
        )
        if not begin <= first < end:
            continue
        before = text[max(begin, hit.start() - 40) : hit.start()]
        named = hit.re is not _PATTERNS[0] or _NAMED().search(before) is not None
        letters = tuple((one[0], first + one.start(), first + one.end()) for one in _ONE.finditer(written))
        is_range = _RANGE().fullmatch(written) is not None
        likely = all(is_likely(one[0], known) for one in letters) or (is_range and written[0] in known)
        if named or (likely and not _OTHER_SERIES().search(before)):
            words = before.split()
            yield Mention(letters, is_range, named, words[-1].strip('("”,.;:') if words else "", in_heading)


def _runs(document: Document) -> Iterator[tuple[int, int, bool]]:
    """The stretches of text outside links and references: start, end, and whether they stand in a heading."""
    for block in document.body.blocks:
        if block.role is Role.REFERENCE:
            continue
        stack: list[tuple[Node, bool]] = [(node, False) for node in block.nodes]
        while stack:
            node, in_heading = stack.pop()
            if node.kind == "text":
                yield node.start, node.end, in_heading
            elif node.kind != "link":
                stack.extend((child, in_heading or node.kind == "heading") for child in node.children)
