"""Besluten i beslutsloggen står inte i tidsordning.

Varför: loggen läses uppifrån och ner som textens historia. Det sista beslutet ska vara det som gäller.

Fel: ett beslut från 2024-03 efter ett från 2025-01.

Rätt: det äldsta beslutet först.
"""

from collections.abc import Iterator
from itertools import pairwise

from rodtrad.dates import before, span
from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind, Matter, PathwayMatter
from rodtrad.rules import Family, found

FAMILY = Family.GOVERNANCE
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Dates that overlap ("2024" and "2024-05") may stand in any order."""
    matter = document.face.matter
    latest = ""
    for index, decision in enumerate((matter.decisions or ()) if isinstance(matter, PathwayMatter) else ()):
        if decision.date is None:
            continue
        if latest and before(decision.date, latest):
            message = f"Beslutet {decision.date} står efter ett beslut som är senare ({latest})."
            hint = "Flytta posten så att det äldsta beslutet står först."
            yield found(document, document.key(f"beslutslogg[{index}].datum"), message, hint, _sorted(document, matter))
        else:
            latest = decision.date


def _sorted(document: Document, matter: Matter) -> Fix | None:
    """Each decision in the place that its date gives it; none where a date is missing, or a comment would be left."""
    decisions = (matter.decisions or ()) if isinstance(matter, PathwayMatter) else ()
    dates = [decision.date or "" for decision in decisions]
    spots = [document.body.spots.get(f"beslutslogg[{index}]") for index in range(len(dates))]
    text = document.source.text
    spans = [(s.start, s.start + len(text[s.start : s.end].rstrip())) for s in spots if s]
    between = [text[one[1] : other[0]].strip() for one, other in pairwise(spans)]
    if not all(dates) or len(spans) < len(dates) or set(between) != {"-"}:
        return None
    order = sorted(range(len(dates)), key=lambda index: span(dates[index])[1])
    pairs = ((spans[at], text[slice(*spans[index])]) for at, index in enumerate(order) if at != index)
    edits = tuple(Edit(start, end, said) for (start, end), said in pairs)
    return Fix("Sätt besluten i tidsordning", edits, safe=len({len(date) for date in dates}) == 1)
