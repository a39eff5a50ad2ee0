"""Ett litet tal som inte redovisas går att räkna fram.

Varför: när alla andra regioner har nämnare och riket också har det, ger en subtraktion den som inte redovisas. Då är
den inte skyddad.

Fel: `riket` med nämnaren 1 000, alla regioner utom en med nämnare, och den sista med `små tal`.

Rätt: riket utan täljare och nämnare, eller en region till som inte redovisas.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.outcomes import SPREAD, TOTALS, count, withheld
from rodtrad.rules import Family, found
from rodtrad.rules._outcomes import NUMBERS, REASON, least, place, rows
from rodtrad.values import Withheld

FAMILY = Family.OUTCOMES
KINDS = (Kind.OUTCOME,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """One region is withheld, and what is left of the total without the others is a number too small to be shown."""
    every = [row for row in rows(document) if row.outcome.region not in SPREAD]
    total = next((row for row in every if row.outcome.region in TOTALS), None)
    hidden = [row for row in every if withheld(row.written(REASON))]
    if total is None or len(hidden) != 1 or withheld(hidden[0].written(REASON)) is not Withheld.SMALL:
        return
    limit = least(document, library)
    smallest = max(limit.numerator, limit.denominator)
    shown = [row for row in every if row is not total and row is not hidden[0]]
    for column in NUMBERS[:2]:
        whole = count(total.written(column))
        parts = [part for row in shown if (part := count(row.written(column))) is not None]
        if whole is None or len(parts) < len(shown) or not 0 <= whole - sum(parts) < smallest:
            continue
        name = hidden[0].outcome.region
        message = f"{column}n för `{name}` går att räkna fram: `{total.outcome.region}` minus de andra."
        hint = f"Ta bort täljare och nämnare för `{total.outcome.region}`, eller redovisa inte en region till."
        yield found(document, place(document, total, column), message, hint)
        return
