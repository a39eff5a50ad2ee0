"""Texten innehåller ett personnummer.

Varför: vårdförlopp är offentliga och ligger kvar i historiken. Ett personnummer får aldrig stå i dem, inte ens som
exempel.

Fel: `Patienten 19121212-1212 …`

Rätt: `Patienten …`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.rules import Family, found

FAMILY = Family.LANGUAGE
BREAKS_MACHINES = True

_NUMBERS = (
    re.compile(r"-(?<=\d{6}-)(?=\d{4}(?!\d|[-+]\d))"),
    re.compile(r"\+(?<=\d{6}\+)(?=\d{4}(?!\d|[-+]\d))"),
)
"""Each begins with one fixed character, which is found fastest."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Six or eight figures, a hyphen and four: a date (or a coordination number) with the right check digit."""
    text = document.source.text
    for hit in (hit for number in _NUMBERS for hit in number.finditer(text)):
        start, end = hit.start() - 6, hit.end() + 4
        month, day = int(text[start + 2 : start + 4]), int(text[start + 4 : start + 6])
        if text[max(start - 2, 0) : start] in ("18", "19", "20"):
            start -= 2
        before = text[start - 1 : start]
        if (
            before.isdigit()
            or before in ("-", "/")
            or not 1 <= month <= 12
            or not 1 <= (day - 60 if day > 60 else day) <= 31
        ):
            continue
        if _sums(text[hit.start() - 6 : hit.start()] + text[hit.end() : end]):
            message = "Här står ett personnummer."
            hint = "Ta bort det ur texten, och be förvaltaren att ta bort det ur historiken."
            yield found(document, document.place(start, end), message, hint)


def _sums(figures: str) -> bool:
    """Whether the last of ten figures checks the others (Luhn), as in the Swedish Tax Agency's SKV 704."""
    doubled = [int(figure) * (2 - at % 2) for at, figure in enumerate(figures)]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
