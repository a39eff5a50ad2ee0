"""Tillägg vid …: what a region adds at a block of the national text."""

from __future__ import annotations

from rodtrad.chapters import Book, Chapter, Section, read_section, slug, take_facts
from rodtrad.face import Role
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Tillägg vid",
    kinds=(Kind.ADDITION,),
    order=1,
    starts=True,
    template="Skriv tillägget här.\n",
)

ROLE = Role.ADDITION


def read(section: Section, book: Book, role: Role = ROLE) -> None:
    """The heading links to the national block; what stands below is the region's text."""
    heading = section.heading
    anchor = next((link.href.partition("#")[2] for link in heading.find("link")), "")
    prefix = section.title.split()[0] if section.title else "tillagg"
    block = book.add(
        role, (heading,), "", id=heading.id or slug(f"{prefix} {anchor or section.title}"), title=section.title
    )
    block.level = heading.level
    book.prose(take_facts(block, section.nodes), block.id)
    for below in section.sections:
        read_section(below, block, book)
