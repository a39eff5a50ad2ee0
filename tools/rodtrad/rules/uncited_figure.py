"""En siffra om hälsotillståndet saknar källa.

Varför: hur många som drabbas och hur det går ändras med tiden. Utan källa kan ingen granska siffran eller byta ut den.

Fel: `Omkring 5 % av alla vuxna har en depression.`

Rätt: `Omkring 5 % av alla vuxna har en depression.[^who-2023]`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.prose import prose_test
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._blocks import part_at

FAMILY = Family.LINKS
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY,)

_HEADING = "\n## Om hälsotillståndet"
_SHARE = re.compile(r"\d(?:\s?%| procent\b| av 10{1,2}\b| av 1(?:00?)?\s000\b)")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Shares in the chapter on the condition, in blocks with neither footnote nor link; one finding a block."""
    text = document.source.text
    start = text.find(_HEADING, document.body.matter_end - 1) if is_full_text(document.face) else -1
    if start < 0:
        return
    end = text.find("\n## ", start + 1)
    told: set[str] = set()
    for hit in _SHARE.finditer(text, start, end if end >= 0 else len(text)):
        line = text[text.rfind("\n", 0, hit.start()) : text.find("\n", hit.end())]
        if "[^" in line or "](" in line or not prose_test(document)(hit.start()):  # most shares have their source there
            continue
        part = part_at(document, hit.start())
        if part is None or part[1].id in told:
            continue
        block = part[1]
        told.add(block.id)
        if any(next(node.find("footnote_ref", "link"), None) for node in block.nodes):
            continue
        hint = "Skriv en fotnot efter meningen, `[^källa-år]`, och lägg källan under `## Referenser`."
        yield found(document, document.place(hit.start(), hit.end()), "Siffran saknar källa.", hint)
