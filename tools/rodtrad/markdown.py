"""Markdown as a tree in which every node knows where it stands; the only module that knows the parser."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from rodtrad.source import BAD, Source
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
_SHAPED = frozenset(["Heading", "List", "FootnoteDefinition", "CodeBlock", "TableHead", "TableCell"])
"""Blocks of which more is known than where they stand."""

_INLINE = {
    "Strong": "strong",
    "Emphasis": "emphasis",
    "Strikethrough": "strike",
    "Link": "link",
    "Image": "image",
}
_NEEDS_PARAGRAPH = frozenset({"item", "footnote", "quote"})
"""In a tight list the parser leaves paragraphs out; we always have them."""


_CLOSED_AS_IS = frozenset(["paragraph", "list", "row", "cell", "link", "strong", "emphasis", "table"])
"""Nodes to which nothing is done when they end."""


def parse(source: Source, first_line: int = 0) -> Node:
    """Parse `source` from line `first_line` (from 0) on. Total: any text gives a tree; offsets are in `source.text`."""
    return parse_all(source, first_line)[0]


def parse_all(source: Source, first_line: int = 0) -> tuple[Node, Sequence[Node]]:
    """The same, and every node of the tree in document order: to walk it costs more than to note them."""
    if first_line >= len(source.starts):
        root = Node("document", len(source.text), len(source.text))
        return root, [root]
    begin = source.starts[first_line]
    text = source.text[begin:]
    builder = _Builder(source.text, begin, _continued(text))
    return builder.build(_parser().events_with_range(text)), builder.nodes


@cache
def _parser() -> Any:
    from pyromark import Markdown, Options

    return Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH)


_CONTINUING = bytes(0x80 if 0x80 <= byte < 0xC0 else 0 for byte in range(256))


def _continued(text: str) -> list[int]:
    """Where in the UTF-8 of a text bytes stand that begin no character: the parser counts bytes, we characters."""
    if text.isascii():
        return []
    runs = text.encode("utf-8", "surrogatepass").translate(_CONTINUING).split(b"\x80")[:-1]
    return [length + number for number, length in enumerate(accumulate(map(len, runs)))]


class _Builder:
    """Turns the parser's events into nodes."""

    def __init__(self, text: str, begin: int, continued: list[int]) -> None:
        self.text, self.begin, self.continued = text, begin, continued
        children: list[Node] = []
        self.stack = [Node("document", begin, len(text), children)]
        self.lists = [children]
        """The children of each node in `stack`."""
        self.nodes = self.stack.copy()
        """All of them, in document order."""
        self.growing: Node | None = None
        """The node whose text is still coming, in pieces: adding each to the whole would take their square."""
        self.pieces: list[str] = []

    def build(self, events: Iterator[tuple[Any, dict[str, int]]]) -> Node:
        """Take all events. Most of what reading costs is spent here: offsets are worked out in place."""
        begin, continued = self.begin, [*self.continued, len(self.text) * 4]
        stack, lists = self.stack, self.lists
        last = passed = 0
        name: str
        value: Any
        for event, span in events:
            name, value = (event, None) if type(event) is str else event.popitem()
            if name == "End":  # the place is known since the start
                if self.growing is not None:
                    self._grown()
                node = stack[-1]
                if node.implied and (value if type(value) is str else next(iter(value))) not in _INLINE:
                    self._close_implied()
                    node = stack[-1]
                stack.pop()
                children = lists.pop()
                if children and children[-1].end > node.end and stack[-1] is not node:
                    _trim(children[-1], node.end)
                if node.kind not in _CLOSED_AS_IS and stack[-1] is not node:  # else what was laid beside has ended
                    self._end(node, children)
                continue
            start, end = span["start"], span["end"]
            if start < last:  # seldom: only a cell that is not written stands behind what follows it
                passed = bisect_left(continued, start)
            last = start
            while continued[passed] < start:
                passed += 1
            start += begin - passed
            if name == "Text":
                length = len(value)
                plain_end = end - last == length
                end = start + length if plain_end else end + begin - bisect_left(continued, end, passed)
                self._text(value, start, end)
                continue
            end += begin - bisect_left(continued, end, passed)
            if name == "Start":
                self._start(value, start, end)
            elif name == "Html":
                self._grow(stack[-1], value)
            elif name == "Rule":
                self._close_implied()
                self._add(Node("rule", start, start + len(self.text[start:end].rstrip())), lists[-1])
            else:
                self._add(_leaf(name, value and _decent(value), start, end), self._inline())
        self._grown()
        return self.stack[0]

    def _grow(self, node: Node, text: str) -> None:
        if self.growing is not node:
            self._grown()
            self.growing, self.pieces = node, [node.text]
        self.pieces.append(text)

    def _grown(self) -> None:
        if self.growing is not None:
            self.growing.text = "".join(self.pieces)
            self.growing = None

    def _add(self, node: Node, siblings: list[Node]) -> None:
        siblings.append(node)
        self.nodes.append(node)

    def _open(self, node: Node, siblings: list[Node], children: list[Node]) -> None:
        self._add(node, siblings)
        self.stack.append(node)
        self.lists.append(children)

    def _start(self, tag: Any, start: int, end: int) -> None:
        name, value = (tag, None) if type(tag) is str else next(iter(tag.items()))
        stack, lists = self.stack, self.lists
        kind = _INLINE.get(name)
        children: list[Node] = []
        if kind:
            node = Node(kind, start, end, children)
            siblings = self._inline() if stack[-1].kind in _NEEDS_PARAGRAPH else lists[-1]
            if value:
                scheme = "mailto:" if value["link_type"] == "Email" else ""  # <info@exempel.se>
                node.href = _decent(scheme + value["dest_url"])
        else:
            if stack[-1].implied:
                self._close_implied()
            text = self.text
            while end > start and text[end - 1] in " \t\n":
                end -= 1
            node = Node(_BLOCK.get(name, "quote"), start, end, children)
            siblings = lists[-1]
            if name in _SHAPED:
                self._shape(node, name, value)
        if len(stack) >= MAX_DEPTH and (beside := self._beside(node)) is not None:
            stack.append(stack[beside])  # too deep: what follows is laid beside, not inside
            lists.append(lists[beside])
            return
        siblings.append(node)
        self.nodes.append(node)
        stack.append(node)
        lists.append(children)

    def _beside(self, node: Node) -> int | None:
        """Where what takes the content of a node that stands too deep is open: its parent, or for a list a list."""
        parent = self.stack[-1]
        if node.kind == "list":
            return next((at for at in range(len(self.stack) - 1, -1, -1) if self.stack[at].kind == "list"), None)
        flat = node.kind in ("quote", "strong", "emphasis", "strike") or node.kind == parent.kind
        return len(self.stack) - 1 if flat else None

    def _shape(self, node: Node, name: str, value: Any) -> None:
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
            while node.start < node.end and self.text[node.start] in " \t":
                node.start += 1

    def _end(self, node: Node, children: list[Node]) -> None:
        kind = node.kind
        if kind == "item":
            if children and children[0].kind == "paragraph":
                self._find_id(node, children[0])
        elif kind == "heading":
            self._find_id(node, node)
        elif kind == "image":
            words = (one for child in children for one in child.find("text", "code_span", "image"))
            node.text = "".join(one.text for one in words)
            node.children = ()
            while self.nodes[-1] is not node:
                self.nodes.pop()
        elif kind == "html" and (comment := _COMMENT.fullmatch(node.text)):
            node.kind, node.text = "comment", comment[1]

    def _find_id(self, owner: Node, line: Node) -> None:
        if self.text.find("{#", line.start, line.end) >= 0:  # most have none
            for emptied in _take_id(owner, line):
                del self.nodes[next(at for at in range(len(self.nodes) - 1, 0, -1) if self.nodes[at] is emptied)]

    def _inline(self) -> list[Node]:
        """Where inline content goes; opens the paragraph that a tight list leaves out."""
        if self.stack[-1].kind in _NEEDS_PARAGRAPH:
            children: list[Node] = []
            self._open(Node("paragraph", -1, -1, children, implied=True), self.lists[-1], children)
        return self.lists[-1]

    def _close_implied(self) -> None:
        top = self.stack[-1]
        if top.implied and top.kind == "paragraph":
            self.stack.pop()
            children = self.lists.pop()
            _trim(children[-1], self.stack[-1].end)
            top.start, top.end = children[0].start, children[-1].end

    def _text(self, text: str, start: int, end: int) -> None:
        top = self.stack[-1]
        if top.kind == "code":
            self._grow(top, text)
            return
        children = self._inline() if top.kind in _NEEDS_PARAGRAPH else self.lists[-1]
        if children and end - start == len(text):
            last = children[-1]
            if (
                last.end == start
                and last.kind == "text"
                and (last is self.growing or len(last.text) == start - last.start)
            ):
                self._grow(last, text)
                last.end = end
                return
        # An entity can write what no file may hold.
        self._add(Node("text", start, end, text=text if end - start == len(text) else _decent(text)), children)


def _decent(value: str) -> str:
    return BAD.sub("\ufffd", value)


def _leaf(name: str, value: Any, start: int, end: int) -> Node:
    if value is None:
        return Node("break", start, end, level=int(name == "HardBreak"))
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


def _take_id(owner: Node, line: Node) -> Iterator[Node]:
    """Move a `{#id}` at the end of the first line of `line` to `owner`; comments may stand after it.

    Gives the text that it leaves empty, and takes it out of the line.
    """
    last = None
    for node in line.children:
        kind = node.kind
        if kind == "break":
            break
        if kind != "comment" and not (kind == "text" and node.text.isspace()):
            last = node
    if last is None or last.kind != "text":
        return
    at = last.text.rfind("{#")
    if at >= 0 and (found := _ID.match(last.text, at)):
        owner.id = found[1].strip()
        owner.id_start = last.start + at
        last.text = last.text[:at].rstrip(" \t")
        last.end = last.start + len(last.text)
        if not last.text:
            line.children = [node for node in line.children if node is not last]
            yield last
