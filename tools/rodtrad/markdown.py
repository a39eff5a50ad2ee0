"""Markdown as a tree in which every node knows where it stands; the only module that knows the parser."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Any

from rodtrad.source import Source
from rodtrad.tree import Node

MAX_DEPTH = 40
"""Elements nested deeper than this are laid side by side instead (nothing is lost; a finding says so)."""

_ID = re.compile(r"\{#([^{}\n]*)\}[ \t]*$")
_COMMENT = re.compile(r"\s*<!--(.*?)-->\s*", re.DOTALL)
_BLOCK = {
    "Heading": "heading",
    "Paragraph": "paragraph",
    "List": "list",
    "Item": "item",
    "BlockQuote": "quote",
    "Table": "table",
    "TableHead": "row",
    "TableRow": "row",
    "TableCell": "cell",
    "FootnoteDefinition": "footnote",
    "CodeBlock": "code",
    "HtmlBlock": "html",
}
_INLINE = {
    "Strong": "strong",
    "Emphasis": "emphasis",
    "Strikethrough": "strike",
    "Link": "link",
    "Image": "image",
}
_NEEDS_PARAGRAPH = frozenset({"item", "footnote", "quote"})
"""In a tight list the parser leaves paragraphs out; we always have them."""


def parse(source: Source, first_line: int = 0) -> Node:
    """Parse `source` from line `first_line` (from 0) on. Total: any text gives a tree; offsets are in `source.text`."""
    if first_line >= len(source.starts):
        return Node("document", len(source.text), len(source.text))
    begin = source.starts[first_line]
    text = source.text[begin:]
    root = Node("document", begin, len(source.text))
    _Builder(source.text, root, begin, _continued(text)).build(_parser().events_with_range(text))
    return root


@cache
def _parser() -> Any:
    from pyromark import Markdown, Options

    return Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH)


def _continued(text: str) -> list[int]:
    """Where in the UTF-8 of a text bytes stand that begin no character: the parser counts bytes, we characters."""
    if text.isascii():
        return []
    return [found.start() for found in re.finditer(rb"[\x80-\xbf]", text.encode("utf-8", "surrogatepass"))]


class _Builder:
    """Turns the parser's events into nodes."""

    def __init__(self, text: str, root: Node, begin: int, continued: list[int]) -> None:
        self.text, self.begin, self.continued = text, begin, continued
        self.stack = [root]
        self.growing: Node | None = None
        """The node whose text is still coming, in pieces: adding each to the whole would take their square."""
        self.pieces: list[str] = []

    def build(self, events: Iterator[tuple[Any, dict[str, int]]]) -> None:
        """Take all events. Most of what reading costs is spent here: offsets are worked out in place."""
        begin, continued = self.begin, self.continued
        for event, span in events:
            start, end = span["start"], span["end"]
            start += begin - bisect_left(continued, start)
            end += begin - bisect_left(continued, end)
            if type(event) is str:
                if event == "Rule":
                    self._close_implied()
                    rule = Node("rule", start, end)
                    self._shape(rule, event, None)
                    self.stack[-1].children.append(rule)
                else:
                    self._inline().children.append(Node("break", start, end, level=int(event == "HardBreak")))
                continue
            ((name, value),) = event.items()
            if name == "Text":
                self._text(value, start, end)
            elif name == "End":  # the place is known since the start
                self._end(value)
            elif name == "Start":
                self._start(value, start, end)
            elif name == "Html":
                self._grow(self.stack[-1], value)
            else:
                self._inline().children.append(_leaf(name, value, start, end))
        self._grown()

    def _grow(self, node: Node, text: str) -> None:
        if self.growing is not node:
            self._grown()
            self.growing, self.pieces = node, [node.text]
        self.pieces.append(text)

    def _grown(self) -> None:
        if self.growing is not None:
            self.growing.text = "".join(self.pieces)
            self.growing = None

    def _start(self, tag: Any, start: int, end: int) -> None:
        name, value = (tag, None) if type(tag) is str else next(iter(tag.items()))
        stack = self.stack
        kind = _INLINE.get(name)
        if kind:
            node = Node(kind, start, end)
            parent = self._inline()
            if value:
                node.href = value["dest_url"]
        else:
            if stack[-1].implied:
                self._close_implied()
            node = Node(_BLOCK.get(name, "quote"), start, end)
            parent = stack[-1]
            self._shape(node, name, value)
        if len(stack) >= MAX_DEPTH and (beside := self._beside(node, parent)):
            stack.append(beside)  # too deep: what follows is laid beside, not inside
            return
        parent.children.append(node)
        stack.append(node)

    def _beside(self, node: Node, parent: Node) -> Node | None:
        """What takes the content of a node that stands too deep: its parent, or for a list the list it stands in."""
        if node.kind == "list":
            return next((above for above in reversed(self.stack) if above.kind == "list"), None)
        flat = node.kind in ("quote", "strong", "emphasis", "strike") or node.kind == parent.kind
        return parent if flat else None

    def _shape(self, node: Node, name: str, value: Any) -> None:
        text, end = self.text, node.end
        while end > node.start and text[end - 1] in " \t\n":
            end -= 1
        node.end = end
        if name == "Heading":
            node.level = int(value["level"][1])
        elif name == "List":
            node.level = value or 0
        elif name == "FootnoteDefinition":
            node.text = value
        elif name == "CodeBlock":
            node.href = value["Fenced"].strip() if type(value) is dict else ""
        elif name == "TableHead":
            node.header = True
        elif name == "TableCell":
            row = self.stack[-1]
            if node.start > row.end:  # a cell that is not written
                node.start = node.end = row.end
            while node.start < node.end and text[node.start] in " \t":
                node.start += 1

    def _end(self, tag: Any) -> None:
        if self.growing is not None:
            self._grown()
        stack = self.stack
        if stack[-1].implied and (tag if type(tag) is str else next(iter(tag))) not in _INLINE:
            self._close_implied()
        node = stack.pop()
        if stack[-1] is node:  # only what was laid beside has come to its end
            return
        kind, children = node.kind, node.children
        last = children[-1] if children else node
        if last.end > node.end:
            _trim(last, node.end)
        if kind == "item":
            if children and children[0].kind == "paragraph":
                _take_id(node, children[0].children)
        elif kind == "heading":
            _take_id(node, children)
        elif kind == "image":
            words = (one for child in children for one in child.find("text", "code_span", "image"))
            node.text = "".join(one.text for one in words)
            node.children = []
        elif kind == "html" and (comment := _COMMENT.fullmatch(node.text)):
            node.kind, node.text = "comment", comment[1]

    def _inline(self) -> Node:
        """The node that inline content belongs to; opens the paragraph that a tight list leaves out."""
        top = self.stack[-1]
        if top.kind in _NEEDS_PARAGRAPH:
            paragraph = Node("paragraph", -1, -1, implied=True)
            top.children.append(paragraph)
            self.stack.append(paragraph)
            return paragraph
        return top

    def _close_implied(self) -> None:
        top = self.stack[-1]
        if top.implied and top.kind == "paragraph":
            self.stack.pop()
            _trim(top.children[-1], self.stack[-1].end)
            top.start, top.end = top.children[0].start, top.children[-1].end

    def _text(self, text: str, start: int, end: int) -> None:
        top = self.stack[-1]
        if top.kind == "code":
            self._grow(top, text)
            return
        children = self._inline().children
        if children and end - start == len(text):
            last = children[-1]
            verbatim = last is self.growing or len(last.text) == start - last.start
            if last.kind == "text" and last.end == start and verbatim:
                self._grow(last, text)
                last.end = end
                return
        children.append(Node("text", start, end, text=text))


def _leaf(name: str, value: str, start: int, end: int) -> Node:
    if name == "Code":
        return Node("code_span", start, end, text=value)
    if name == "FootnoteReference":
        return Node("footnote_ref", start, end, text=value)
    if comment := _COMMENT.fullmatch(value):
        return Node("comment", start, end, text=comment[1])
    return Node("html_inline", start, end, text=value)


def _trim(last: Node, end: int) -> None:
    """Cut what stands last in a block where the block ends: the parser keeps a tab at the end of a line."""
    if last.end > end >= last.start:
        if last.kind == "text" and last.text[end - last.end :].isspace():
            last.text = last.text[: end - last.end]
        last.end = end


def _take_id(owner: Node, children: list[Node]) -> None:
    """Move a `{#id}` at the end of the first line of `children` to `owner`; comments may stand after it."""
    last = -1
    for index, node in enumerate(children):
        kind = node.kind
        if kind == "break":
            break
        if kind != "comment" and not (kind == "text" and node.text.isspace()):
            last = index
    if last < 0 or children[last].kind != "text":
        return
    node = children[last]
    at = node.text.rfind("{#")
    if at >= 0 and (found := _ID.match(node.text, at)):
        owner.id = found[1].strip()
        owner.id_start = node.start + at
        node.text = node.text[:at].rstrip(" \t")
        node.end = node.start + len(node.text)
        if not node.text:
            del children[last]
