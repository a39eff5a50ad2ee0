"""Utfall: one page for each period of an indicator, with every number and its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rodtrad.chapters.outcome import CHAPTER
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.model import Kind
from rodtrad.outcomes import delivery
from rodtrad.site.addresses import Links
from rodtrad.site.authored import Part, parts, write, write_below
from rodtrad.site.page import Banner, Page, Site
from rodtrad.site.pages._outcome_parts import about, against, drawing, numbers, summary
from rodtrad.site.pages._outcomes import FICTITIOUS, told
from rodtrad.site.parts import Outline, text
from rodtrad.site.words import swedish_period
from rodtrad.site.writer import cited

SERVES = ("utfall",)
KINDS = (Kind.OUTCOME,)

MADE_UP = Banner(
    "warning",
    FICTITIOUS,
    "<p>Regionerna finns inte och talen är påhittade. De visar hur utfall redovisas här och säger inget om vården.</p>",
)


def document_pages(document: Document, site: Site) -> Iterator[Page]:
    """The page of one period; none where nobody can say of what indicator it is."""
    found = delivery(document.face, site.library)
    face = site.library.get(Kind.INDICATOR, found.matter.indicator or "") if found else None
    if found is None or face is None:
        return
    links = Links(site, f"{document.face.key}/")
    setting = links.setting(document)
    one = told(face, found, links)
    before, top = parts(document)
    outline = Outline()
    chapter = next((part for part in top if part.block.id == CHAPTER.id), None)
    shown = f"<p>{text(summary(one))}</p>\n{against(one, links)}{drawing(one, 'rt-utfall')}{numbers(one)}"
    outline.section("Utfall", shown + (_said(chapter, document, links) if chapter else ""), CHAPTER.id)
    for part in top:
        if part is not chapter:
            outline.section(part.block.title, write_below(part, setting), part.block.id)
    outline.section("Källa", about(one, links), "rt-kalla")
    period = swedish_period(found.period)
    yield Page(
        path=links.path,
        title=f"{face.title}, {period}",
        kicker="Fiktivt utfall" if found.fictitious else "Utfall",
        html=f"<p>Indikator: {links.document(face.key)}</p>\n" + cited(write(before, setting) + outline.html),
        toc=outline.toc,
        description=f"Utfall {period} för indikatorn {face.title}, per region.",
        banners=(MADE_UP,) if found.fictitious else (),
        filters={"Typ": ["Utfall"]},
        searchable=not found.fictitious,
        noindex=found.fictitious,
        source=document.face.path,
    )


def _said(chapter: Part, document: Document, links: Links) -> str:
    """What the chapter says beside the table that is shown."""
    tables = {id(node) for block in document.body.of(Role.OUTCOMES) for node in block.nodes}
    rest = [node for node in chapter.nodes if id(node) not in tables]
    return write_below(replace(chapter, nodes=rest), links.setting(document))
