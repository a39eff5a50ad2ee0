"""Målnivåer: an indicator's target levels through the years."""

from __future__ import annotations

from rodtrad.chapters import ALWAYS, Book, Chapter, Section, read_section, take_facts
from rodtrad.face import Role
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Målnivåer",
    kinds=(Kind.INDICATOR,),
    order=5,
    required=ALWAYS,
    template="Ingen målnivå är känd.\n",
)

COLUMNS = ("År", "Måttlig", "Hög", "Utfärdare", "Beteckning")
"""Of the table of levels, by heading."""


def read(section: Section, book: Book) -> None:
    """A table is the target levels; other text is prose."""
    chapter = book.heading(section, Role.CHAPTER, "", known=True)
    for node in take_facts(chapter, section.nodes):
        book.prose((node,), chapter.id, Role.TARGETS if node.kind == "table" else Role.PROSE)
    for below in section.sections:
        read_section(below, chapter, book)
