"""Recommendations of a guideline where an action cites them: the row, the priority said, the words of the action."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from rodtrad.document import Block, Document, Fact
from rodtrad.face import BlockFace
from rodtrad.library import Library
from rodtrad.once import once
from rodtrad.quantities.patterns import later
from rodtrad.rules._blocks import with_facts
from rodtrad.rules._links import links
from rodtrad.tree import Node, plain

_PRIORITY = re.compile(r"\bprio\w*\.?:?\s+(?P<said>[^\s,;.()]+(?:\s?[-–]\s?\d+)?)", re.IGNORECASE)


PRIORITIES = ("bör", "kan", "undantag", "icke-göra", "FoU", "okänd")
"""Priorities that are words; the others are 1–10, or a range of them."""

_NUMBERS = later(r"(?P<first>10|[1-9])(?:–(?P<last>10|[1-9]))?")


class Citation(Struct, frozen=True, gc=False):
    """One link to a guideline in a fact line *Rekommendation*."""

    block: Block
    fact: Fact
    link: Node
    target: str
    """Canonical target, as in the face's links."""
    row: BlockFace | None
    """The recommendation row, when the link leads to one."""
    said: str
    """The priority written after the link, "" when there is none."""
    said_start: int
    """Offset of `said` in the source text."""

    @property
    def priority(self) -> str:
        """What the row itself says."""
        return self.row.fact("Prioritet") if self.row else ""

    @property
    def action(self) -> str:
        """The words of the action or list item that cites the row, without its fact lines."""
        for node in self.block.nodes:
            for item in node.find("item"):
                if any(child.kind == "list" and self.fact.node in child.children for child in item.children):
                    return plain(*(child for child in item.children if child.kind != "list"))
        return ""


def citations(document: Document, library: Library) -> Iterator[Citation]:
    """Every citation of a guideline, in document order."""
    for block, fact, link, target, said, start in _cited(document):
        found = library.resolve(target)
        yield Citation(block, fact, link, target, found[1] if found else None, said, start)


@once
def _cited(document: Document) -> Sequence[tuple[Block, Fact, Node, str, str, int]]:
    """What a citation is made of, but for the row, which is the library's."""
    targets = {link.href: link.target for link in links(document.face, "recommendation")}
    facts = [(b, f) for b in with_facts(document) for f in b.facts if f.name == "Rekommendation"] if targets else []
    return [(block, fact, *found) for block, fact in facts for found in _links_in(fact, targets)]


def _links_in(fact: Fact, targets: Mapping[str, str]) -> Iterator[tuple[Node, str, str, int]]:
    """Each link to a guideline, its target, the priority said after it, and where that stands."""
    nodes = [node for node in fact.nodes if node.kind in ("link", "text")]
    for index, node in enumerate(nodes):
        target = targets.get(node.href, "") if node.kind == "link" else ""
        if not target.startswith("riktlinjer/"):
            continue
        said, start = "", 0
        for after in nodes[index + 1 :]:
            if after.kind == "link":
                break
            if hit := _PRIORITY.search(after.text):
                said, start = hit["said"], after.start + hit.start("said")
                break
        yield node, target, said, start


def is_priority(written: str) -> bool:
    """Whether a row's priority is written in one of the known forms."""
    numbers = _NUMBERS().fullmatch(written)
    return written in PRIORITIES or (
        numbers is not None and (numbers["last"] is None or int(numbers["first"]) < int(numbers["last"]))
    )


def folded(priority: str) -> str:
    """A priority without differences that do not matter: case, spaces, the kind of dash in a range."""
    words = " ".join(priority.split()).casefold().strip(".")
    return re.sub(r"(?<=\d)\s?[-–—]\s?(?=\d)", "–", words)
