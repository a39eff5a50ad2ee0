"""Ett kapitel eller avsnitt står inte på sin plats.

Varför: alla vårdförlopp har samma ordning, så att läsaren hittar på samma ställe varje gång.

Fel: `## Kvalitetsuppföljning` före `## Utmaningar och mål`.

Rätt: `## Utmaningar och mål` och därefter `## Kvalitetsuppföljning`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rodtrad.chapters import of_kind
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._headings import folded, headings, out_of_order
from rodtrad.tree import Node

FAMILY = Family.CHAPTERS
KINDS = (Kind.PATHWAY, Kind.INDICATOR, Kind.GUIDELINE, Kind.IMPACT, Kind.OUTCOME)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """The fewest chapters that would have to move; then the same for the known sections of each chapter."""
    chapters = [(h.chapter.order, h.title, h.node) for h in headings(document) if h.chapter and not h.chapter.starts]
    if any(one[0] >= other[0] for one, other in pairwise(chapters)):
        times = Counter(order for order, _, _ in chapters)  # of one that stands twice, which is right is not known
        yield from _misplaced(document, [c for c in chapters if times[c[0]] == 1], "Kapitlet")
    places: Sequence[str] = ()
    sections: list[tuple[int, str, Node]] = []
    for block in document.body.of(Role.CHAPTER, Role.SECTION):
        if block.heading is None:
            continue
        if block.role is Role.CHAPTER:
            if sections:
                yield from _misplaced(document, sections, "Avsnittet")
            places, sections = _sections(document.kind, block.title), []
        elif places and block.level == 3 and folded(block.title) in places:
            sections.append((places.index(folded(block.title)), block.title, block.heading))
    yield from _misplaced(document, sections, "Avsnittet")


@lru_cache(maxsize=4096)
def _sections(kind: Kind, chapter: str) -> Sequence[str]:
    """The known sections of a chapter, folded, in order."""
    pair = of_kind(kind).get(folded(chapter))
    return [folded(name) for name in pair[0].sections] if pair else ()


def _misplaced(document: Document, found_in_order: Sequence[tuple[int, str, Node]], what: str) -> Iterator[Finding]:
    moved = out_of_order([number for number, _, _ in found_in_order])
    for index in moved:
        number, title, node = found_in_order[index]
        earlier = [h for i, h in enumerate(found_in_order) if i not in moved and h[0] < number]
        later = [h for i, h in enumerate(found_in_order) if i not in moved and h[0] > number]
        where = f"efter ”{earlier[-1][1]}”" if earlier else f"före ”{later[0][1]}”"
        message = f"{what} ”{title}” står inte på sin plats."
        to = _end(document, earlier[-1][2]) if earlier else later[0][2].start
        fix = Fix(f"Flytta det så att det står {where}", _moved(document, node, to), safe=False)
        yield found(document, document.place(node), message, f"Flytta det så att det står {where}.", fix)


def _end(document: Document, heading: Node) -> int:
    """Where what stands under a heading ends: at the next that is not below it."""
    after = (n for n in document.body.find("heading") if n.start > heading.start and n.level <= heading.level)
    return next((node.start for node in after), len(document.source.text))


def _moved(document: Document, heading: Node, to: int) -> tuple[Edit, Edit]:
    """What stands under a heading, and that, moved; a blank line parts it from what is around it."""
    text = document.source.text
    start, end = heading.start, _end(document, heading)
    said = text[start:end].rstrip("\n")
    if end == len(text):
        start = len(text[:start].rstrip("\n")) + 1
    if to < len(text):
        return Edit(start, end, ""), Edit(to, to, f"{said}\n\n")
    to = len(text.rstrip("\n"))
    return Edit(start, end, ""), Edit(to, to, f"\n\n{said}")
