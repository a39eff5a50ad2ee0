"""Ingång och utgång: where a patient enters the pathway and where it ends."""

from rodtrad.chapters import ALWAYS, Book, Chapter, Section, SectionReader, read_chapter, read_section
from rodtrad.chapters._ways import has_arrow
from rodtrad.document import Block
from rodtrad.face import Role
from rodtrad.model import Kind
from rodtrad.tree import Node

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
        lead: list[Node] = []
        for node in section.nodes:
            if node.kind == "list" and not (lead and role is Role.ENTRY and _is_aside(node, section)):
                book.prose(lead, block.id)
                book.prose((node,), block.id, role)
                lead = []
            else:
                lead.append(node)
        book.prose(lead, block.id)
        for below in section.sections:
            read_section(below, block, book)

    return read_items


def _is_aside(items: Node, section: Section) -> bool:
    """Whether a list is no list of entries: symptoms after a sentence, say, where another list has the arrows."""
    if has_arrow(items) or any(item.id for item in items.children):
        return False
    return any(has_arrow(node) for node in section.nodes)
