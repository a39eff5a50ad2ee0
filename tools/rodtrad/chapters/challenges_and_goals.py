"""Utmaningar och mål: the first two knots of the red thread, and the patient journey."""

from __future__ import annotations

from rodtrad.chapters import WRITTEN, Book, Chapter, Section, fold, read_chapter, read_section
from rodtrad.document import Block
from rodtrad.face import Role
from rodtrad.model import Kind

JOURNEY_COLUMNS = ("Patientens upplevelser", "Patientens aktiviteter", "Vårdens aktiviteter", "Utmaningar")

CHAPTER = Chapter(
    heading="Utmaningar och mål",
    kinds=(Kind.PATHWAY,),
    order=7,
    required=WRITTEN,
    sections=("Patientens utmaningar", "Vårdförloppets mål"),
    template=(
        "### Patientens utmaningar\n\n- Lång väntan på bedömning. {#u-vantan}\n\n"
        "#### Nulägesbeskrivning\n\n"
        f"| {' | '.join(JOURNEY_COLUMNS)} |\n| --- | --- | --- | --- |\n"
        "| Orolig | Väntar hemma | – | [Lång väntan](#u-vantan) |\n\n"
        "### Vårdförloppets mål\n\n- Fler får bedömning i tid. {#m-bedomning}\n"
        "  - **Möter:** [lång väntan](#u-vantan)\n  - **Följs inte:** indikator väljs senare i arbetet\n"
    ),
)


def read(section: Section, book: Book) -> None:
    """List items are challenges and goals; the table under *Nulägesbeskrivning* is the journey."""
    read_chapter(section, book, {"Patientens utmaningar": _challenges, "Vårdförloppets mål": _goals})


def _challenges(section: Section, block: Block, book: Book) -> None:
    _items(section, block, book, Role.CHALLENGE)
    for below in section.sections:
        if fold(below.title).startswith("nulägesbeskrivning"):
            journey = book.heading(below, Role.SECTION, block.id, known=True)
            for node in below.nodes:
                book.prose((node,), journey.id, Role.JOURNEY if node.kind == "table" else Role.PROSE)
        else:
            read_section(below, block, book)


def _goals(section: Section, block: Block, book: Book) -> None:
    _items(section, block, book, Role.GOAL)
    for below in section.sections:
        read_section(below, block, book)


def _items(section: Section, block: Block, book: Book, role: Role) -> None:
    for node in section.nodes:
        book.prose((node,), block.id, role if node.kind == "list" else Role.PROSE)
