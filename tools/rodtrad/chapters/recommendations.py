"""Rekommendationer: the rows of a national guideline, one heading each."""

from __future__ import annotations

from rodtrad.chapters import ALWAYS, Book, Chapter, Section, read_section, take_facts
from rodtrad.face import Role
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Rekommendationer",
    kinds=(Kind.GUIDELINE,),
    order=1,
    required=ALWAYS,
    template="Inga rader är återgivna här.\n",
)


def read(section: Section, book: Book) -> None:
    """Each level-three heading is a row; its fact lines say condition, measure and priority."""
    chapter = book.heading(section, Role.CHAPTER, "", known=True)
    book.prose(take_facts(chapter, section.nodes), chapter.id)
    for below in section.sections:
        row = book.heading(below, Role.RECOMMENDATION, chapter.id, known=False)
        book.prose(take_facts(row, below.nodes), row.id)
        for part in below.sections:
            read_section(part, row, book)
