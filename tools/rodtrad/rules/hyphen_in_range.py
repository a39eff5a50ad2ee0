"""Ett intervall skrivs med bindestreck.

Varför: tankstreck visar att det är ett intervall, så att både läsaren och datorn ser ”2 till 3”. Bindestreck
förekommer också i datum, telefonnummer och minustal.

Fel: `Följ upp efter 2-3 veckor.`

Rätt: `Följ upp efter 2–3 veckor.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._prose import hits

FAMILY = Family.LANGUAGE
SEVERITY = Severity.WARNING

_NUMBER = r"\d{1,4}(?:,\d+)?"
_CODE = r"[A-Z]\d{2}(?:\.\d)?"
_HIGH = re.compile(rf"-(?:(?<=\d-)|(?<=\d\s-))\s?(?:(?P<high>{_NUMBER})|(?P<code>{_CODE}))(?![\w:/–-]|[.,]\d)")
_FIRST = later(rf"(?<![\w.:#/–-])(?P<low>{_CODE})\s?\Z")
_LOW = later(rf"(?<![\w.,:/–-])(?P<low>{_NUMBER})\s?\Z")
_COUNTED = later(
    r"[ \u00a0]?(?:%|°C|[mµu]?g\b|kg\b|[mcd]?l\b|mmol\b|mm\b|cm\b|m\b|kPa\b|mmHg\b)"
    r"|[ \u00a0]?(?:h|v|mån|dgr)(?!\w)"
    r"|[ \u00a0](?:sekund|minut|min\b|timm|tim\b|dygn|dag|veck|månad|man\b|år|gång|poäng|procent|promille|enhet|tablett"
    r"|grad|kron|miljon|miljard|person|patient|barn|vuxn|besök|samtal|pass|steg|punkt|möte|behandling|kontroll|dos)"
)
_LEADS = later(r"(?:[Pp]riorit\w+|[Åå]lder\w*|sid(?:an|orna|or)?|grad|stadium|nivå|[Mm]ellan|rad(?:erna)?)\s\Z")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Two rising numbers where a word says that they are counted, and two rising codes of one letter; dates and
    telephone numbers are let be.
    """
    text = document.source.text
    for hit, _ in hits(document, _HIGH):
        before = (_FIRST if hit["code"] else _LOW)().search(text, max(hit.start() - 12, 0), hit.start())
        if before is None:
            continue
        start, end = before.start(), hit.end()
        high = hit["code"] or hit["high"]
        if not (
            _is_of_codes(before["low"], high) if hit["code"] else _is_counted(text, before["low"], high, start, end)
        ):
            continue
        better = f"{before['low']}–{high}"
        fix = Fix(f"Skriv `{better}`", (Edit(start, end, better),))
        message = f"Intervallet `{text[start:end]}` skrivs med bindestreck."
        yield found(document, document.place(start, end), message, f"Skriv `{better}` med tankstreck.", fix)


def _is_of_codes(first: str, last: str) -> bool:
    return first[0] == last[0] and first < last


def _is_counted(text: str, first: str, last: str, start: int, end: int) -> bool:
    low, high = (float(number.replace(",", ".")) for number in (first, last))
    if low >= high or (first.startswith("0") and "," not in first):
        return False
    years = 1900 <= low < high <= 2100
    return years or bool(_COUNTED().match(text, end) or _LEADS().search(text, max(start - 20, 0), start))
