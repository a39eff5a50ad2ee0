"""Vårdförlopp: one page for each pathway, generic model and catalogue entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rodtrad.document import Document
from rodtrad.face import NODES
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import is_full_text
from rodtrad.site.authored import Part, parts
from rodtrad.site.charting import drawing
from rodtrad.site.page import Page, Site, TocItem
from rodtrad.site.parts import heading, notice, text
from rodtrad.site.pathway import actions, ends, head, thread, times, versions, views
from rodtrad.site.words import kind_words, programme_area, state_words
from rodtrad.site.writer import Writer, cited
from rodtrad.tree import plain

SERVES = ("vardforlopp",)
KINDS = (Kind.PATHWAY,)

FLOW, ACTIONS, FOLLOW_UP, REFERENCES = (
    "flodesschema-for-vardforloppet",
    "vardforloppets-atgarder",
    "kvalitetsuppfoljning",
    "referenser",
)
"""Ids of the chapters that have a form of their own."""


def document_pages(document: Document, site: Site) -> Iterator[Page]:
    """The page of one pathway, and one for each earlier release of it."""
    yield _page(document, site, f"{document.face.key}/")
    for version, release in versions.earlier(document, site):
        page = _page(release, site, f"{document.face.key}/{version}/")
        yield replace(page, title=f"{page.title} {version}", filters={}, searchable=False, noindex=True)


def _page(document: Document, site: Site, path: str) -> Page:
    face = document.face
    matter = face.matter
    assert isinstance(matter, PathwayMatter)
    writer = Writer(document, site, path)
    before, top = parts(document)
    pieces = list(_pieces(top, writer, matter))
    toc = tuple(item for item, _ in pieces)
    body = "".join(html for _, html in pieces)
    area = programme_area(face, site.library)
    local = head.local_navigation(writer, matter, toc) if is_full_text(face) else ""
    return Page(
        path=path,
        title=face.title,
        kicker=kind_words(face),
        html=local + head.key_facts(writer, matter) + views.forms(writer) + cited(writer.html(before) + body),
        toc=toc,
        description=_description(top),
        banners=tuple(head.banners(writer, matter)),
        filters={"Typ": [kind_words(face)], "Programområde": [area] if area else [], "Läge": [state_words(face)]},
        noindex=bool(matter.example),
        source=face.path,
    )


def _description(top: list[Part]) -> str:
    """The first sentences of the first chapter, at most 160 characters."""
    first = next((node for part in top for node in part.nodes if node.kind == "paragraph"), None)
    words = plain(first) if first else ""
    return words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + " …"


def _pieces(top: list[Part], writer: Writer, matter: PathwayMatter) -> Iterator[tuple[TocItem, str]]:
    """Every section of the page with its line in the table of contents: chapters in order, then what is gathered."""
    last: Part | None = None
    uses = thread.uses(writer.document)
    for part in top:
        if part.block.id == REFERENCES:
            last = part
            continue
        yield TocItem(part.block.title, part.block.id, _below(part)), _chapter(part, writer, uses)
        if part.block.id == ACTIONS and (said := times.section(writer)):
            yield _section_of("Tider i vårdförloppet", "rt-tider", ends.gathered(said))
        if part.block.id == FOLLOW_UP and (said := thread.matrix(writer, uses)):
            told = "varje utmaning, målen som möter den, och åtgärderna och indikatorerna som följs mot målen"
            yield _section_of("Röd tråd", "rt-rod-trad", ends.gathered(said, told))
    for title, id, html in ends.sections(writer, matter):
        yield _section_of(title, id, html)
    notes = writer.references()
    if last or notes:
        block = last.block if last else None
        title, id = (block.title, block.id) if block else ("Referenser", REFERENCES)
        inner = writer.html(last.nodes) if last else ""
        yield TocItem(title, id), heading(2, id, text(title), title) + inner + notes


def _section_of(title: str, id: str, html: str) -> tuple[TocItem, str]:
    """A section with its line in the table of contents."""
    return TocItem(title, id), heading(2, id, text(title), title) + html


def _below(part: Part) -> tuple[TocItem, ...]:
    """What the table of contents shows under a chapter: the nodes of the actions, else the sections."""
    if part.block.id != ACTIONS:
        return tuple(TocItem(p.block.title, p.block.id) for p in part.parts)
    nodes = [p for group in part.parts for p in (group, *group.parts) if p.block.role in NODES]
    return tuple(
        TocItem(f"{p.block.label}. {p.block.title}" if p.block.label else p.block.title, p.block.id) for p in nodes
    )


def _chapter(part: Part, writer: Writer, uses: Sequence[thread.Use]) -> str:
    block = part.block
    if block.id == ACTIONS:
        return actions.chapter(part, writer)
    html = heading(2, block.id, writer.inline(block.nodes[:1]), block.title) + writer.html(part.nodes, block.title)
    if block.id == FLOW:
        drawn = drawing(writer.face, writer.links, writer.library)
        html += drawn or notice("quiet", "Det finns inga vägar att rita ännu.")
    return html + "".join(_section(below, writer, uses) for below in part.parts)


def _section(part: Part, writer: Writer, uses: Sequence[thread.Use]) -> str:
    """A section; lists of indicators become tables."""
    block = part.block
    mine = [use for use in uses if use.block.parent == block.id]
    if not mine:
        return actions.writer_part(part, writer)
    used = {id(node) for use in mine for node in use.block.nodes}
    rest = [node for node in part.nodes if not any(id(item) in used for item in node.children)]
    below = "".join(_section(p, writer, uses) for p in part.parts)
    return (
        heading(3, block.id, text(block.title), block.title)
        + thread.indicators(mine, f"{block.title} i vårdförloppet", writer)
        + writer.html(rest, block.title)
        + below
    )
