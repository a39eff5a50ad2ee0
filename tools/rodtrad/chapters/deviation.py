"""Avvikelse vid …: where a region departs from the national text, why, who answers for it and until when."""

from rodtrad.chapters import Book, Chapter, Section, addition
from rodtrad.face import Role
from rodtrad.model import Kind

CHAPTER = Chapter(heading="Avvikelse vid", kinds=(Kind.ADDITION,), order=2, starts=True)


def read(section: Section, book: Book) -> None:
    """As an addition; the fact lines give reason, responsible role and last day."""
    addition.read(section, book, Role.DEVIATION)
