"""Vårdförloppets åtgärder: the nodes of the flow, their two halves and their ways onward."""

from __future__ import annotations

import re

from rodtrad.chapters import ALWAYS, Book, Chapter, Section, fold, read_section, take_facts
from rodtrad.chapters._ways import has_arrow, read_ways
from rodtrad.document import Block
from rodtrad.face import Role
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

FACTS = ("Vårdnivå", "Profession", "Rekommendation")
"""Fact lines that may stand by themselves in a half; other bold lead-ins there are actions."""

LABEL = re.compile(r"([A-ZÅÄÖ]{1,2}\d{0,2})[.:]\s+")
"""A node's letter: "A. ", "AB. " and, in older texts, "B2. "."""

OTHER_LABEL = re.compile(r"([A-ZÅÄÖa-zåäö]|\d{1,2})(?:[.)]|\s+[–-])\s+")
"""What was meant as a letter: "a. ", "A) ", "3. ", "A – "."""

DECISION = re.compile(r"Beslut\s*:\s*")

_HALVES = {
    fold(CARE): (Role.CARE, "vard"),
    fold(PATIENT): (Role.PATIENT, "patient"),
    fold("Patientens åtgärder"): (Role.PATIENT, "patient"),
    fold(WAYS): (Role.WAYS, "vagar"),
}


def half_named(title: str) -> str:
    """The half that a heading with other words must have been meant as, or ""."""
    words = fold(title)
    if words.startswith("patient") and ("åtgärd" in words or words == "patienten"):
        return PATIENT
    if words in ("åtgärd", "åtgärder", "vården") or ("vård" in words and "åtgärd" in words):
        return CARE
    return ""


def read(section: Section, book: Book) -> None:
    """Read groups, nodes and halves; a node is known by its letter, a half by its words, whatever their level."""
    chapter = book.heading(section, Role.CHAPTER, "", known=True)
    book.prose(take_facts(chapter, section.nodes), chapter.id)
    _read_below(section, chapter, chapter, None, book)


def _read_below(section: Section, home: Block, group: Block, node: Block | None, book: Book) -> None:
    """Read the sections under `home`: nodes belong to `group`, a half to the node before it, other text to `home`."""
    for below in section.sections:
        title = below.title
        half = _half(below, node)
        if half and node:
            _read_half(below, half, node, group, book)
        elif LABEL.match(title) or DECISION.match(title) or (below.level == 4 and not half):
            node = _read_node(below, group, book)
        elif below.level == 3:
            inner = book.heading(below, Role.GROUP, home.id, known=False)
            book.prose(take_facts(inner, below.nodes), inner.id)
            _read_below(below, inner, inner, None, book)
            node = None
        else:
            read_section(below, home, book)


def _half(section: Section, node: Block | None) -> str:
    """The half that a section is: by its words, or on the level of actions by what they must have meant."""
    title = section.title
    if fold(title) in _HALVES:
        return title
    return half_named(title) if node and section.level == 4 and section.heading.id is None else ""


def _read_node(section: Section, group: Block, book: Book) -> Block:
    title = section.title
    label = LABEL.match(title)
    rest = title[label.end() :] if label else title
    role = Role.DECISION if DECISION.match(rest) else Role.ACTION
    node = book.heading(section, role, group.id, known=False)
    node.label = label[1] if label else ""
    node.named = DECISION.sub("", rest, count=1)
    read_ways(take_facts(node, section.nodes, unless=has_arrow), node, book)
    _read_below(section, node, group, node, book)
    return node


def _read_half(section: Section, named: str, node: Block, group: Block, book: Book) -> None:
    role, suffix = _HALVES[fold(named)]
    name = section.heading.id or f"{node.id}/{suffix}"
    half = book.add(role, (section.heading,), node.id, id=name, fixed=True, title=section.title)
    half.level = section.level
    if role is Role.WAYS:
        read_ways(section.nodes, half, book)
    else:
        action = Role.CARE_ACTION if role is Role.CARE else Role.PATIENT_ACTION
        for block in book.prose(take_facts(half, section.nodes, FACTS), half.id, action):
            if role is Role.PATIENT and plain(*block.nodes).casefold().startswith("ej tillämpligt"):
                block.role = Role.WAIVER
    _read_below(section, half, group, node, book)
