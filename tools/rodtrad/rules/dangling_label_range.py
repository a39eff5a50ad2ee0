"""Texten hänvisar till en följd av åtgärder där någon saknas.

Varför: ”(B–D)” lovar att alla åtgärder från B till D finns. Saknas en av dem vet läsaren inte vad som menas.

Fel: `Utredningen (B1–B3) görs i primärvården.` när åtgärderna heter B, C och D.

Rätt: `Utredningen ([B](#prover)–[D](#rontgen)) görs i primärvården.`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._letters import mentions, nodes_by_letter, run

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report a range once, with every letter that is missing in it."""
    known = nodes_by_letter(document.face)
    for mention in mentions(document):
        if not mention.is_range:
            continue
        first, last = mention.letters[0], mention.letters[-1]
        missing = [letter for letter in run(first[0], last[0]) if letter not in known]
        if missing:
            message = f"{first[0]}–{last[0]} omfattar åtgärder som inte finns: {', '.join(missing)}."
            hint = "Länka till den första och den sista åtgärden: `([X](#id)–[Y](#id))`."
            yield found(document, document.source.place(first[1], last[2]), message, hint)
