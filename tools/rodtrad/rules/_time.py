"""Times in a document's blocks: which block, which sentence, how long, and counted from what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from rodtrad.chapters import fold
from rodtrad.document import Block, Document
from rodtrad.face import NODES, Role, TimeLimit
from rodtrad.once import once
from rodtrad.quantities import TimeExpression

LONGEST = 600
"""No sentence is looked at further than this, in characters."""

ORDERS = (Role.CARE_ACTION, Role.WAY)
"""Blocks in which a time limit binds the care."""

_DAYS: Mapping[str, Decimal] = {
    "s": Decimal(1) / 86400,
    "min": Decimal(1) / 1440,
    "h": Decimal(1) / 24,
    "d": Decimal(1),
    "wk": Decimal(7),
    "mo": Decimal("30.44"),
    "a": Decimal("365.25"),
}
_SLACK = Decimal("0.04")
"""30 days and a month are the same limit; 4 weeks and a month are not."""

_END = re.compile(r"[.!?](?=\s|\Z)|\n|\Z")
_WORD = re.compile(r"[^\W\d_]{5,}")
_COMMON = re.compile("patie|perso|efter|inför|senas|minst|högst|timm|minut|dagar|vecko|månad|andel|antal")
"""Beginnings of words that say nothing about the subject."""


@once
def by_id(document: Document) -> Mapping[str, list[Block]]:
    """The blocks with times by id, in order: an author may have given two of them the same."""
    table: dict[str, list[Block]] = {time.block: [] for time in document.face.times}
    for block in document.body.blocks:
        if block.id in table:
            table[block.id].append(block)
    return table


def timed(document: Document, *roles: Role) -> Iterator[tuple[Block, TimeLimit]]:
    """The times in blocks with these roles, each with its block, in document order."""
    blocks = by_id(document)
    for time in document.face.times:
        for block in blocks[time.block]:
            if block.role in roles:
                yield block, time
                break


def days(time: TimeExpression) -> Decimal:
    """The binding end in days."""
    value = time.low if time.high is None else time.high
    return (value or Decimal(0)) * _DAYS[time.unit]


def is_as_long(one: TimeExpression, other: TimeExpression) -> bool:
    """Whether two times are equally long, however they are written."""
    if one.working_days != other.working_days:
        return False
    a, b = days(one), days(other)
    return abs(a - b) <= max(a, b) * _SLACK


def counted_from(time: TimeLimit) -> str:
    """What a time counts from: the target of its link, else the folded words; "" when nothing is said."""
    return time.start or fold(time.expression.event or "")


def starts(document: Document, block: Block) -> Sequence[str]:
    """Links to what a time in a block may count from: an entry, its own action, and the one before; at most three."""
    face = document.face
    nodes = [node for node in face.of(*NODES) if node.stable and node.label]
    own = block.parent.partition("/")[0]
    at = next((number for number, node in enumerate(nodes) if node.id in (own, block.id)), 1)
    entry = next((f"[ingång](#{one.id})" for one in face.of(Role.ENTRY) if one.stable), "")
    return [*filter(None, [entry]), *(f"[{node.label}](#{node.id})" for node in nodes[max(at - 1, 0) : at + 1])]


def with_start(document: Document, block: Block, said: str) -> str:
    """How a time is written with what it counts from, for a hint."""
    first, *others = starts(document, block) or ["…"]
    also = f", med det som menas: `{'`, `'.join([first, *others[:-1]])}` eller `{others[-1]}`" if others else ""
    return f"`{said} från {first}`{also}."


def sentence(block: Block, time: TimeExpression) -> str:
    """The sentence of the block that a time stands in."""
    text = block.prose.text
    start = max(0, time.start - LONGEST)
    for end in _END.finditer(text, max(0, time.start - LONGEST), time.start):
        start = end.end() if end[0] else start
    found = _END.search(text, time.end, time.end + LONGEST)
    return text[start : found.start() if found else time.end]


def stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words of a text, to see whether two texts share a subject."""
    return frozenset(word[:5] for word in _WORD.findall(text.casefold()) if not _COMMON.match(word))
