"""Authored text as HTML: the sections of a document as a tree, written plainly where nothing better is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rodtrad.document import Block, Document
from rodtrad.html import Setting, inline_html, to_html
from rodtrad.site.page import TocItem
from rodtrad.site.parts import dressed, heading
from rodtrad.tree import Node


@dataclass(slots=True)
class Part:
    """A heading with its block, what stands directly under it, and the parts below."""

    block: Block
    nodes: list[Node] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    @property
    def toc(self) -> TocItem:
        """This part and those directly below it."""
        return TocItem(self.block.title, self.block.id, tuple(TocItem(p.block.title, p.block.id) for p in self.parts))


def parts(document: Document) -> tuple[list[Node], list[Part]]:
    """What stands before the first heading, and the top-level parts. Footnotes are left out."""
    by_heading = {id(b.heading): b for b in document.body.blocks if b.heading is not None}
    before: list[Node] = []
    top: list[Part] = []
    open_parts: list[Part] = []
    for node in document.body.root.children:
        if node.kind == "footnote":
            continue
        block = by_heading.get(id(node)) if node.kind == "heading" else None
        if block is None:
            (open_parts[-1].nodes if open_parts else before).append(node)
            continue
        while open_parts and open_parts[-1].block.level >= block.level:
            open_parts.pop()
        part = Part(block)
        (open_parts[-1].parts if open_parts else top).append(part)
        open_parts.append(part)
    return before, top


def chapter(top: Sequence[Part], id: str) -> Part | None:
    """The top-level part with this id (`definition`, `tackning` …)."""
    return next((part for part in top if part.block.id == id), None)


def write(nodes: Sequence[Node], setting: Setting, name: str = "Tabell") -> str:
    """Authored nodes with deep links and scrolling tables."""
    return dressed(to_html(nodes, setting), name)


def write_part(part: Part, setting: Setting) -> str:
    """A part with its heading and everything below, as written."""
    return "".join(_pieces(part, setting))


def write_below(part: Part, setting: Setting) -> str:
    """Everything under a part's heading, as written."""
    return write(part.nodes, setting, part.block.title) + "".join(write_part(p, setting) for p in part.parts)


def _pieces(part: Part, setting: Setting) -> Iterator[str]:
    block = part.block
    level = min(max(block.level, 2), 6)
    yield heading(level, block.id, inline_html(block.nodes[:1], setting), block.title)
    yield write_below(part, setting)


def references(document: Document, setting: Setting) -> str:
    """The footnotes as a numbered list with ways back to where they are cited; "" when there are none."""
    from rodtrad.face import Role

    items: list[str] = []
    for number, block in enumerate(document.body.of(Role.REFERENCE), 1):
        label = block.id.removeprefix("not-")
        inner = to_html(block.nodes, setting).strip()
        back = f'<a class="rt-back" href="#hanv-{label}" aria-label="Tillbaka till hänvisning {number}">↩</a>'
        inner = f"{inner[:-4]} {back}</p>" if inner.endswith("</p>") else f"{inner} {back}"
        items.append(f'<li id="{block.id}">{inner}</li>\n')
    return f'<ol class="rt-references">\n{"".join(items)}</ol>\n' if items else ""
