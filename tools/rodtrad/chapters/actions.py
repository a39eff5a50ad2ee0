"""Vårdförloppets åtgärder: the nodes of the flow, their two halves and their ways onward."""

from __future__ import annotations

import re

from rodtrad.chapters import ALWAYS, Book, Chapter, Section, fold, read_section, take_facts
from rodtrad.chapters._ways import read_ways
from rodtrad.document import Block, Role
from rodtrad.model import Kind
from rodtrad.tree import plain

CARE = "Hälso- och sjukvårdens åtgärder"
PATIENT = "Patientens åtgärder (efter förmåga)"
WAYS = "Vägar vidare"

CHAPTER = Chapter(
    heading="Vårdförloppets åtgärder",
    kinds=(Kind.PATHWAY,),
    order=5,
    required=ALWAYS,
    template=(
        "### Utredning\n\n- **Vårdnivå:** primärvård\n- **Profession:** läkare\n\n"
        f"#### A. Bedömning {{#bedomning}}\n\n##### {CARE}\n\n- Bedöm patienten.\n\n"
        f"##### {PATIENT}\n\n- Berätta om dina besvär.\n\n"
        f"##### {WAYS}\n\n- → [Utgång](#ut-uteslutet)\n"
    ),
)

LABEL = re.compile(r"([A-ZÅÄÖ]{1,2}\d{0,2})[.:]\s+")
"""A node's letter: "A. ", "AB. " and, in older texts, "B2. "."""

DECISION = re.compile(r"Beslut\s*:\s*")

_HALVES = {
    fold(CARE): (Role.CARE, "vard"),
    fold(PATIENT): (Role.PATIENT, "patient"),
    fold("Patientens åtgärder"): (Role.PATIENT, "patient"),
    fold(WAYS): (Role.WAYS, "vagar"),
}


def read(section: Section, book: Book) -> None:
    """Read groups, nodes and halves; a node is known by its letter, a half by its words, whatever their level."""
    chapter = book.heading(section, Role.CHAPTER, "", known=True)
    book.prose(take_facts(chapter, section.nodes), chapter.id)
    for below in section.sections:
        _read_below(below, chapter, book)


def _read_below(section: Section, parent: Block, book: Book) -> None:
    title = section.title
    if fold(title) in _HALVES and parent.role in (Role.ACTION, Role.DECISION):
        _read_half(section, parent, book)
    elif LABEL.match(title) or (section.level == 4 and (section.heading.id or DECISION.match(title))):
        _read_node(section, parent, book)
    elif section.level == 3:
        group = book.heading(section, Role.GROUP, parent.id, known=False)
        book.prose(take_facts(group, section.nodes), group.id)
        for below in section.sections:
            _read_below(below, group, book)
    else:
        read_section(section, parent, book)


def _read_node(section: Section, parent: Block, book: Book) -> None:
    title = section.title
    label = LABEL.match(title)
    rest = title[label.end() :] if label else title
    role = Role.DECISION if DECISION.match(rest) else Role.ACTION
    node = book.heading(section, role, parent.id, known=False)
    node.label = label[1] if label else ""
    node.title = DECISION.sub("", rest, count=1)
    left = read_ways(take_facts(node, section.nodes), node, book)
    book.prose(left, node.id)
    for below in section.sections:
        _read_below(below, node, book)


def _read_half(section: Section, node: Block, book: Book) -> None:
    role, suffix = _HALVES[fold(section.title)]
    name = section.heading.id or f"{node.id}/{suffix}"
    half = book.add(role, (section.heading,), node.id, id=name, fixed=True, title=section.title)
    half.level = section.level
    if role is Role.WAYS:
        book.prose(read_ways(section.nodes, half, book), half.id)
        return
    action = Role.CARE_ACTION if role is Role.CARE else Role.PATIENT_ACTION
    for block in book.prose(take_facts(half, section.nodes), half.id, action):
        if role is Role.PATIENT and plain(*block.nodes).casefold().startswith("ej tillämpligt"):
            block.role = Role.WAIVER
    for below in section.sections:
        read_section(below, half, book)
