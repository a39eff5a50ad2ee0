"""Fact lines whose key is not in bold: they are read as ordinary words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from rodtrad.document import Block, Document
from rodtrad.model import Kind
from rodtrad.once import once
from rodtrad.rules._blocks import part_at

_KEYS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PATHWAY: ("Vårdnivå", "Profession", "Rekommendation", "Möter", "Följs inte", "Följer", "Prioriterad"),
    Kind.ADDITION: ("Skäl", "Ansvarig", "Gäller till"),
    Kind.GUIDELINE: ("Tillstånd", "Åtgärd", "Prioritet"),
}


class PlainFact(NamedTuple):
    """A key and its colon, first in a list item."""

    name: str
    start: int
    end: int
    block: Block
    """What the item was read as, or as a part of."""


@once
def plain_facts(document: Document) -> Sequence[PlainFact]:
    """In order."""
    pattern, text = _pattern(document.kind), document.source.text
    found: list[PlainFact] = []
    for hit in pattern.finditer(text, document.body.matter_end) if pattern else ():
        part = (
            part_at(document, hit.start(1))
            if not text[text.rfind("\n", 0, hit.start()) + 1 : hit.start()].strip()
            else None
        )
        if part and part[0].kind != "code":
            found.append(PlainFact(hit[1], hit.start(1), hit.end(), part[1]))
    return found


@cache
def _pattern(kind: Kind) -> re.Pattern[str] | None:
    """It begins with fixed characters, which are found fast."""
    return re.compile(f"- ({'|'.join(_KEYS[kind])}):") if kind in _KEYS else None
