"""En tidsgräns säger inte vad den räknas från.

Varför: 14 dagar från misstanke och 14 dagar från remiss är olika löften. Utan startpunkt går gränsen inte att hålla
eller följa upp.

Fel: `- Erbjud behandling inom 14 dagar.`

Rätt: `- Erbjud behandling inom 14 dagar från [ingång](#in-misstanke).`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities import TimeKind
from rodtrad.quantities.patterns import later
from rodtrad.quantities.units import FORMS
from rodtrad.rules import Family, found
from rodtrad.rules._time import counted_from, sentence, timed, with_start

FAMILY = Family.TIMES
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)

_STARTED = later(r"\b(?:efter|från|före|innan|inför)\s+\w|\bsamma (?:dag|dygn|besök)\b", re.IGNORECASE)
"""Words that may say it elsewhere in the sentence: "Efter operation ges den inom 2 dagar"."""
_UNIT = later(r"[^\W\d_]+\Z")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report limits in care actions and goals whose whole sentence names no event."""
    for block, time in timed(document, Role.CARE_ACTION, Role.GOAL):
        limit = time.expression
        if limit.kind is not TimeKind.LIMIT or limit.per or counted_from(time):
            continue
        if not _STARTED().search(sentence(block, limit)):
            said = " ".join(block.prose.text[limit.start : limit.end].split())
            unit = _UNIT().search(said)
            better = limit.swedish() if unit and (form := FORMS.get(unit[0].lower())) and form.short else said
            hint = f"Skriv startpunkten: {with_start(document, block, better)}"
            yield found(document, time.place, f"Det framgår inte vad ”{said}” räknas från.", hint)
