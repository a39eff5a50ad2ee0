"""Small pieces of HTML that every page family uses: headings, badges, fact lists, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from rodtrad.chapters import slug
from rodtrad.site.addresses import Links
from rodtrad.site.page import Banner, TocItem

EXAMPLE = Banner(
    "warning",
    "Ogranskat exempel. Får inte användas kliniskt.",
    "<p>Texten visar hur formatet fungerar. Ingen arbetsgrupp har skrivit den och inget organ har beslutat om den.</p>",
)
"""Stands on every page of an example."""

_LIST_ITEM = re.compile(r'<li id="(?P<id>[^"]+)">')
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def text(words: str) -> str:
    """Plain words as HTML."""
    return escape(words, quote=False)


def attribute(words: str) -> str:
    """Plain words for an attribute in double quotes."""
    return escape(words)


def anchor(id: str, words: str) -> str:
    """The link that a reader copies to point at a block."""
    return f'<a class="rt-anchor" href="#{escape(id)}" aria-label="Länk till {escape(words)}"></a>'


def heading(level: int, id: str, html: str, words: str = "") -> str:
    """A heading with a link to itself. `words` names it where `html` holds more than words."""
    return f'<h{level} id="{escape(id)}">{html} {anchor(id, words or re.sub("<[^>]*>", "", html))}</h{level}>\n'


def badge(words: str, kind: str = "") -> str:
    """A short word in a frame. `kind`: `ok`, `part`, `miss`, `mark`, `warn` or "" – colour only, never the meaning."""
    extra = f" rt-badge--{kind}" if kind else ""
    return f'<span class="rt-badge{extra}">{text(words)}</span>'


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """A list of facts: names are plain words, values HTML. Rows without value are left out; "" without rows."""
    inner = "".join(f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>\n" for name, value in rows if value)
    return f'<dl class="rt-facts">\n{inner}</dl>\n' if inner else ""


def table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    row_heads: bool = False,
    show_caption: bool = False,
) -> str:
    """A table in a box that scrolls by itself. Cells are HTML; with `row_heads` the first cell names its row.

    The caption is for those who cannot see the heading above; `show_caption` when it says more than that heading.
    """
    columns = "".join(f'<th scope="col">{text(name)}</th>' for name in head)
    lines: list[str] = []
    hidden = ' class="rt-sr"'
    for row in rows:
        first = f'<th scope="row">{row[0]}</th>' if row_heads else f"<td>{row[0]}</td>"
        lines.append("<tr>" + first + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>\n")
    return scroll(
        caption,
        f'<table class="rt-table">\n<caption{"" if show_caption else hidden}>{text(caption)}</caption>\n'
        f"<thead><tr>{columns}</tr></thead>\n<tbody>\n{''.join(lines)}</tbody>\n</table>",
    )


def scroll(name: str, html: str) -> str:
    """A box that scrolls sideways, by keyboard too."""
    return f'<div class="rt-scroll" role="region" tabindex="0" aria-label="{escape(name)}">\n{html}\n</div>\n'


def listing(items: Iterable[str], kind: str = "") -> str:
    """A bullet list of finished HTML; "" without items."""
    inner = "".join(f"<li>{item}</li>\n" for item in items)
    mark = f' class="{kind}"' if kind else ""
    return f"<ul{mark}>\n{inner}</ul>\n" if inner else ""


def notice(kind: str, title: str, html: str = "") -> str:
    """A framed notice inside the text; kinds as for `Banner`."""
    return f'<div class="rt-notice rt-notice--{kind}"><p class="rt-notice__title">{text(title)}</p>{html}</div>\n'


def details(summary: str, html: str, *, open: bool = False) -> str:
    """Something that is folded until asked for."""
    return (
        f'<details class="rt-details"{" open" if open else ""}>\n<summary>{text(summary)}</summary>\n{html}</details>\n'
    )


def dressed(html: str, name: str = "Tabell") -> str:
    """Authored HTML with deep links on items that have an id, and tables in boxes that scroll."""
    html = _LIST_ITEM.sub(lambda m: f"{m[0]}{anchor(m['id'], 'stycket')} ", html)
    if "<table>" in html:
        html = _TABLE.sub(lambda m: scroll(name, m[0].replace("<table>", '<table class="rt-table">')), html)
    return html


def all_deviations(links: Links) -> str:
    """Where every region's deviations are listed, if this site has that page."""
    if "avvikelser" not in links.site.served:
        return ""
    return f'<p>Alla regioners avvikelser står i <a href="{links.page("avvikelser/")}">en gemensam lista</a>.</p>\n'


class Outline:
    """Writes sections and remembers their headings, so that the table of contents always agrees."""

    def __init__(self) -> None:
        self._html: list[str] = []
        self._toc: list[tuple[str, str, list[TocItem]]] = []

    def add(self, html: str) -> None:
        """More HTML in the section that is open."""
        self._html.append(html)

    def section(self, title: str, html: str = "", id: str = "") -> None:
        """A level-two section; its id is made from the title when not given."""
        name = id or slug(title)
        self._toc.append((title, name, []))
        self._html.append(heading(2, name, text(title), title) + html)

    def subsection(self, title: str, html: str = "", id: str = "") -> None:
        """A level-three section below the last level-two one."""
        name = id or slug(title)
        if self._toc:
            self._toc[-1][2].append(TocItem(title, name))
        self._html.append(heading(3, name, text(title), title) + html)

    @property
    def html(self) -> str:
        return "".join(self._html)

    @property
    def toc(self) -> tuple[TocItem, ...]:
        return tuple(TocItem(title, id, tuple(below)) for title, id, below in self._toc)
