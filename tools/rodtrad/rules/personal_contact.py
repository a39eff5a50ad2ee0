"""Texten har en persons e-postadress eller telefonnummer.

Varför: vårdförlopp är offentliga och ligger kvar i historiken, och den som står där byter arbete. Läsaren behöver en
adress som någon alltid svarar på.

Fel: `Urolog, anna.andersson@regionen.example, 070-174 06 05`

Rätt: `Urolog, Region Exempel`, och vid behov en funktionsadress: `kansli@regionen.example`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found

FAMILY = Family.LANGUAGE
SEVERITY = Severity.WARNING

_ADDRESS = later(
    r"(?<![\w.-])(?P<name>[^\W\d_]+(?:-[^\W\d_]+)?(?:\.[^\W\d_]+(?:-[^\W\d_]+)?){1,3}\d{0,2})@\w[\w-]*\.\w"
)
_OFFICES = (
    "diarium funktion hjalp info kansli kontakt kunskapsstyrning lpo nag npo press projekt redaktion register"
    " registrator remiss rpo samordning service sjukhus support team utveckling vard webb"
)
_FUNCTIONS = frozenset(_OFFICES.split())
"""Parts of addresses that belong to an office: `stroke.team@`."""

_MAYBE = later(r"07[02369][ \u00a0–-]{0,3}\d")
"""It begins with fixed characters, which are found fastest."""
_MOBILE = later(r"(?<![\w.,/+-])(?:0|\+46[ -]?(?:\(0\) ?)?)7[02369](?:[ \u00a0–-]{0,3}\d){7}(?![\w-])")
_NUMBER = later(
    r"(?<![\w.,/+-])(?:0|\+46[ -]?(?:\(0\) ?)?)\d{1,3}(?: ?[–/-] ?|[ \u00a0])\d{2,3}(?:[ \u00a0]?\d{2,3}){1,2}(?![\w-])"
)
_GROUP = "# Arbetsgrupp"


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Addresses and mobile numbers of persons anywhere, any telephone number in the chapter on the working group."""
    text = document.source.text
    told: set[str] = set()
    for hit in _ADDRESS().finditer(text) if "@" in text else ():
        if hit["name"] not in told and _FUNCTIONS.isdisjoint(hit["name"].casefold().split(".")):
            told.add(hit["name"])
            hint = "Ta bort den, eller skriv en funktionsadress: `kansli@…`."
            end = hit.start() + len(hit["name"])
            yield found(document, document.place(hit.start(), end), "Här står en persons e-postadress.", hint)
    at = text.find(_GROUP)
    end = text.find("\n#", at) if at >= 0 else -1
    numbers = _NUMBER().finditer(text, at, end if end >= 0 else len(text)) if at >= 0 else ()
    mobiles = _MOBILE().finditer(text) if ("+" in text and "+46" in text) or _MAYBE().search(text) else ()
    for number in sorted({hit.span() for hit in (*numbers, *mobiles)}):
        hint = "Ta bort det, eller skriv i vårdförloppets text numret till en växel eller en funktion."
        yield found(document, document.place(*number), "Här står ett telefonnummer till en person.", hint)
