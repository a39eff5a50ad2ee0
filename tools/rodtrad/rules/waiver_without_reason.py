"""Patientens åtgärder är inte tillämpliga, men skälet saknas.

Varför: den som granskar måste kunna se om patienten verkligen inte kan medverka eller om delen bara är oskriven.

Fel: `Ej tillämpligt.`

Rätt: `Ej tillämpligt: samtalet sker mellan vårdgivare, och patienten får veta resultatet vid nästa kontakt.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)

_BEGINNING = later(r"ej tillämpligt\W*(?:(?:här|just nu|för närvarande|se ovan)\W*\Z)?", re.IGNORECASE)
_WORD = later(r"[^\W\d_]{2,}")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report waivers with fewer than two words after the fixed phrase."""
    for block in document.body.of(Role.WAIVER):
        text = block.text
        beginning = _BEGINNING().match(text)
        if beginning and len(_WORD().findall(text, beginning.end())) < 2:
            message = "Det framgår inte varför patientens del inte är tillämplig."
            hint = "Skriv `Ej tillämpligt:` och sedan skälet i en mening."
            yield found(document, document.place(block), message, hint)
