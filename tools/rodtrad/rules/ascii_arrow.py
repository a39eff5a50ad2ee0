"""Pilen är skriven med bindestreck och större än-tecken.

Varför: `->` läses som en pil, men `→` är tydligare i texten och ser likadan ut överallt.

Fel: `- -> [B](#behandling)`

Rätt: `- → [B](#behandling)`
"""

from collections.abc import Iterator

from rodtrad.chapters._ways import arrow
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report `->` where it begins a way."""
    text = document.source.text
    for block in document.body.of(Role.WAY, Role.ENTRY):
        read = arrow(block.nodes[0]) if block.way and "->" in text[block.start : block.end] else None
        if read is None or text[read.at] != "-":
            continue
        start = read.at
        while text[start - 1] == "-":
            start -= 1
        end = text.index(">", start) + 1
        fix = Fix("Skriv `→`", (Edit(start, end, "→"),))
        yield found(document, document.source.place(start, end), "Pilen är skriven `->`.", "Skriv `→`.", fix)
