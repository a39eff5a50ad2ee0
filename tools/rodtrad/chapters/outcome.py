"""Utfall: what was measured of an indicator in one period, by region."""

from __future__ import annotations

from rodtrad.chapters import ALWAYS, Book, Chapter, Section, read_section, take_facts
from rodtrad.face import Role
from rodtrad.model import Kind

COLUMNS = ("Region", "Täljare", "Nämnare", "Värde", "Lägre", "Övre", "Redovisas inte")
"""Of the table, by heading. The first must be there, and one of `Värde` and `Redovisas inte` filled in each row."""

CHAPTER = Chapter(heading="Utfall", kinds=(Kind.OUTCOME,), order=1, required=ALWAYS)


def read(section: Section, book: Book) -> None:
    """The first table is what was measured; all else is prose."""
    chapter = book.heading(section, Role.CHAPTER, "", known=True)
    rest = take_facts(chapter, section.nodes)
    table = next((node for node in rest if node.kind == "table"), None)
    for node in rest:
        book.prose((node,), chapter.id, Role.OUTCOMES if node is table else Role.PROSE)
    for below in section.sections:
        read_section(below, chapter, book)
