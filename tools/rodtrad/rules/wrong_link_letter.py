"""Länken visar en annan bokstav än den åtgärd den leder till.

Varför: läsaren av en utskrift ser bara bokstaven och går till fel åtgärd.

Fel: `Komplettera med provtagning ([C](#provtagning)).` när åtgärden heter `B. Provtagning {#provtagning}`.

Rätt: `Komplettera med provtagning ([B](#provtagning)).`
"""

import re
from collections.abc import Iterator, Mapping

from rodtrad.document import Document
from rodtrad.face import NODES, BlockFace, Face, Link
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.once import once
from rodtrad.rules import Family, found
from rodtrad.rules._letters import is_likely, nodes_by_letter
from rodtrad.writer import letters

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY, Kind.ADDITION)

_SAID = re.compile(r"(?:(?:åtgärd|beslut|se)\s+)?(?P<letter>A[A-Z]|[A-ZÅÄÖ]\d{0,2})")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Compare every link text that is a letter with the letter of the action it leads to."""
    tables: dict[str, Mapping[str, BlockFace]] = {}
    for link in document.face.links:
        said = _SAID.fullmatch(link.text) if len(link.text) <= 12 and link.target else None
        goal = library.resolve(link.target) if said else None
        node = goal[1] if goal else None
        if said is None or goal is None or node is None or node.role not in NODES:
            continue
        letter = said["letter"]
        if not node.label or letter == node.label:
            continue
        known = tables.get(goal[0].key) or tables.setdefault(goal[0].key, nodes_by_letter(goal[0]))
        if known.get(node.label) is not node or not is_likely(letter, known):
            continue  # a letter that two nodes have is duplicate-label's
        if goal[0].key == document.face.key and _by_place(document.face).get(node.id) == letter:
            continue  # the letter that the action should have, as label-out-of-order says
        message = f"Länken visar {letter} men leder till {node.label}. {node.title}."
        hint = f"Skriv `[{node.label}]({link.href})`"
        hint += f", eller länka till åtgärd {letter} om det är den som avses." if letter in known else "."
        yield found(document, link.place, message, hint, _fix(document, link, letter, node.label))


@once
def _by_place(face: Face) -> Mapping[str, str]:
    """Id of each action → the letter that its place gives it."""
    return {node.id: letter for node, letter in zip(face.of(*NODES), letters(), strict=False)}


def _fix(document: Document, link: Link, wrong: str, right: str) -> Fix | None:
    """Replace the letter in the link's text."""
    start = document.source.starts[link.place.line - 1] + link.place.column - 1
    at = start + 1 + len(link.text) - len(wrong)
    if not document.source.text.startswith(f"{link.text}]", start + 1):
        return None
    return Fix(f"Skriv `{right}`", (Edit(at, at + len(wrong), right),))
