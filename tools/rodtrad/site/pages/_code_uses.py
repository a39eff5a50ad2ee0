"""Which documents and blocks concern each clinical code; F32 includes F32.1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rodtrad.codes import apart, systems
from rodtrad.face import NODES, Face, Role
from rodtrad.library import Library
from rodtrad.once import once
from rodtrad.site.addresses import around
from rodtrad.site.words import KINDS, sorting

HOME = "koder/"

_NAMED = NODES | {Role.CHAPTER, Role.SECTION, Role.GROUP}
"""Roles of blocks with a heading that names a place."""


@dataclass(slots=True)
class Use:
    """One document that concerns a code."""

    face: Face
    codes: dict[str, None] = field(default_factory=dict)
    """The codes as they stand in the document: F32.1 on the page of F32."""
    blocks: dict[str, None] = field(default_factory=dict)
    """Ids of the blocks that link to it; the front matter has none."""

    @property
    def places(self) -> Mapping[str, str]:
        """What each place in the text is called → the id that leads there; empty where only the front matter says."""
        return {place_name(self.face, id): id for id in reversed(self.blocks)}


Uses = Mapping[str, Mapping[str, Mapping[str, Use]]]
"""Scheme → code → key of document → use."""


@once
def uses(library: Library) -> Uses:
    """Every code in use, and every code above one."""
    table: dict[str, dict[str, dict[str, Use]]] = {}
    for face in library.faces.values():
        declared: Mapping[str, Sequence[str]] = getattr(face.matter, "codes", None) or {}
        for scheme, codes in declared.items():
            for code in (code for entry in codes for code in apart(scheme, entry)):
                _add(table, scheme, code, face, "")
        for link in face.links:
            scheme, colon, code = link.target.partition(":")
            if colon and scheme in systems():
                _add(table, scheme, code.partition("#")[0], face, link.block)
    return table


def _add(table: dict[str, dict[str, dict[str, Use]]], scheme: str, code: str, face: Face, block: str) -> None:
    system = systems().get(scheme)
    if system is None or not system.valid(code):
        return
    at: str | None = code
    while at:
        use = table.setdefault(scheme, {}).setdefault(at, {}).setdefault(face.key, Use(face))
        use.codes[code] = None
        if block:
            use.blocks[block] = None
        at = system.parent(at)


def in_order(mine: Mapping[str, Use]) -> list[Use]:
    """Pathways first, then the other kinds, by title."""
    order = list(KINDS)
    return sorted(mine.values(), key=lambda use: (order.index(use.face.kind), sorting(use.face.title)))


def place_name(face: Face, id: str) -> str:
    """The name of the node or the section that a block stands in; its id where nothing is named."""
    named = next((block for block in around(face, id) if block.role in _NAMED), None)
    if named is None:
        return id
    return f"{named.label}. {named.title}" if named.label else named.title
