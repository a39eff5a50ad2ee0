"""Fact lines whose key is not in bold: they are read as ordinary words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rodtrad.document import Block, Document
from rodtrad.model import Kind
from rodtrad.rules._blocks import part_at
from rodtrad.rules._once import once

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
    """In order of their keys; looking for a few fixed words costs next to nothing."""
    text = document.source.text
    found: list[PlainFact] = []
    for name in _KEYS.get(document.kind, ()):
        written = f"- {name}:"
        at = text.find(written, document.body.matter_end)
        while at >= 0:
            start, end = at + 2, at + len(written)
            part = part_at(document, start) if not text[text.rfind("\n", 0, at) + 1 : at].strip() else None
            if part and part[0].kind != "code":
                found.append(PlainFact(name, start, end, part[1]))
            at = text.find(written, end)
    return found
