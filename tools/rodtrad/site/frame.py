"""What every page has around its own text: banners, title, lead, and the findings in the preview."""

from __future__ import annotations

from rodtrad.site.commenting import PLACE, comment_address
from rodtrad.site.page import Page, Site, TocItem
from rodtrad.site.parts import attribute, notice, text
from rodtrad.site.preview_box import box


def frame(page: Page, site: Site) -> str:
    """The whole content of the shell's article."""
    kicker = f'<p class="rt-kicker">{text(page.kicker)}</p>' if page.kicker else ""
    lead = f'<p class="rt-lead">{text(page.lead)}</p>' if page.lead else ""
    banners = "".join(notice(b.kind, b.title, b.html) for b in page.banners)
    address = comment_address(site, page.path, PLACE) if page.source else None
    comments = f' data-rt-comments="{attribute(address)}"' if address else ""
    return (
        f'<div class="rt-page" id="rt-main" tabindex="-1"{comments}>\n'
        f'<header class="rt-head">{kicker}<h1>{text(page.title)}</h1>{lead}{banners}</header>\n'
        f"{_contents(page)}{page.html}</div>\n{box(page, site)}"
    )


def _contents(page: Page) -> str:
    """The table of contents inside the text, for narrow screens."""
    if page.full_width or len(page.toc) < 3:
        return ""
    return f'<details class="rt-contents">\n<summary>På den här sidan</summary>\n{_list(page.toc)}</details>\n'


def _list(items: tuple[TocItem, ...]) -> str:
    inner = "".join(f'<li><a href="#{attribute(i.id)}">{text(i.title)}</a></li>\n' for i in items)
    return f"<ul>\n{inner}</ul>\n"
