"""Semantic HTML from the tree: safe by construction, since only these tags and checked addresses are ever written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from rodtrad.tree import Node

SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
"""Addresses outside the project that may become links. Everything else must be resolved by the caller."""


@dataclass(frozen=True)
class Target:
    """Where a link leads."""

    url: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Further attributes of the `a` element."""

    @cached_property
    def opening(self) -> str:
        """The opening tag; written once for a target that is used again."""
        extra = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        return f'<a href="{escape(self.url)}"{extra}>'


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
    "paragraph": ("<p>", "</p>\n", "\n"),
    "quote": ("<blockquote>\n", "</blockquote>\n", "\n"),
    "strong": ("<strong>", "</strong>", ""),
    "emphasis": ("<em>", "</em>", ""),
    "strike": ("<s>", "</s>", ""),
    "row": ("<tr>", "</tr>\n", "\n"),
    "cell": ("<td>", "</td>", "\n"),
    "document": ("", "", ""),
}
"""What stands before and after a node, and whether its words are parted from those before."""


def to_html(nodes: Iterable[Node], setting: Setting) -> str:
    """Write `nodes` as HTML. Raw HTML in the text is shown as text, comments are left out."""
    out: list[str] = []
    _write(nodes, setting, out, [])
    return "".join(out)


def html_and_words(nodes: Iterable[Node], setting: Setting) -> tuple[str, str]:
    """The HTML of `nodes` and, from the same walk, their words as one line: what `tree.plain` gives."""
    out: list[str] = []
    words: list[str] = []
    _write(nodes, setting, out, words)
    return "".join(out), " ".join("".join(words).split())


def _write(nodes: Iterable[Node], setting: Setting, out: list[str], words: list[str]) -> None:
    """Nodes nest no deeper than the parser lets them, so this may call itself."""
    for node in nodes:
        kind = node.kind
        if kind == "text":
            text = node.text
            words.append(text)  # most has nothing to escape
            out.append(escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text)
        elif tags := _WRAP.get(kind):
            opening, closing, apart = tags
            out.append(opening)
            words.append(apart)
            _write(node.children, setting, out, words)
            out.append(closing)
        elif kind == "item":
            out.append(f'<li id="{escape(setting.prefix + node.id)}">' if node.id else "<li>")
            words.append("\n")
            _write_item(node.children, setting, out, words)
            out.append("</li>\n")
        elif kind == "link":
            target = _outside(node.href) or setting.link(node.href)
            if target:
                out.append(target.opening)
            _write(node.children, setting, out, words)
            if target:
                out.append("</a>")
        elif kind == "table":
            words.append("\n")
            _write_table(node.children, setting, out, words)
        elif kind in _NESTING:
            opening, closing = _tags(node, setting)
            out.append(opening)
            words.append("\n")
            _write(node.children, setting, out, words)
            out.append(closing)
        else:
            words.append(node.text if kind == "code_span" else "" if kind in _SILENT else "\n")
            out.append(_leaf(node, setting))


_SILENT = frozenset({"image", "footnote_ref", "html_inline", "comment"})
"""What has no words, and does not part those around it either."""


def _words(text: str) -> str:
    """Text between tags."""
    return escape(text, quote=False)


def inline_html(nodes: Iterable[Node], setting: Setting) -> str:
    """Write the inline content of blocks without their paragraph tags, trimmed."""
    inner: list[Node] = []
    for node in nodes:
        inner.extend(node.children if node.kind in ("paragraph", "heading", "cell") else [node])
    return to_html(inner, setting).strip()


_NESTING = frozenset({"heading", "list", "footnote"})


def _tags(node: Node, setting: Setting) -> tuple[str, str]:
    if node.kind == "heading":
        level = setting.heading_level(node.level)
        mark = f' id="{escape(setting.prefix + node.id)}"' if node.id else ""
        return f"<h{level}{mark}>", f"</h{level}>\n"
    if node.kind == "footnote":
        return f'<div id="{escape(setting.prefix)}not-{escape(node.text)}">\n', "</div>\n"
    if not node.level:
        return "<ul>\n", "</ul>\n"
    start = f' start="{node.level}"' if node.level != 1 else ""
    return f"<ol{start}>\n", "</ol>\n"


def _write_item(children: Sequence[Node], setting: Setting, out: list[str], words: list[str]) -> None:
    """Tight: the paragraph of an item needs no tag when there is no other."""
    if len(children) == 1 and children[0].kind == "paragraph":  # most are
        _write(children[0].children, setting, out, words)
        return
    tight = sum([child.kind == "paragraph" for child in children]) == 1
    last = len(children) - 1
    for index, child in enumerate(children):
        if tight and child.kind == "paragraph":
            words.append("\n")
            _write(child.children, setting, out, words)
            if index < last:
                out.append("\n")
        else:
            _write((child,), setting, out, words)


def _outside(href: str) -> Target | None:
    return Target(href) if SAFE_ADDRESS.fullmatch(href) else None


def _leaf(node: Node, setting: Setting) -> str:
    kind = node.kind
    if kind == "break":
        return "<br>\n" if node.level else "\n"
    if kind == "code":
        return f"<pre><code>{_words(node.text)}</code></pre>\n"
    if kind == "code_span":
        return f"<code>{_words(node.text)}</code>"
    if kind == "rule":
        return "<hr>\n"
    if kind == "image":
        url = setting.image(node.href)
        return f'<img src="{escape(url)}" alt="{escape(node.text)}">' if url else _words(node.text)
    if kind == "footnote_ref":
        found = setting.note(node.text)
        if not found:
            return _words(f"[^{node.text}]")
        number, anchor = found
        return f'<sup><a href="#{escape(anchor)}">{escape(number)}</a></sup>'
    if kind == "html_inline":
        return _words(node.text)
    if kind == "html":
        return f"<p>{_words(node.text.strip())}</p>\n"
    return ""


def _write_table(rows: Sequence[Node], setting: Setting, out: list[str], words: list[str]) -> None:
    """The rows with head and body marked; a header cell says which column it heads."""
    out.append("<table>\n")
    for index, row in enumerate(rows):
        if row.header:
            out.append("<thead>\n<tr>")
            for cell in row.children:
                out.append('<th scope="col">')
                words.append("\n")
                _write(cell.children, setting, out, words)
                out.append("</th>")
            out.append("</tr>\n</thead>\n")
        else:
            if index and rows[index - 1].header:
                out.append("<tbody>\n")
            _write((row,), setting, out, words)
    if len(rows) > 1:
        out.append("</tbody>\n")
    out.append("</table>\n")
