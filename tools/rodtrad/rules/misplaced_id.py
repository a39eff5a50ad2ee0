"""Ett id står där det inte gör någon nytta.

Varför: ett id gäller bara när det står sist i en rubrik eller sist på en punkts första rad. På andra ställen blir det
kvar som text, och länkar dit är döda.

Fel: `- Misstänkt sepsis {#in-misstanke}. → [A](#upptackt)`

Rätt: `- Misstänkt sepsis. → [A](#upptackt) {#in-misstanke}`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.prose import prose_test, raw_matches
from rodtrad.rules import Family, found
from rodtrad.rules._blocks import with_written_id
from rodtrad.rules._misread import is_unread

FAMILY = Family.LINKS

_BRACES = re.compile(r"\{#[^{}\n]*\}")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Braces that are no block's id: in running text, on a second line, in a list below another list."""
    used = {node.id_start for _, node in with_written_id(document)}
    is_prose = prose_test(document)
    for hit in raw_matches(document, _BRACES):
        if hit.start() not in used and is_prose(hit.start()) and not is_unread(document, hit.start()):
            message = f"`{hit[0]}` står på ett ställe där id inte läses."
            hint = "Flytta det sist i rubriken, eller sist på punktens första rad."
            yield found(document, document.place(hit.start(), hit.end()), message, hint, _moved(document, hit))


_OPENS = re.compile(r"[ ]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ ]")


def _moved(document: Document, hit: re.Match[str]) -> Fix | None:
    """The only id of a heading or an item, moved to the end of its first line."""
    text = hit.string
    line, end = text.rfind("\n", 0, hit.start()) + 1, text.find("\n", hit.end())
    end = len(text) if end < 0 else end
    if not _OPENS.match(text, line) or text.count("{#", line, end) > 1 or not text[hit.end() : end].strip():
        return None
    end -= len(text[:end]) - len(text[:end].rstrip())
    space = hit.start() - len(text[line : hit.start()]) + len(text[line : hit.start()].rstrip())
    return Fix(f"Flytta `{hit[0]}` sist på raden", (Edit(space, hit.end(), ""), Edit(end, end, f" {hit[0]}")))
