"""Semantic HTML from the tree: safe by construction, since only these tags and checked addresses are ever written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from rodtrad.tree import Node

SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
"""Addresses outside the project that may become links. Everything else must be resolved by the caller."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads."""

    url: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Further attributes of the `a` element."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How links, images and notes of one document are written."""

    link: Callable[[str], Target | None]
    """From an address as written to where it leads; None writes the words without a link."""
    image: Callable[[str], str | None] = lambda _: None
    note: Callable[[str], tuple[str, str] | None] = lambda _: None
    """From a footnote's label to its number and the id of its text; None leaves the mark as text."""
    heading_level: Callable[[int], int] = lambda level: max(2, min(level, 6))
    prefix: str = ""
    """Put before every element id."""


_WRAP = {
    "paragraph": ("<p>", "</p>\n"),
    "item": ("<li>", "</li>\n"),
    "quote": ("<blockquote>\n", "</blockquote>\n"),
    "strong": ("<strong>", "</strong>"),
    "emphasis": ("<em>", "</em>"),
    "strike": ("<s>", "</s>"),
    "document": ("", ""),
}


def to_html(nodes: Iterable[Node], setting: Setting) -> str:
    """Write `nodes` as HTML. Raw HTML in the text is shown as text, comments are left out."""
    out: list[str] = []
    stack: list[Node | str] = list(reversed(list(nodes)))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            out.append(node)
            continue
        opening, inner, closing = _parts(node, setting)
        out.append(opening)
        if closing:
            stack.append(closing)
        stack.extend(reversed(inner))
    return "".join(out)


def inline_html(nodes: Iterable[Node], setting: Setting) -> str:
    """Write the inline content of blocks without their paragraph tags, trimmed."""
    inner: list[Node] = []
    for node in nodes:
        inner.extend(node.children if node.kind in ("paragraph", "heading", "cell") else [node])
    return to_html(inner, setting).strip()


def _parts(node: Node, setting: Setting) -> tuple[str, Sequence[Node | str], str]:
    """What stands before, inside and after a node."""
    kind = node.kind
    if kind == "text":
        return escape(node.text, quote=False), (), ""
    if kind == "item":
        opening = f'<li id="{escape(setting.prefix + node.id)}">' if node.id else "<li>"
        inner: list[Node | str] = []
        for child in node.children:  # tight: a paragraph in an item needs no tag when it stands alone
            tight = child.kind == "paragraph" and sum(c.kind == "paragraph" for c in node.children) == 1
            inner.extend(child.children if tight else [child])
            if tight and child is not node.children[-1]:
                inner.append("\n")
        return opening, inner, "</li>\n"
    if kind == "footnote":
        return f'<div id="{escape(setting.prefix)}not-{escape(node.text)}">\n', node.children, "</div>\n"
    if kind in _WRAP:
        opening, closing = _WRAP[kind]
        return opening, node.children, closing
    if kind == "heading":
        level = setting.heading_level(node.level)
        mark = f' id="{escape(setting.prefix + node.id)}"' if node.id else ""
        return f"<h{level}{mark}>", node.children, f"</h{level}>\n"
    if kind == "list":
        if not node.level:
            return "<ul>\n", node.children, "</ul>\n"
        start = f' start="{node.level}"' if node.level != 1 else ""
        return f"<ol{start}>\n", node.children, "</ol>\n"
    if kind == "link":
        target = _outside(node.href) or setting.link(node.href)
        if target is None:
            return "", node.children, ""
        extra = "".join(f' {name}="{escape(value)}"' for name, value in target.attributes.items())
        return f'<a href="{escape(target.url)}"{extra}>', node.children, "</a>"
    if kind == "table":
        return "<table>\n", _table(node), "</table>\n"
    if kind == "row":
        return "<tr>", node.children, "</tr>\n"
    if kind == "cell":
        return "<td>", node.children, "</td>"
    return _leaf(node, setting), (), ""


def _outside(href: str) -> Target | None:
    return Target(href) if SAFE_ADDRESS.fullmatch(href) else None


def _leaf(node: Node, setting: Setting) -> str:
    kind = node.kind
    if kind == "break":
        return "<br>\n" if node.level else "\n"
    if kind == "code":
        return f"<pre><code>{escape(node.text, quote=False)}</code></pre>\n"
    if kind == "code_span":
        return f"<code>{escape(node.text, quote=False)}</code>"
    if kind == "rule":
        return "<hr>\n"
    if kind == "image":
        url = setting.image(node.href)
        return f'<img src="{escape(url)}" alt="{escape(node.text)}">' if url else escape(node.text, quote=False)
    if kind == "footnote_ref":
        found = setting.note(node.text)
        if not found:
            return escape(f"[^{node.text}]", quote=False)
        number, anchor = found
        return f'<sup><a href="#{escape(anchor)}">{escape(number)}</a></sup>'
    if kind == "html_inline":
        return escape(node.text, quote=False)
    if kind == "html":
        return f"<p>{escape(node.text.strip(), quote=False)}</p>\n"
    return ""


def _table(table: Node) -> list[Node | str]:
    """The rows with head and body marked; a header cell says which column it heads."""
    inner: list[Node | str] = []
    for index, row in enumerate(table.children):
        if row.header:
            inner.append("<thead>\n<tr>")
            for cell in row.children:
                inner += ['<th scope="col">', *cell.children, "</th>"]
            inner.append("</tr>\n</thead>\n")
        else:
            if index and table.children[index - 1].header:
                inner.append("<tbody>\n")
            inner.append(row)
    if len(table.children) > 1:
        inner.append("</tbody>\n")
    return inner
