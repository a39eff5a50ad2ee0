"""Letters of actions where prose names them: "(B)", "åtgärd B", "(B, C och E)", "(B–D)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rodtrad.document import NODES, BlockFace, Document, Face, Role
from rodtrad.tree import Node

_LETTER = r"(?:A[A-Z]|[A-ZÅÄÖ]\d{0,2})"
_JOIN = r"(?:\s?[–—-]\s?|,\s?(?:och\s|samt\s|eller\s)?|\s?/\s?|\s(?:och|samt|eller|till)\s)"
_GROUP = rf"{_LETTER}(?:{_JOIN}{_LETTER}){{0,9}}"
_WORD = r"(?:[Åå]tgärd(?:en|er|erna)?|[Bb]eslut(?:et|en)?|[Rr]uta(?:n)?|[Nn]od(?:en)?)"
_MENTION = re.compile(
    rf"\((?:se\s)?(?:(?P<word>{_WORD})\s)?(?P<inside>{_GROUP})\)|(?<!\w){_WORD}\s\(?(?P<after>{_GROUP})(?![\w:-]|\.\w)"
)
_ONE = re.compile(_LETTER)
_RANGE = re.compile(rf"(?P<first>{_LETTER})(?:\s?[–—-]\s?|\still\s)(?P<last>{_LETTER})")
_OTHER_SERIES = re.compile(
    r"(?:grad\w*|klass\w*|typ\w*|grupp\w*|stadi\w+|hepatit\w*|vitamin\w*|faktor\w*|influensa\w*|pugh|kategori\w*|zon\w*"
    r"|kot\w*|segment\w*|tumör\w*|tnm|figur\w*|tabell\w*|bilag\w+|modul\w*|del|steg|nivå\w*|alternativ\w*)[\s:]*\Z",
    re.IGNORECASE,
)
"""Words before a letter in parentheses that is no action: "Child-Pugh (A–C)", "hepatit (B)", "bilaga (A)"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Letters that stand together in prose without being links."""

    letters: tuple[tuple[str, int, int], ...]
    """Each letter with its offsets in the source text."""
    is_range: bool
    start: int
    end: int
    named: bool
    """A word such as "åtgärd" says that they are actions."""
    before: str
    """The word before, when `named` is false."""
    in_heading: bool


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


def mentions(document: Document, known: Mapping[str, BlockFace]) -> Iterator[Mention]:
    """Every mention of letters in the document's prose outside links, in order; nothing when no action has a letter."""
    text = document.source.text
    if not known:
        return
    for hit in _MENTION.finditer(text, document.body.matter_end):
        inside = "inside" if hit["inside"] else "after"
        node, in_heading = _text_at(document, hit.start(inside))
        if node is None:
            continue
        named = bool(hit["word"] or hit["after"])
        before = "" if named else text[max(node.start, hit.start() - 40) : hit.start()]
        is_range = _RANGE.fullmatch(hit[inside]) is not None
        letters = tuple(
            (one[0], hit.start(inside) + one.start(), hit.start(inside) + one.end())
            for one in _ONE.finditer(hit[inside])
        )
        likely = all(is_likely(one[0], known) for one in letters) or (is_range and letters[0][0][0] in known)
        if not named and (not likely or _OTHER_SERIES.search(before)):
            continue
        words = before.split()
        last = words[-1].strip('("”,.;:') if words else ""
        yield Mention(letters, is_range, hit.start(), hit.end(), named, last, in_heading)


def _text_at(document: Document, offset: int) -> tuple[Node | None, bool]:
    """The text node outside links that holds an offset, and whether it stands in a heading."""
    for block in document.body.blocks:
        if block.role is Role.REFERENCE:
            continue
        for top in block.nodes:
            if not top.start <= offset < top.end:
                continue
            stack = [(top, False)]
            while stack:
                node, in_heading = stack.pop()
                if not node.start <= offset < node.end or node.kind == "link":
                    continue
                if node.kind == "text":
                    return node, in_heading
                stack.extend((child, in_heading or node.kind == "heading") for child in node.children)
    return None, False
