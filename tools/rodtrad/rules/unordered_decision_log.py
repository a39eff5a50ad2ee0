"""Besluten i beslutsloggen står inte i tidsordning.

Varför: loggen läses uppifrån och ner som textens historia. Det sista beslutet ska vara det som gäller.

Fel: ett beslut från 2024-03 efter ett från 2025-01.

Rätt: det äldsta beslutet först.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import found
from rodtrad.rules._dates import before

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
            yield found(document, document.key(f"beslutslogg[{index}].datum"), message, hint)
        else:
            latest = decision.date
