"""En siffra om hälsotillståndet saknar källa.

Varför: hur många som drabbas och hur det går ändras med tiden. Utan källa kan ingen granska siffran eller byta ut den.

Fel: `Omkring 5 % av alla vuxna har en depression.`

Rätt: `Omkring 5 % av alla vuxna har en depression.[^who-2023]`
"""

import re
from collections.abc import Iterator

from rodtrad.chapters import slug
from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import found, is_full_text
from rodtrad.rules._prose import hits

SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY,)

_CHAPTER = slug("Om hälsotillståndet")
_SHARE = re.compile(r"(?:\d\s?%|\d procent\b|\d av (?:10 000|100 000|1 000|100|10)\b)")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Shares in the chapter on the condition, in blocks with neither footnote nor link; one finding a block."""
    if not is_full_text(document.face):
        return
    inside: set[str] | None = None
    told: set[str] = set()
    for hit, block in hits(document, _SHARE):
        if inside is None:
            inside = {_CHAPTER, *(b.id for b in document.face.blocks if b.parent == _CHAPTER)}
        if block.parent not in inside or block.id in told:
            continue
        told.add(block.id)
        if any(next(node.find("footnote_ref", "link"), None) for node in block.nodes):
            continue
        hint = "Skriv en fotnot efter meningen, `[^källa-år]`, och lägg källan under `## Referenser`."
        yield found(document, document.place(hit.start(), hit.end()), "Siffran saknar källa.", hint)
