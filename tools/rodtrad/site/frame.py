"""What every page has around its own text: banners, title, lead, findings in the preview, marks for the search."""

from __future__ import annotations

from rodtrad.chapters import slug
from rodtrad.site.page import Page, Site, TocItem
from rodtrad.site.parts import attribute, notice, text
from rodtrad.site.preview_box import box


def frame(page: Page, site: Site) -> str:
    """The whole content of the shell's article."""
    kinds = page.filters.get("Typ", ())
    filters = "".join(f'<span data-pagefind-meta="typ:{attribute(kind)}"></span>' for kind in kinds)
    if "Regel" in kinds:  # the only filter, with one value: the index writes several in an order that changes
        filters += '<span data-pagefind-filter="Regel:ja"></span>'
    kicker = f'<p class="rt-kicker">{text(page.kicker)}</p>' if page.kicker else ""
    lead = f'<p class="rt-lead">{text(page.lead)}</p>' if page.lead else ""
    banners = "".join(notice(b.kind, b.title, b.html) for b in page.banners)
    body = " data-pagefind-body" if page.searchable else ""
    return (
        f'<div class="rt-page" id="rt-main" tabindex="-1"{body}>\n'
        f'<header class="rt-head">{kicker}<h1>{text(page.title)}</h1>{lead}{banners}'
        f"{filters}</header>\n{_contents(page)}{page.html}{_parts(page, site)}</div>\n{box(page, site)}"
    )


def _parts(page: Page, site: Site) -> str:
    """Words that only the search sees: parts of compounds on the page, and a word for its kind (see `rodtrad.js`).

    Not worth their time in the live preview.
    """
    if not page.searchable or site.serving:
        return ""
    words = list(site.splitter.missing(f"{page.kicker} {page.title} {page.html}"))
    words += [f"rttyp{slug(kind).replace('-', '')}" for kind in page.filters.get("Typ", ())]
    return f'<p hidden data-pagefind-weight="0.2">{" ".join(words)}</p>\n' if words else ""


def _contents(page: Page) -> str:
    """The table of contents inside the text, for narrow screens."""
    if page.full_width or len(page.toc) < 3:
        return ""
    return (
        '<details class="rt-contents" data-pagefind-ignore>\n<summary>På den här sidan</summary>\n'
        f"{_list(page.toc)}</details>\n"
    )


def _list(items: tuple[TocItem, ...]) -> str:
    inner = "".join(f'<li><a href="#{attribute(i.id)}">{text(i.title)}</a></li>\n' for i in items)
    return f"<ul>\n{inner}</ul>\n"
