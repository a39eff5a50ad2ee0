"""Källan anges med en siffra som inte leder någonstans.

Varför: läsaren ska kunna gå från påståendet till källan. En siffra i parentes är ingen länk, och den pekar fel så snart
en källa läggs till eller tas bort.

Fel: `Var tionde vuxen får sjukdomen (1). Den är vanligare hos kvinnor (2).`

Rätt: `Var tionde vuxen får sjukdomen.[^who-2023]` och raden `[^who-2023]: …` under Referenser.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._prose import hits

FAMILY = Family.LINKS
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY, Kind.INDICATOR, Kind.GUIDELINE, Kind.IMPACT, Kind.ADDITION)

_CITED = later(
    r"(?P<open>\((?<=[\w%.]\s\())\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}\)"
    r"(?=\s?[.,;:]|\s+[A-ZÅÄÖ]|\s*(?:\n|\Z))"
)
"""After a word, at the end of a clause: "dels (1) prover, dels (2) röntgen" counts on."""
_NUMBER = re.compile(r"\d+")
_RANGE = re.compile("[–-]")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Only where there is a series, from 1 on: a single number may be anything, and "(1–10)" is a scale."""
    if "(1" not in document.source.text:
        return
    cited = [hit for hit, _ in hits(document, _CITED(), "open")]
    plain = {number for hit in cited if not _RANGE.search(hit[0]) for number in _NUMBER.findall(hit[0])}
    if not {"1", "2"} <= plain:
        return
    for hit in cited:
        message = f"Källan ”{hit[0]}” är en siffra som inte leder någonstans."
        hint = "Skriv en fotnot i stället: `[^utgivare-2024]` här, och raden `[^utgivare-2024]: …` under Referenser."
        yield found(document, document.place(hit.start(), hit.end()), message, hint)
