"""The tree of a Markdown text: nodes that know where they stand, and the words in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

_BLOCKS = frozenset(
    ["heading", "paragraph", "list", "item", "table", "row", "cell", "code", "quote", "rule", "html", "footnote"]
)


@dataclass(slots=True)
class Node:
    """One block or inline element. Built once by `parse`, read-only afterwards (not frozen: 3 × faster to build).

    Kinds of blocks: document heading paragraph list item table row cell code quote rule html comment footnote.
    Kinds of inlines: text strong emphasis strike link image code_span break html_inline comment footnote_ref.
    """

    kind: str
    start: int
    """Offset in the source text."""
    end: int
    children: list[Node] = field(default_factory=list)
    text: str = ""
    """Literal text of text, code, html and comment; label of a footnote and its mark; alt text of an image."""
    href: str = ""
    level: int = 0
    """Of a heading: 1–6. Of an ordered list: its first number; 0 for a bullet list. Of a break: 1 when hard."""
    id: str | None = None
    """From `{#id}` at the end of a heading or of a list item's first line; not yet checked for form."""
    id_start: int = 0
    """Offset of the opening brace of `{#id}`."""
    header: bool = False
    """Of a row: belongs to the table's head."""

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack.extend(reversed(node.children))

    def find(self, *kinds: str) -> Iterator[Node]:
        """The nodes below (and including) this one of the given kinds."""
        return (node for node in self.walk() if node.kind in kinds)


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of a node without markup, and the way back to the source."""

    text: str
    offsets: tuple[int, ...]
    """Where in `text` each run begins."""
    sources: tuple[int, ...]
    """Where in the source the same run begins."""

    def at(self, offset: int) -> int:
        """The source offset of an offset in `text`."""
        if not self.offsets:
            return 0
        index = max(bisect_right(self.offsets, offset) - 1, 0)
        return self.sources[index] + offset - self.offsets[index]


def prose(*nodes: Node, skip: tuple[str, ...] = ("code", "code_span", "html", "comment", "html_inline")) -> Prose:
    """The plain words of `nodes`; blocks and table cells are separated by newlines, footnote marks left out."""
    parts: list[str] = []
    offsets: list[int] = []
    sources: list[int] = []
    length = 0

    def add(text: str, at: int) -> None:
        nonlocal length
        if text:
            parts.append(text)
            offsets.append(length)
            sources.append(at)
            length += len(text)

    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        kind = node.kind
        if kind in skip:
            continue
        if kind == "text":
            add(node.text, node.start)
        elif kind == "break":
            add(" ", node.start)
        elif kind == "code_span":
            add(node.text, node.start + 1)
        else:
            if parts and kind in _BLOCKS and parts[-1] != "\n":
                add("\n", node.start)
            stack.extend(reversed(node.children))
    return Prose("".join(parts), tuple(offsets), tuple(sources))


def plain(*nodes: Node) -> str:
    """The words of `nodes` as one line, code included."""
    return " ".join(prose(*nodes, skip=("comment", "html", "html_inline")).text.split())
