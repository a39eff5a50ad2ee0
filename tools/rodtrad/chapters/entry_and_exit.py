"""Ingång och utgång: where a patient enters the pathway and where it ends."""

from rodtrad.chapters import ALWAYS, Book, Chapter, Section, SectionReader, read_chapter, read_section
from rodtrad.document import Block
from rodtrad.face import Role
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Ingång och utgång",
    kinds=(Kind.PATHWAY,),
    order=3,
    required=ALWAYS,
    sections=("Ingång i vårdförloppet", "Utgång ur vårdförloppet"),
    template=(
        "### Ingång i vårdförloppet\n\n- Misstanke om hälsotillståndet. → [A](#bedomning) {#in-misstanke}\n\n"
        "### Utgång ur vårdförloppet\n\n- Hälsotillståndet är uteslutet. {#ut-uteslutet}\n"
    ),
)


def read(section: Section, book: Book) -> None:
    """List items under the two sections are entries and exits; other text is prose."""
    readers = {CHAPTER.sections[0]: _items(Role.ENTRY), CHAPTER.sections[1]: _items(Role.EXIT)}
    read_chapter(section, book, readers)


def _items(role: Role) -> SectionReader:
    def read_items(section: Section, block: Block, book: Book) -> None:
        for node in section.nodes:
            if node.kind == "list":
                book.prose((node,), block.id, role)
            else:
                book.prose((node,), block.id)
        for below in section.sections:
            read_section(below, block, book)

    return read_items
