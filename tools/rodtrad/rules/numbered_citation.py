"""Källan anges med en siffra som inte leder någonstans.

Varför: läsaren ska kunna gå från påståendet till källan. En siffra inom parentes, `[1]` eller `¹` är ingen länk, och
den pekar fel så snart en källa läggs till eller tas bort.

Fel: `Var tionde vuxen får sjukdomen (1). Den är vanligare hos kvinnor (2).`

Rätt: `Var tionde vuxen får sjukdomen.[^who-2023]` och raden `[^who-2023]: …` under Referenser.
"""

import re
from collections.abc import Iterator, Set

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

_FIRST = re.compile(r"1(?<=[(\[]1)")
_CITED = later(
    r"(?P<open>\((?<=[\w%.]\s\())\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}\)"
    r"(?=\s?[.,;:]|\s+[A-ZÅÄÖ]|\s*(?:\n|\Z))"
)
"""After a word, at the end of a clause: "dels (1) prover, dels (2) röntgen" counts on."""
_BRACKETED = later(
    r"(?P<open>\[(?:(?<=[\w%.,;:)]\[)|(?<=[\w%.,;:)] \[)))\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}\](?![(\[:])"
)
_RAISED = later(r"(?P<open>[¹²³⁴⁵⁶⁷⁸⁹](?:(?<=[^\W\d_]{3}.)|(?<=[\w%)][.,;:)].)))[⁰¹²³⁴⁵⁶⁷⁸⁹,–-]{0,9}(?![\w⁻])")
"""After a word or its full stop: "m²" and "10³" are units and numbers."""
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"\d+")
_RANGE = re.compile("[–-]")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Only where there is a series, from 1 on; one number in parentheses may be anything, and "(1–10)" is a scale."""
    text = document.source.text
    if _FIRST.search(text):
        yield from _series(document, _CITED(), {"1", "2"})
        yield from _series(document, _BRACKETED(), {"1"})
    if "¹" in text:
        yield from _series(document, _RAISED(), {"1"})


def _series(document: Document, pattern: re.Pattern[str], first: Set[str]) -> Iterator[Finding]:
    cited = [hit for hit, _ in hits(document, pattern, "open")]
    plain = {n for hit in cited if not _RANGE.search(hit[0]) for n in _NUMBER.findall(hit[0].translate(_PLAIN))}
    if not first <= plain:
        return
    for hit in cited:
        message = f"Källan ”{hit[0]}” är en siffra som inte leder någonstans."
        hint = "Skriv en fotnot i stället: `[^utgivare-2024]` här, och raden `[^utgivare-2024]: …` under Referenser."
        yield found(document, document.place(hit.start(), hit.end()), message, hint)
