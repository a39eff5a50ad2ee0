"""Samma indikator står två gånger i ett vårdförlopp.

Varför: måttet räknas dubbelt när täckning och prioritering sammanställs, och läsaren letar efter skillnaden.

Fel: `[Dödlighet](../indikatorer/oj-dodlighet-i-stroke.md)` både under `### Resultatmått` och under `### Processmått`.

Rätt: en rad, med alla mål som den följer: `- **Följer:** [överlevnad](#m-overlevnad), [tid](#m-tid)`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._links import links

FAMILY = Family.THREAD
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each further item that links to an indicator already listed."""
    seen: dict[str, tuple[str, int]] = {}
    for link in links(document.face, "indicator"):
        target = link.target.partition("#")[0]
        if not target.startswith("indikatorer/"):
            continue
        block, line = seen.setdefault(target, (link.block, link.place.line))
        if block != link.block:
            message = f"Indikatorn ”{link.text}” står redan på rad {line}."
            yield found(document, link.place, message, "Slå ihop raderna till en, med alla mål under `Följer`.")
