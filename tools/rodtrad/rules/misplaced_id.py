"""Ett id står där det inte gör någon nytta.

Varför: ett id gäller bara när det står sist i en rubrik eller sist på en punkts första rad. På andra ställen blir det
kvar som text, och länkar dit är döda.

Fel: `- Misstänkt sepsis {#in-misstanke}. → [A](#upptackt)`

Rätt: `- Misstänkt sepsis. → [A](#upptackt) {#in-misstanke}`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.rules import found
from rodtrad.rules._source import matches

_BRACES = re.compile(r"\{#[^{}\n]*\}")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Braces that are no block's id: in running text, on a second line, in a list below another list."""
    used = {block.nodes[0].id_start for block in document.body.blocks if block.nodes and block.nodes[0].id is not None}
    for hit in matches(document, _BRACES):
        if hit.start() not in used:
            message = f"`{hit[0]}` står på ett ställe där id inte läses."
            hint = "Flytta det sist i rubriken, eller sist på punktens första rad."
            yield found(document, document.place(hit.start(), hit.end()), message, hint)
