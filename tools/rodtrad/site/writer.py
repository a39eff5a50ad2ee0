"""Writes authored text on a page: blocks keep their ids, recommendations get their priority, tables scroll."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from html import escape

from rodtrad.chapters import fact
from rodtrad.document import Block, Document, Fact
from rodtrad.face import Role
from rodtrad.html import inline_html, to_html
from rodtrad.model import GuidelineMatter
from rodtrad.site.addresses import Links
from rodtrad.site.page import Site
from rodtrad.site.parts import anchor, dressed, scroll, text
from rodtrad.site.words import priority
from rodtrad.tree import Node, plain

_CITED = re.compile(r'<sup><a href="#not-(?P<label>[^"]+)">(?P<number>[^<]*)</a></sup>')


class Writer:
    """Authored text of one document on one page."""

    def __init__(self, document: Document, site: Site, path: str, *, in_part: bool = False) -> None:
        """A page that shows the text only `in_part` links to the page that shows it whole."""
        self.document = document
        self.face = document.face
        self.library = site.library
        self.site = site
        self.links = Links(site, path, None if in_part or path == f"{self.face.key}/" else self.face)
        self.setting = self.links.setting(document)
        self.targets = {link.href: link.target for link in document.face.links}
        self.blocks = {id(node): block for block in document.body.blocks for node in block.nodes}

    def inline(self, nodes: Sequence[Node]) -> str:
        """Inline content without paragraph tags."""
        return inline_html(nodes, self.setting)

    def html(self, nodes: Sequence[Node], name: str = "Tabell") -> str:
        """Blocks as written."""
        return "".join(self._node(node, name) for node in nodes)

    def _node(self, node: Node, name: str) -> str:
        if node.kind == "list":
            return self._list(node, node.children)
        html = to_html((node,), self.setting)
        if node.kind == "table":
            return scroll(name, html.strip().replace("<table>", '<table class="rt-table">', 1))
        block = self.blocks.get(id(node))
        if block and node.kind == "paragraph" and node is block.nodes[0]:
            return html.replace("<p>", f'<p id="{escape(block.id)}">', 1)
        return html if node.kind == "paragraph" else dressed(html, name)

    def item(self, item: Node, extra: str = "") -> str:
        """One list item; `extra` is HTML put last in it."""
        block = self.blocks.get(id(item))
        mark = f' id="{escape(block.id)}"' if block else ""
        link = f" {anchor(block.id, 'stycket')}" if block and block.stable else ""
        return f"<li{mark}>{self.first(item)}{link}{self.under(item)}{extra}</li>\n"

    def first(self, item: Node) -> str:
        """A list item's own first line."""
        if not item.children:
            return ""
        first = item.children[0]
        return self.inline((first,)) if first.kind == "paragraph" else self.html((first,))

    def below(self, node: Node, shown: Collection[int] = ()) -> str:
        """What stands under a list item's first line; recommendations are shown with their priority.

        Items whose `id()` is in `shown` have a place of their own elsewhere.
        """
        if node.kind != "list":
            return self.html((node,))
        items = [item for item in node.children if id(item) not in shown]
        found = [fact(item) for item in items]
        cites = "".join(self.cite(f) for f in found if f and f.name == "Rekommendation")
        rest = [i for i, f in zip(items, found, strict=True) if not f or f.name != "Rekommendation"]
        if not rest:
            return cites
        if not any(found):
            return cites + self._list(node, rest)
        inner = "".join(self.item(item) for item in rest)
        mark = ' class="rt-said"' if all(found) else ""
        return f"{cites}<ul{mark}>\n{inner}</ul>\n"

    def value(self, found: Fact) -> str:
        """The value of a fact line, with what stands below it."""
        return self.inline(found.nodes).strip() + self.under(found.node)

    def under(self, item: Node, shown: Collection[int] = ()) -> str:
        """All that stands under a list item's first line."""
        return "".join(self.below(child, shown) for child in item.children[1:])

    def _list(self, node: Node, items: Sequence[Node]) -> str:
        inner = "".join(self.item(item) for item in items)
        if not node.level:
            return f"<ul>\n{inner}</ul>\n"
        start = f' start="{node.level}"' if node.level != 1 else ""
        return f"<ol{start}>\n{inner}</ol>\n"

    def cite(self, found: Fact) -> str:
        """A cited recommendation: a link to its row, the row's priority, and which guideline it is."""
        link = next((ln for node in found.nodes for ln in node.find("link")), None)
        target = self.targets.get(link.href, "") if link else ""
        row = self.links.block(target)
        label = '<span class="rt-cite__label">Rekommendation</span> '
        if link is None or row is None:
            return f'<p class="rt-cite">{label}{self.inline(found.nodes)}</p>\n'
        guideline, block = row
        edition = guideline.matter.edition if isinstance(guideline.matter, GuidelineMatter) else None
        said = f"{guideline.title}{f' {edition}' if edition else ''}"
        return (
            f'<p class="rt-cite">{label}{self.links.a(target, plain(link))} {priority(block.fact("Prioritet"))} '
            f'<span class="rt-cite__source">{text(said)}</span></p>\n'
        )

    def references(self) -> str:
        """The footnotes as a numbered list with links back to where they are first cited; "" when there are none."""
        items = []
        for number, block in enumerate(self.document.body.of(Role.REFERENCE), 1):
            label = block.id.removeprefix("not-")
            inner = to_html(block.nodes[0].children, self.setting).strip()
            back = (
                f' <a class="rt-back" href="#hanv-{escape(label)}"'
                f' aria-label="Tillbaka till första hänvisningen till referens {number}">↩</a>'
            )
            cut = len(inner) - 4 if inner.endswith("</p>") else len(inner)
            items.append(f'<li id="{escape(block.id)}">{inner[:cut]}{back}{inner[cut:]}</li>\n')
        return f'<ol class="rt-references">\n{"".join(items)}</ol>\n' if items else ""


def cited(html: str) -> str:
    """Name each reference mark, and give the first one of each note the id that its text links back to."""
    seen: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        label = found["label"]
        first = "" if label in seen else f' id="hanv-{label}"'
        seen.add(label)
        return (
            f'<sup class="rt-note"{first} data-pagefind-ignore><a href="#not-{label}"'
            f' aria-label="Referens {found["number"]}">{found["number"]}</a></sup>'
        )

    return _CITED.sub(mark, html)


def first_line(block: Block) -> Node | None:
    """The paragraph of a list item, or None."""
    item = block.nodes[0] if block.nodes else None
    return item.children[0] if item is not None and item.children else None
