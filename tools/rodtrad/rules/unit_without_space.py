"""Det saknas ett mellanslag mellan talet och enheten.

Varför: utan mellanslag läses siffror och bokstäver ihop, och en dos kan bli fel: `1l` liknar `11`. På svenska skrivs
mellanslag också före procenttecken.

Fel: `Ge 5mg till de 10% som behöver mer.`

Rätt: `Ge 5 mg till de 10 % som behöver mer.`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._noted import noted
from rodtrad.rules._prose import hits
from rodtrad.rules._units import NUMBER, SYMBOL

FAMILY = Family.LANGUAGE
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT, Kind.INDICATOR)

_JOINED = later(rf"\d(?P<unit>{SYMBOL}|(?:tim|min)(?![\w-]))")
_NUMBER = later(rf"{NUMBER}\Z")
_YEAR = later(r"(?:19|20)\d\d")
"""With a letter it is one of the year's sources: `(Socialstyrelsen 2015g)`."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Only where the token before the unit is a number: codes, versions and names have letters and digits too."""
    if not any(map(_JOINED().search, noted(document, library))):
        return
    text = document.source.text
    for hit, _ in hits(document, _JOINED()):
        at = hit.start("unit")
        number = _NUMBER().search(text, max(at - 24, 0), at)
        if number is None or (len(hit["unit"]) == 1 and _YEAR().fullmatch(number[0]) and hit["unit"].isalpha()):
            continue
        better = f"{number[0]} {hit['unit']}"
        fix = Fix(f"Skriv `{better}`", (Edit(at, at, " "),))
        place = document.place(number.start(), hit.end())
        yield found(document, place, f"Mellanslag saknas i `{number[0]}{hit['unit']}`.", f"Skriv `{better}`.", fix)
