"""Ett decimaltal skrivs med punkt.

Varför: på svenska skrivs decimaltal med komma. En punkt kan läsas som skiljetecken mellan tusental, och då blir en
dos fel.

Fel: `Ge 1.5 mg.`

Rätt: `Ge 1,5 mg.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._prose import hits
from rodtrad.rules._units import UNIT

FAMILY = Family.LANGUAGE
SEVERITY = Severity.WARNING

_POINT = re.compile(rf"\.(?P<part>\d+)(?=[ \u00a0]?{UNIT}(?!\w))")
_WHOLE = later(r"(?<![\w.,:/-])\d+\Z")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Only before a unit: clock times, versions, sections and codes have points too."""
    for hit, _ in hits(document, _POINT):
        whole = _WHOLE().search(document.source.text, max(hit.start() - 12, 0), hit.start())
        if whole is None:
            continue
        written, better = whole[0] + hit[0], f"{whole[0]},{hit['part']}"
        # Three digits after the point may be thousands: only the author knows.
        safe = len(hit["part"]) != 3
        hint = f"Skriv `{better}`" + ("." if safe else f", eller `{whole[0]} {hit['part']}` om tusental menas.")
        fix = Fix(f"Skriv `{better}`", (Edit(whole.start(), hit.end(), better),), safe=safe)
        yield found(document, document.place(whole.start(), hit.end()), f"`{written}` skrivs med punkt.", hint, fix)
