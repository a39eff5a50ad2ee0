"""Ett utfall är inte täljaren delad med nämnaren.

Varför: står det ett annat värde än talen ger är något av dem fel skrivet. Är värdet standardiserat, till exempel för
ålder, ska det framgå.

Fel: `| kalmar-lan | 40 | 50 | 85,0 | | | |`

Rätt: `| kalmar-lan | 40 | 50 | 80,0 | | | |`, eller bara det standardiserade värdet, med en förklaring i `anmärkning`.
"""

from collections.abc import Iterator
from decimal import Decimal

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.outcomes import count, number
from rodtrad.rules import Family, found
from rodtrad.rules._outcomes import NUMBERS, place, rows, specification

FAMILY = Family.OUTCOMES
KINDS = (Kind.OUTCOME,)
SEVERITY = Severity.WARNING

_NUMERATOR, _DENOMINATOR, _VALUE, *_ = NUMBERS


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Shares in percent, as exact as they are written."""
    specified = specification(document, library)
    if specified is None or specified.unit != "%":
        return
    for row in rows(document):
        numerator, denominator = count(row.written(_NUMERATOR)), count(row.written(_DENOMINATOR))
        value = number(row.written(_VALUE))
        if numerator is None or not denominator or value is None or numerator > denominator:
            continue
        exact = Decimal(100 * numerator) / denominator
        step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        if abs(value - exact) > step / 2:
            words = f"{exact.quantize(step):f}".replace(".", ",")
            message = f"{numerator} av {denominator} är {words} procent, inte {row.written(_VALUE)}."
            hint = "Rätta talen. Är värdet standardiserat: ta bort täljare och nämnare, och skriv det i `anmärkning`."
            yield found(document, place(document, row, _VALUE), message, hint)
