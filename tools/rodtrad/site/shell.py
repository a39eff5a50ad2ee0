"""The frame of every page, rendered once by the theme and filled many times: so that one page more costs little."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rodtrad.site.families import navigation
from rodtrad.site.page import Page, TocItem
from rodtrad.site.parts import attribute, text

MARKS = ("TITLE", "DESCRIPTION", "HEAD", "BESIDE", "SIDEBAR", "CONTENT")

_SPLIT = re.compile(r"@rodtrad:([A-Z]+)@")


def mark(name: str) -> str:
    """What the theme's templates print where a page's own part goes."""
    return f"@rodtrad:{name}@"


Key = tuple[int, str]
"""Pages with equal keys have equal shells: depth of the address, and section of the navigation."""


def key_of(page: Page) -> Key:
    """The shell that a page needs."""
    return page.path.count("/"), section_of(page.path)


def section_of(path: str) -> str:
    """Path of the navigation entry that a page belongs to; "" when to none."""
    return max((e.path for e in navigation() if path.startswith(e.path)), key=len, default="")


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered template, cut at its marks."""

    pieces: tuple[str, ...]
    """Text, name of a mark, text, name of a mark … text."""

    @classmethod
    def cut(cls, html: str) -> Shell:
        """Cut a template's output."""
        return cls(tuple(_SPLIT.split(html)))

    def fill(self, parts: Mapping[str, str]) -> str:
        """The finished page."""
        out = list(self.pieces)
        for place in range(1, len(out), 2):
            out[place] = parts.get(out[place], "")
        return "".join(out)


def parts_of(page: Page, site_name: str, address: str, content: str) -> dict[str, str]:
    """What goes in at each mark. `content` is the whole of the article."""
    head = ['<meta name="robots" content="noindex">\n'] if page.noindex else []
    if address:
        head.append(f'<link rel="canonical" href="{attribute(address + page.path)}">\n')
    title = f"{page.title} – {site_name}" if page.path else f"{site_name}: {page.lead or page.title}"
    return {
        "TITLE": text(title),
        "DESCRIPTION": attribute(page.description or page.lead or page.title),
        "HEAD": "".join(head),
        "BESIDE": " rt-beside" if _has_sidebar(page) else "",
        "SIDEBAR": _sidebar(page) if _has_sidebar(page) else "",
        "CONTENT": content,
    }


def _has_sidebar(page: Page) -> bool:
    """Told before the text, so that its width is right before the table of contents, which follows it, has come."""
    return bool(page.toc) and not page.full_width


def _sidebar(page: Page) -> str:
    """The table of contents beside the text, in the theme's own classes."""
    return (
        '<div class="md-sidebar md-sidebar--secondary"><div class="md-sidebar__scrollwrap">\n'
        '<nav class="md-nav md-nav--secondary rt-toc" aria-labelledby="rt-toc">\n'
        '<p class="rt-toc__title" id="rt-toc">På den här sidan</p>\n'
        f'<ul class="md-nav__list">\n{"".join(map(_line, page.toc))}</ul>\n'
        "</nav>\n</div></div>\n"
    )


def _line(item: TocItem) -> str:
    below = f'<ul class="md-nav__list">\n{"".join(map(_line, item.children))}</ul>\n' if item.children else ""
    link = f'<a href="#{attribute(item.id)}" class="md-nav__link">{text(item.title)}</a>'
    return f'<li class="md-nav__item">{link}{below}</li>\n'
