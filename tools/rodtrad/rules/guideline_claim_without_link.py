"""Texten stöder sig på nationella riktlinjer utan att säga vilken.

Varför: läsaren ska kunna se vad riktlinjen säger, och den som förvaltar texten ska få veta när riktlinjen ändras. Det
går bara med en länk.

Fel: `Erbjud rökslutarstöd enligt nationella riktlinjer.`

Rätt: `Erbjud rökslutarstöd enligt [nationella riktlinjer](../riktlinjer/nr-levnadsvanor-ny.md).`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._prose import hits

FAMILY = Family.GUIDELINES
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT)

_NAMED = (
    re.compile(r"riktlinje(?<=(?P<space>\s)riktlinje)\w*"),
    re.compile(r"Socialstyrelsen(?<=(?P<space>\s)Socialstyrelsen)\s(?:rekommenderar|avråder|förordar)"),
)

_WHOSE = r"(?:Socialstyrelsens(?:\snationella)?|[Nn]ationella)"
_BEFORE = later(
    rf"(?:\b(?P<claim>enligt|följ(?:er|a)?|stöd\si|utifrån|i\s(?:linje|enlighet)\smed)\s(?:de\s)?)?{_WHOSE}\Z",
    re.IGNORECASE,
)
_AFTER = later(r"\s(?:anger|säger|rekommenderar|förordar|avråder|framhåller|betonar)\b")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """One finding a block; a link to any guideline in the block, here or elsewhere, is enough."""
    text = document.source.text
    if not is_full_text(document.face):
        return
    linked: set[str] | None = None
    said: set[str] = set()
    named = [pair for pattern in _NAMED for pair in hits(document, pattern, "space")]
    for hit, block in sorted(named, key=lambda pair: pair[0].start()):
        start, end = _claim(text, hit)
        if linked is None:
            linked = {link.block for link in document.face.links if "riktlinje" in link.target}
        if start == end or block.id in linked or block.id in said:
            continue
        said.add(block.id)
        message = f"”{' '.join(text[start:end].split())}” säger inte vilken riktlinje som menas."
        hint = "Länka till riktlinjen: `[nationella riktlinjer](../riktlinjer/id.md)`, helst till raden med `#rad-id`."
        yield found(document, document.place(start, end), message, hint)


def _claim(text: str, hit: re.Match[str]) -> tuple[int, int]:
    """Where the claim stands; an empty stretch when guidelines are only mentioned."""
    start, end = hit.span()
    if text.startswith("Socialstyrelsen", start):
        return start, end
    before = _BEFORE().search(text, max(start - 80, 0), start - 1)
    after = _AFTER().match(text, end)
    if before is None or not (before["claim"] or after):
        return start, start
    return before.start(), after.end() if after else end
