"""Tusental skrivs med punkt, med komma eller utan mellanslag.

Varför: på svenska är komma decimaltecken, så `10,000` kan läsas som tio. Ett långt tal utan mellanslag är lätt att läsa
fel på en nolla. Ett hårt blanksteg håller ihop talet.

Fel: `Omkring 10.000 personer insjuknar varje år.`

Rätt: `Omkring 10 000 personer insjuknar varje år.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._noted import noted
from rodtrad.rules._prose import hits
from rodtrad.rules._units import UNIT

FAMILY = Family.LANGUAGE
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT, Kind.INDICATOR)

_HARD = "\u00a0"
_MAYBE = later(r"\d(?:\d{4}|[.,]\d{3})")
_NUMBER = later(
    r"(?<![\w.,:/#-])(?<!\D–)(?P<number>[1-9]\d{4,6}|[1-9]\d{0,2}(?:\.\d{3}){1,2}|[1-9]\d{0,2}(?:,\d{3}){1,2})"
    rf"(?=(?:–\d[\d.,]*)?\s+(?:(?P<unit>{UNIT})(?!\w)|[a-zåäöµμ%°]))"
)
"""Before a word: what stands alone may be a code, a version, or the number of something."""
_NAMED = later(
    r"(?:\b[A-ZÅÄÖ]{2,}|(?i:nummer|numret|\b(?:nr\.?|dnr\.?|artikel\w*|telefon|tfn\.?|tel\.?|ring|koden?|koderna|id|sidan?"
    r"|rad|bilaga|version|avsnitt|kapitel|publikation\w*|box|konto|giro)))[ \u00a0:]*\Z"
)
_WHOLE = later(
    r"\s(?:\w+a\s)?(?:person|patient|invånar|barn\b|vuxn|kvinn|män\b|individ|fall\b|besök|samtal|steg\b|vårdtillfäll"
    r"|operation|läkarbesök|sjukskrivning|dödsfall|kronor\b|människ|anställd|deltagar)"
)
"""What is counted in whole numbers only."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A point before a unit is decimal-point's; what stands after a comma is told where decimals make no sense."""
    if not any(map(_MAYBE().search, noted(document, library))):
        return
    text = document.source.text
    for hit, _ in hits(document, _NUMBER(), "number"):
        written = hit["number"]
        figures = re.sub(r"\D", "", written)
        count = written.count(".") + written.count(",")
        if _NAMED().search(text, max(hit.start() - 24, 0), hit.start()):
            continue
        is_whole = count > 1 or _WHOLE().match(text, hit.end()) is not None
        if count == 1 and "." in written and hit["unit"]:
            continue
        better = f"{int(figures):,}".replace(",", _HARD)
        hint = f"Skriv `{better}` med hårt blanksteg."
        fix: Fix | None = Fix(f"Skriv `{better}`", (Edit(hit.start(), hit.end(), better),), safe=count != 1 or is_whole)
        how = "med punkt" if "." in written else "med komma" if count else "utan mellanslag"
        if count == 1 and "," in written:
            if not (is_whole or written.endswith(",000")):
                continue
            hint = f"Skriv `{better}` om tusental menas. Är det ett decimaltal: ta bort nollorna."
            how, fix = "med komma och kan läsas som ett decimaltal", None
        elif count == 1 and not is_whole:
            hint = f"Skriv `{better}` om tusental menas, eller `{written.replace('.', ',')}` om det är ett decimaltal."
        yield found(document, document.place(hit.start(), hit.end()), f"`{written}` skrivs {how}.", hint, fix)
