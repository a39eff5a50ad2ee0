"""En rubrik har fel nivå.

Varför: nivån säger vad rubriken hör till. En åtgärd på fel nivå hamnar utanför sin grupp, och den som lyssnar på sidan
tappar bort sig.

Fel: `### A. Bedömning {#bedomning}` eller `# Titel`.

Rätt: `#### A. Bedömning {#bedomning}`: kapitel två, grupp tre, åtgärd fyra och åtgärdens delar fem brädgårdar.
"""

from collections.abc import Iterator

from rodtrad.chapters.actions import half_named
from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.rules import Family, found
from rodtrad.rules._headings import folded, headings, relevelled, retitled
from rodtrad.rules._misread import is_astray, is_chapter, right_level
from rodtrad.tree import Node

FAMILY = Family.CHAPTERS


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
        right = right_level(document, block)
        if node.level == 1 and not right:
            if not document.source.text.startswith("#", node.start):
                continue  # accidental-heading
            message = "En rubrik på nivå 1 behövs inte: titeln står överst i filen, efter `titel:`."
            fix = _removed(document, block, node)
            hint = "Ta bort raden." if fix else "Ta bort raden, eller skriv orden efter `titel:`."
            yield found(document, document.place(block), message, hint, fix)
            continue
        if right and right != node.level:
            yield _finding(document, block, right)
            previous = right
        elif node.level > previous + 1 and not (right and block.role is Role.SECTION):  # then what is above is wrong
            if is_astray(document, block.start):
                previous = node.level
                continue  # the heading between them is there, but is not read
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
    """Without the line and what parts it from the next, where it only says the title once more."""
    if folded(block.title) != folded(document.face.matter.title or "") or node.id is not None:
        return None
    text = document.source.text
    start = text.rfind("\n", 0, node.start) + 1
    end = node.end + len(text[node.end :]) - len(text[node.end :].lstrip("\n"))
    return Fix("Ta bort raden", (Edit(start, end, ""),))


def _finding(document: Document, block: Block, right: int) -> Finding:
    node = block.nodes[0]
    words = half_named(block.title) if right == 5 else ""
    sure = node.level > 1 or is_chapter(document.kind, block.title)
    fix = relevelled(document, node, right, safe=sure)
    if right == 2 and not sure:
        words = next((h.meant.heading for h in headings(document) if h.node is node and h.meant), "")
        fix = fix and Fix(fix.title, (*fix.edits, *retitled(node, words)), safe=False) if words else fix
    words = words or _words(document.source.text, block)
    message = f"Rubriken ”{block.title}” har nivå {node.level} men ska ha nivå {right}."
    return found(document, document.place(block), message, f"Skriv `{'#' * right} {words}`.", fix)


def _words(text: str, block: Block) -> str:
    """The heading as written, with letter and id, so that neither is lost by whoever copies it."""
    node = block.nodes[0]
    return text[node.start : node.end].split("\n")[0].strip("# \t")
