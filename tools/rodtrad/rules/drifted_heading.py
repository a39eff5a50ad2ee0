"""En rubrik heter något annat än den ska.

Varför: kapitlen har fasta namn, så att läsaren hittar och så att innehållet kan läsas av datorer. Ett kapitel med annat
namn läses som löpande text, och ingångar, åtgärder eller mått i det försvinner.

Fel: `## Flödesschema och åtgärder`, `##### Hälso och sjukvårdens åtgärd`.

Rätt: `## Vårdförloppets åtgärder`, `##### Hälso- och sjukvårdens åtgärder`.
"""

from collections.abc import Iterator

from rodtrad.chapters import of_kind
from rodtrad.chapters.actions import CHAPTER as ACTIONS
from rodtrad.chapters.actions import LABEL
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._headings import (
    HALVES,
    MOST_GUESSES,
    folded,
    halves_meant,
    headings,
    meant_by,
    relevelled,
    retitled,
    sections_of,
)
from rodtrad.rules._misread import drifted_sections
from rodtrad.tree import Node

FAMILY = Family.CHAPTERS
KINDS = (Kind.PATHWAY, Kind.INDICATOR, Kind.GUIDELINE, Kind.IMPACT, Kind.ADDITION)

_STANDING = frozenset(map(folded, ("Generellt om personcentrerade och sammanhållna vårdförlopp", "Om innehållet")))
"""Chapters of published pathways that are the same in all of them, and that are no part of one."""

_HALF_ROLES = {Role.CARE: HALVES[0], Role.PATIENT: HALVES[1], Role.WAYS: HALVES[2]}
_HALVES = {folded(name): name for name in HALVES}


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Chapters must be known; a section or half may have any name that is not almost a known one."""
    kind = document.kind
    inside = ""
    for heading in headings(document):
        inside = heading.chapter.heading if heading.chapter else inside
        if heading.node.level == 1 or (heading.node.id and LABEL.match(heading.title)):
            continue  # wrong-heading-level
        if heading.chapter is None and not document.source.text.startswith("#", heading.node.start):
            continue  # accidental-heading
        if heading.chapter is None and folded(heading.title) in sections_of(kind):
            continue
        if heading.chapter:
            if not heading.chapter.starts and heading.title != heading.chapter.heading:
                yield _finding(document, heading.node, heading.title, heading.chapter.heading, safe=True)
        elif heading.meant:
            yield _finding(document, heading.node, heading.title, heading.meant.heading)
        else:
            message = f"Kapitlet ”{heading.title}” finns inte."
            known = ", ".join(f"`{pair[0].heading}`" for pair in of_kind(kind).values())
            hint = f"Kapitel som finns: {known}. Lägg texten i ett av dem."
            fix = None
            if folded(heading.title) in _STANDING:
                hint = "Kapitlet är detsamma i alla vårdförlopp. Ta bort rubriken och texten under den."
            elif inside == ACTIONS.heading:
                fix = relevelled(document, heading.node, 3)
                hint = f"Är det en grupp av åtgärder: skriv `### {heading.title}`. {hint}"
            yield found(document, document.place(heading.node), message, hint, fix)
    for node, title, right, exact in drifted_sections(document):
        yield _finding(document, node, title, right, safe=exact)
    if kind is Kind.PATHWAY:
        yield from _halves(document)


def _halves(document: Document) -> Iterator[Finding]:
    nodes = {block.id for block in document.body.of(Role.ACTION, Role.DECISION)}
    sure = halves_meant(document)
    guesses = MOST_GUESSES
    for block in document.body.of(Role.SECTION, *_HALF_ROLES):
        right = _HALF_ROLES.get(block.role)
        safe = right is not None and block.level == 5
        if right is None and block.id in sure:
            right = sure[block.id][1]
        elif right is None and guesses and block.parent in nodes and folded(block.title) not in _HALVES:
            guesses -= 1
            right = _HALVES.get(meant_by(block.title, _HALVES))
        if right and right != block.title and block.heading:
            yield _finding(document, block.heading, block.title, right, safe=safe)


def _finding(document: Document, node: Node, title: str, right: str, *, safe: bool = False) -> Finding:
    fix = Fix(f"Skriv `{right}`", retitled(node, right), safe=safe)
    level = 5 if right in HALVES else node.level
    hint = f"Skriv `{'#' * level} {right}`."
    return found(document, document.place(node), f"Rubriken ”{title}” ska heta ”{right}”.", hint, fix)
