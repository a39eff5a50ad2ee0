"""Ett utfall har tal som inte går ihop.

Varför: en andel kan inte vara större än 100 procent, och ett värde ligger inom sitt intervall. Går talen inte ihop är
något av dem fel, och ingen vet vilket.

Fel: `| kalmar-lan | 50 | 40 | 125,0 | | | |`, eller värdet 61,6 med lägre 62,4 och övre 63,8.

Rätt: `| kalmar-lan | 40 | 50 | 80,0 | 66,3 | 90,0 | |`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.outcomes import count, is_out_of, number
from rodtrad.rules import Family, found
from rodtrad.rules._outcomes import NUMBERS, Row, place, rows, specification

FAMILY = Family.OUTCOMES
KINDS = (Kind.OUTCOME,)

_NUMERATOR, _DENOMINATOR, _VALUE, _LOW, _HIGH = NUMBERS
_HINT = "Jämför med källan och rätta det som är fel."


def check(document: Document, library: Library) -> Iterator[Finding]:
    """The first thing in each row that cannot be."""
    specified = specification(document, library)
    unit = specified.unit if specified else None
    for row in rows(document):
        column, message = _wrong(row, unit)
        if message:
            yield found(document, place(document, row, column), message, _HINT)


def _wrong(row: Row, unit: str | None) -> tuple[str, str]:
    """The column and what is wrong there; "" where nothing is."""
    numerator, denominator = count(row.written(_NUMERATOR)), count(row.written(_DENOMINATOR))
    if unit == "%" and numerator is not None and denominator is not None and numerator > denominator:
        return _NUMERATOR, f"Täljaren {numerator} är större än nämnaren {denominator}."
    for column in (_VALUE, _LOW, _HIGH):
        measured = number(row.written(column))
        if measured is not None and is_out_of(unit, measured):
            return (
                column,
                f"`{row.written(column)}` kan inte vara {'en andel i procent' if unit == '%' else 'ett mått'}.",
            )
    value, low, high = (number(row.written(column)) for column in (_VALUE, _LOW, _HIGH))
    if (low is None) is not (high is None):
        missing = _LOW if low is None else _HIGH
        return (_HIGH if low is None else _LOW), f"Intervallet har bara en ände: `{missing}` saknas."
    if low is None or high is None:
        return "", ""
    if low > high:
        return _LOW, f"Intervallet börjar vid {row.written(_LOW)} men slutar vid {row.written(_HIGH)}."
    if value is not None and not low <= value <= high:
        between = f"{row.written(_LOW)}–{row.written(_HIGH)}"
        return _VALUE, f"Värdet {row.written(_VALUE)} ligger utanför intervallet {between}."
    return "", ""
