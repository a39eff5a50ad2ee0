"""Ways onward: `- **Villkor.** Prosa. → [X](#x) och [Y](#y) inom 30 dagar`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from rodtrad.chapters import Book
from rodtrad.document import Block
from rodtrad.face import Role
from rodtrad.tree import Node, plain

ARROWS = ("→", "->")
ARROW = re.compile("|".join(ARROWS))


class Arrow(Struct, frozen=True):
    """The parts of a list item that says where to go next."""

    condition: str
    prose: str
    links: tuple[Node, ...]
    joined: str
    """`och`, `eller` or "" – and "?" when the words between the links are neither."""
    time: str
    at: int
    """Offset of the arrow."""


def arrow(item: Node) -> Arrow | None:
    """Read a list item's first paragraph as a way, or None when it holds no arrow."""
    if not item.children or item.children[0].kind != "paragraph":
        return None
    inline = item.children[0].children
    for index, node in enumerate(inline):
        if node.kind != "text":
            continue
        for sign in ARROWS:
            where = node.text.find(sign)
            if where >= 0:
                before = inline[:index]
                condition = ""
                if before and before[0].kind == "strong":
                    condition = plain(before[0]).rstrip(".: ")
                    before = before[1:]
                prose = " ".join((plain(*before) + " " + node.text[:where]).split())
                return _after(condition, prose, inline, index, where + len(sign), node.start + where)
    return None


def has_arrow(node: Node) -> bool:
    """Whether a list has an item that says where to go next: it is no list of facts, whatever stands in bold."""
    return node.kind == "list" and any(arrow(item) for item in node.children)


def _after(condition: str, prose: str, inline: Sequence[Node], index: int, skip: int, at: int) -> Arrow:
    links: list[Node] = []
    words: list[str] = []
    tail = inline[index].text[skip:]
    in_time = False
    for node in inline[index + 1 :]:
        if node.kind == "link":
            # A link inside the time limit (`inom 3 dagar från [ingång](#in)`) is no target, but one after `och` is,
            # even where a time stands before it: that way is then not clear, and nothing is lost.
            joins = tail.split()[-1:] in (["och"], ["eller"]) or (tail.strip() == "," and not in_time)
            if links and not joins:
                tail += plain(node)
                in_time = True
                continue
            if links:
                words.append(tail.strip(" ,").casefold())
            links.append(node)
            tail = ""
        else:
            tail += " " if node.kind == "break" else plain_keep(node)
    said = {word for word in words if word}
    joined = "" if len(links) < 2 else said.pop() if said in ({"och"}, {"eller"}) else "?"
    return Arrow(condition, prose, tuple(links), joined, " ".join(tail.split()).strip(" ."), at)


def plain_keep(node: Node) -> str:
    """The words of an inline node with its outer spaces kept."""
    return node.text if node.kind == "text" else plain(node)


def read_ways(nodes: Sequence[Node], parent: Block, book: Book) -> None:
    """Add a WAY block for each item of a list with arrows, and prose for what is something else, in order."""
    other: list[Node] = []
    for node in nodes:
        if has_arrow(node):
            book.prose(other, parent.id)
            other = []
            for item in node.children:
                book.add(Role.WAY, (item,), parent.id, title=plain(item))
        else:
            other.append(node)
    book.prose(other, parent.id)
