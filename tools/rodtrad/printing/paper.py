"""A document on paper as one page of HTML: what the site says of it, its contents, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rodtrad.document import Document
from rodtrad.drawing import Sheet, on_sheet
from rodtrad.flow import flow
from rodtrad.model import Kind
from rodtrad.printing.edition import Edition
from rodtrad.printing.tree import CHART
from rodtrad.site import families
from rodtrad.site.charting import chart
from rodtrad.site.page import Page, Site, TocItem
from rodtrad.site.parts import attribute, notice, text

KINDS = (Kind.PATHWAY, Kind.INDICATOR, Kind.IMPACT)
"""What can be printed."""

ROOMS = (703, 900), (1054, 570)
"""Room for a flow chart on A4 below its heading, standing and lying, in CSS pixels (96 to the inch)."""


class Paper(NamedTuple):
    """A document ready to be set in pages."""

    html: str
    edition: Edition
    chart: Sheet | None
    """The flow chart; None where there is nothing to draw."""


def paper(document: Document, site: Site, edition: Edition, home: str) -> Paper:
    """The page of a document on the site, for paper. `home` is what the site is called."""
    page = next(page for page in families.document_pages(document, site) if page.path == f"{document.face.key}/")
    drawn = _chart(document, site)
    title = f"{page.title} – {page.kicker}" if page.kicker else page.title
    body = _head(page) + page.html + _colophon(edition, home) + _front(page.toc, drawn)
    html = (
        f'<!DOCTYPE html>\n<html lang="sv"><head><meta charset="utf-8"><title>{text(title)}</title>\n'
        f'<meta name="description" content="{attribute(page.description)}">\n'
        f'<meta name="author" content="{attribute(home)}">{_dates(edition)}</head>\n'
        f'<body><main class="rt-page">\n{body}</main></body></html>\n'
    )
    return Paper(html, edition, drawn)


def _dates(edition: Edition) -> str:
    """The day of the release, where there is one: a PDF without dates is better than one dated by the clock."""
    if not edition.released:
        return ""
    day = attribute(edition.released)
    return f'<meta name="dcterms.created" content="{day}"><meta name="dcterms.modified" content="{day}">'


def _head(page: Page) -> str:
    kicker = f'<p class="rt-kicker">{text(page.kicker)}</p>\n' if page.kicker else ""
    lead = f'<p class="rt-lead">{text(page.lead)}</p>\n' if page.lead else ""
    banners = "".join(notice(banner.kind, banner.title, banner.html) for banner in page.banners)
    return f'<header class="rt-head">{kicker}<h1>{text(page.title)}</h1>\n{lead}{banners}</header>\n'


def _front(toc: Sequence[TocItem], chart: Sheet | None) -> str:
    """The chapters with the pages they begin on. It is moved to the front, and the flow chart put after it."""
    items = [(CHART, "Flödesschema på en sida")] if chart else []
    items += [(item.id, item.title) for item in toc]
    lines = "".join(f'<li><a href="#{attribute(id)}">{text(title)}</a></li>\n' for id, title in items)
    listed = f'<p class="rp-summary">Innehåll</p>\n<ul class="rp-contents">\n{lines}</ul>\n' if len(items) > 2 else ""
    return f'<div class="rp-front">{listed}</div>\n'


def _colophon(edition: Edition, home: str) -> str:
    """Where the text comes from: on paper nobody can follow a link to find out."""
    where = f'<a href="{attribute(edition.address)}">{text(edition.address)}</a>' if edition.address else ""
    rows = [
        ("Text", text(edition.title)),
        ("Version", text(edition.version or "Anges inte")),
        ("Läge", text(edition.standing.capitalize())),
        ("Licens", text(edition.licence or "Anges inte")),
        ("Finns på", where or text(f"{home}, {edition.key}")),
    ]
    told = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows)
    return (
        '<section class="rp-colophon"><h2 id="rp-om">Om det här dokumentet</h2>\n'
        f"<dl>{told}</dl>\n<p>Dokumentet är gjort ur samma text som webbplatsen. Vad som gäller nu står där. "
        "Vårdförlopp är vägledande, och varje region beslutar om införandet.</p></section>\n"
    )


def _chart(document: Document, site: Site) -> Sheet | None:
    """The flow chart of a pathway."""
    face = document.face
    drawn = chart(flow(face), site.library) if face.kind is Kind.PATHWAY else None
    if drawn is None or not drawn.nodes or not drawn.edges:
        return None
    told = "Samma innehåll står i ord efter schemat."
    return on_sheet(drawn, f"Flödesschema: {face.title}.", told, "rp-flode", ROOMS)
