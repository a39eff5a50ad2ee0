"""The codes of each system in use, by chapter: the look-up for those without script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rodtrad.codes import CodeSystem, systems
from rodtrad.site.addresses import Links
from rodtrad.site.page import Page, Site
from rodtrad.site.pages._code_lookup import chapters
from rodtrad.site.pages._code_uses import HOME, Use, in_order, uses
from rodtrad.site.parts import Outline, listing, text

SHOWN = 3
"""How many titles of documents stand beside a code."""


def pages(site: Site) -> Iterator[Page]:
    """A list for each system."""
    for scheme, found in sorted(uses(site.library).items()):
        yield _list(systems()[scheme], found, site)


def _list(system: CodeSystem, found: Mapping[str, Mapping[str, Use]], site: Site) -> Page:
    links = Links(site, f"{HOME}{system.scheme}/")
    outline = Outline()
    for id, title, codes in chapters(system, found):
        html = listing((_row(system, code, mine, links) for code, mine in codes.items()), "rt-rows rt-rows--codes")
        if title:
            outline.section(title, html, id)
        else:
            outline.add(html)
    return Page(
        path=links.path,
        title=system.name,
        kicker="Kodverk",
        lead=system.title,
        html=f'<p><a href="{links.page(HOME)}">Slå upp en kod</a></p>\n{outline.html}',
        toc=outline.toc,
        description=f"{system.name}: koder som används här.",
        searchable=False,
    )


def _row(system: CodeSystem, code: str, mine: Mapping[str, Use], links: Links) -> str:
    title = links.site.code_title(system.scheme, code)
    titles = list(dict.fromkeys(use.face.title for use in in_order(mine)))
    rest = len(titles) - SHOWN
    said = "; ".join(titles[:SHOWN]) + (f" och {rest} till" if rest > 0 else "")
    return (
        f'<span class="rt-row__title">{links.a(f"{system.scheme}:{code}", code)} {text(title)}</span>'
        f' <span class="rt-row__cell">{text(said)}</span>'
    )
