"""The tree of a Markdown text: nodes that know where they stand, and the words in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

_BLOCKS = frozenset(
    ["heading", "paragraph", "list", "item", "table", "row", "cell", "code", "quote", "rule", "html", "footnote"]
)


class Node(Struct, gc=False):
    """One block or inline element. Built once by `parse`, read-only afterwards.

    Kinds of blocks: document heading paragraph list item table row cell code quote rule html comment footnote.
    Kinds of inlines: text strong emphasis strike link image code_span break html_inline comment footnote_ref.
    """

    kind: str
    start: int
    """Offset in the source text."""
    end: int
    children: Sequence[Node] = ()
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
    implied: bool = False
    """Of a paragraph: the only text of a tight list item."""

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


class Prose(Struct, frozen=True, gc=False):
    """The words of a node without markup, and the way back to the source."""

    text: str
    offsets: tuple[int, ...]
    """Where in `text` each run begins."""
    sources: tuple[int, ...]
    """Where in the source the same run begins."""
    whole: bool = True
    """False when something with words, such as code, was left out."""

    def at(self, offset: int) -> int:
        """The source offset of an offset in `text`."""
        if not self.offsets:
            return 0
        index = max(bisect_right(self.offsets, offset) - 1, 0)
        return self.sources[index] + offset - self.offsets[index]

    @property
    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line with its offset: what stands in two blocks or two cells is never read as one sentence."""
        offset = 0
        for line in self.text.split("\n"):
            if line:
                yield offset, line
            offset += len(line) + 1


def prose(*nodes: Node, skip: tuple[str, ...] = ("code", "code_span", "html", "comment", "html_inline")) -> Prose:
    """The plain words of `nodes`; blocks and table cells are separated by newlines, footnote marks left out."""
    parts: list[str] = []
    offsets: list[int] = []
    sources: list[int] = []
    length = 0
    whole = True
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        kind = node.kind
        if kind == "text":
            text, at = node.text, node.start
        elif kind in skip:
            whole = False
            continue
        elif kind == "break":
            text, at = " ", node.start
        elif kind == "code_span":
            text, at = node.text, node.start + 1
        else:
            stack.extend(reversed(node.children))
            if not parts or kind not in _BLOCKS or parts[-1] == "\n":
                continue
            text, at = "\n", node.start
        if text:
            parts.append(text)
            offsets.append(length)
            sources.append(at)
            length += len(text)
    return Prose("".join(parts), tuple(offsets), tuple(sources), whole)


def plain(*nodes: Node) -> str:
    """The words of `nodes` as one line, code included."""
    if len(nodes) == 1:  # most headings, paragraphs and items are one run of text
        node = nodes[0]
        while len(node.children) == 1:
            node = node.children[0]
        if node.kind == "text":
            return " ".join(node.text.split())
    return " ".join(prose(*nodes, skip=("comment", "html", "html_inline")).text.split())
