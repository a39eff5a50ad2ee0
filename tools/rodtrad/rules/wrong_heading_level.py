"""En rubrik har fel nivå.

Varför: nivån säger vad rubriken hör till. En åtgärd på fel nivå hamnar utanför sin grupp, och den som lyssnar på sidan
tappar bort sig.

Fel: `### A. Bedömning {#bedomning}` eller `# Titel`.

Rätt: `#### A. Bedömning {#bedomning}`: kapitel två, grupp tre, åtgärd fyra och åtgärdens delar fem brädgårdar.
"""

from collections.abc import Iterator

from rodtrad.chapters import fold
from rodtrad.chapters.actions import LABEL, half_named
from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._headings import HALVES, folded, known_chapter, relevelled, sections_of
from rodtrad.tree import Node

FAMILY = Family.CHAPTERS

_LEVELS = {
    Role.ACTION: 4,
    Role.DECISION: 4,
    Role.CARE: 5,
    Role.PATIENT: 5,
    Role.WAYS: 5,
    Role.RECOMMENDATION: 3,
    Role.ADDITION: 2,
    Role.DEVIATION: 2,
}
_HALF_NAMES = frozenset(fold(name) for name in HALVES)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A heading that the format knows has its level; others may be one deeper than the one before, at most."""
    previous = 1
    bare = document.body.bare_headings()
    for block in document.body.blocks:
        node = block.heading
        if node is None:
            continue
        if id(block) in bare:
            message = f"”{block.title}” har åtgärdernas nivå, men varken bokstav, id eller innehåll."
            hint = f"Är det en grupp: skriv `### {block.title}`. Är det en åtgärd: `#### X. {block.title} {{#…}}`."
            yield found(document, document.place(block), message, hint, relevelled(document, node, 3))
            previous = node.level
            continue
        if node.level == 1 and not _is_chapter(document.kind, block.title):
            message = "En rubrik på nivå 1 behövs inte: titeln står överst i filen, efter `titel:`."
            yield found(document, document.place(block), message, "Ta bort raden.", _removed(document, block, node))
            continue
        right = _right_level(document.kind, block)
        if right and right != node.level:
            yield _finding(document, block, right)
            previous = right
        elif node.level > previous + 1 and not (right and block.role is Role.SECTION):  # then what is above is wrong
            message = f"Rubriken ”{block.title}” hoppar från nivå {previous} till nivå {node.level}."
            group = node.level == 4 and block.role in (Role.ACTION, Role.DECISION)
            hint = f"Skriv en rubrik för gruppen före, `### …`, eller `{'#' * (previous + 1)} {block.title}`."
            if not group:
                hint = f"Skriv `{'#' * (previous + 1)} {block.title}`."
            fix = None if group else relevelled(document, node, previous + 1)
            yield found(document, document.place(block), message, hint, fix)
            previous = node.level
        else:
            previous = node.level


def _removed(document: Document, block: Block, node: Node) -> Fix | None:
    """Without the line and what parts it from the next; nothing is lost where it only says the title once more."""
    text = document.source.text
    if not text.startswith("#", node.start):
        return None
    start = text.rfind("\n", 0, node.start) + 1
    end = node.end + len(text[node.end :]) - len(text[node.end :].lstrip("\n"))
    same = folded(block.title) == folded(document.face.matter.title or "") and node.id is None
    return Fix("Ta bort raden", (Edit(start, end, ""),), safe=same)


def _right_level(kind: Kind, block: Block) -> int:
    """The level that the format gives this heading; 0 when it says nothing."""
    if block.role in _LEVELS:
        return _LEVELS[block.role]
    words = folded(block.title)
    if (
        kind is Kind.PATHWAY
        and block.role in (Role.SECTION, Role.CHAPTER)
        and block.nodes[0].id
        and LABEL.match(block.title)
    ):
        return 4  # a node that stands too deep is read as a section
    if kind is Kind.PATHWAY and words in _HALF_NAMES:
        return 5
    if kind is Kind.PATHWAY and block.role is Role.SECTION and words.startswith("nulägesbeskrivning"):
        return 4
    if words in sections_of(kind):
        return 3 if block.role is Role.CHAPTER and block.level <= 2 else 0
    if block.level == 1 or (block.level > 2 and block.role is not Role.GROUP and _is_chapter(kind, block.title)):
        return 2
    return 0


def _is_chapter(kind: Kind, title: str) -> bool:
    pair = known_chapter(kind, title)
    return pair is not None and not pair[0].starts


def _finding(document: Document, block: Block, right: int) -> Finding:
    node = block.nodes[0]
    text = document.source.text
    fix = relevelled(document, node, right, safe=True)
    words = half_named(block.title) if right == 5 else ""
    words = words or _words(text, block)
    message = f"Rubriken ”{block.title}” har nivå {node.level} men ska ha nivå {right}."
    return found(document, document.place(block), message, f"Skriv `{'#' * right} {words}`.", fix)


def _words(text: str, block: Block) -> str:
    """The heading as written, with letter and id, so that neither is lost by whoever copies it."""
    node = block.nodes[0]
    return text[node.start : node.end].split("\n")[0].strip("# \t")
