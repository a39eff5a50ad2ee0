"""En väg är ingen egen punkt.

Varför: en väg utan strecket först blir en del av punkten ovanför, eller vanlig text. Då saknas pilen i flödesschemat,
och tiden läses som om den hörde till en annan väg.

Fel: raden `**Övriga.** → [C](#radiologi) inom 7 dagar` utan streck, efter raden `- **Feber.** → [B](#akut)`

Rätt: `- **Övriga.** → [C](#radiologi) inom 7 dagar`
"""

from collections.abc import Iterator
from itertools import pairwise

from rodtrad.chapters._ways import ARROW, ARROWS
from rodtrad.document import Block, Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import with_arrows
from rodtrad.tree import Node

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report arrows after the first in an item, and arrows in paragraphs where ways are expected."""
    homes = {block.id for block in document.body.of(Role.WAYS, *NODES)}
    for block, many in with_arrows(document):
        if block.role in (Role.WAY, Role.ENTRY) and many > 1:
            yield from _joined(_lines_with_arrows(block, document), document)
        elif block.role is Role.PROSE and block.parent in homes and block.nodes[0].kind == "paragraph":
            for line in dict.fromkeys(_lines_with_arrows(block, document)):
                yield _finding(line, document)


def _joined(lines: list[int], document: Document) -> Iterator[Finding]:
    for before, line in pairwise(lines):
        if line > before:
            yield _finding(line, document)
        else:
            hint = "Skriv den andra på en egen rad som börjar med `- `."
            yield found(document, document.source.line_place(line), "Två vägar står i samma punkt.", hint)


def _finding(line: int, document: Document) -> Finding:
    source = document.source
    written = source.line(line)
    start = source.starts[line - 1] + len(written) - len(written.lstrip())
    fix = Fix("Skriv `- ` först", (Edit(source.starts[line - 1], start, "- "),), safe=False)
    message = "Vägen är ingen egen punkt, så den blir ingen pil i flödesschemat."
    return found(document, source.line_place(line), message, f"Skriv `- {written.strip()}`.", fix)


def _lines_with_arrows(block: Block, document: Document) -> list[int]:
    """The line of every arrow in the block's own paragraph, where a link follows it; not of one that joins two."""
    first = block.nodes[0]
    paragraph = first.children[0] if first.kind == "item" and first.children else first
    lines: list[int] = []
    waiting: list[int] = []
    last = ""
    for node in paragraph.children:
        joins = last == "link" and node.text.strip() in ARROWS
        last = node.kind
        if node.kind == "text" and not joins:
            waiting += _arrows(node, document)
        elif node.kind == "link" and waiting:
            lines += waiting
            waiting = []
    return lines


def _arrows(text: Node, document: Document) -> list[int]:
    return [document.source.line_column(text.start + hit.start())[0] for hit in ARROW.finditer(text.text)]
