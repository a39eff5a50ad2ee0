"""Kvalitetsuppföljning: the third knot of the red thread, the indicators."""

from __future__ import annotations

from rodtrad.chapters import WRITTEN, Book, Chapter, Section, read_chapter, read_section
from rodtrad.document import Block
from rodtrad.face import Role
from rodtrad.model import Kind
from rodtrad.values import Measure

MEASURES = {
    "Resultatmått": Measure.OUTCOME,
    "Processmått": Measure.PROCESS,
    "Strukturmått": Measure.STRUCTURE,
}

CHAPTER = Chapter(
    heading="Kvalitetsuppföljning",
    kinds=(Kind.PATHWAY,),
    order=8,
    required=WRITTEN,
    sections=(*MEASURES, "Kvalitetsregister"),
    template="Indikatorer väljs senare i arbetet.\n",
)


def read(section: Section, book: Book) -> None:
    """List items under a class of measures are uses of indicators."""
    read_chapter(section, book, dict.fromkeys(MEASURES, _uses))


def _uses(section: Section, block: Block, book: Book) -> None:
    for node in section.nodes:
        book.prose((node,), block.id, Role.INDICATOR if node.kind == "list" else Role.PROSE)
    for below in section.sections:
        read_section(below, block, book)
