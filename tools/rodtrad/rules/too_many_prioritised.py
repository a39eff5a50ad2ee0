"""Fler än tre indikatorer är prioriterade.

Varför: de prioriterade indikatorerna är de få som ledningen ska följa. Är alla viktiga är ingen det.

Fel: `- **Prioriterad:** ja` på fyra indikatorer i samma vårdförlopp.

Rätt: samma rad på högst tre.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found

FAMILY = Family.THREAD
KINDS = (Kind.PATHWAY,)

MOST = 3


def check(document: Document, library: Library) -> Iterator[Finding]:
    """One finding, at the first indicator that is too many."""
    chosen = [
        fact
        for block in document.body.of(Role.INDICATOR)
        if (fact := block.fact("Prioriterad")) and fact.text.casefold().startswith("ja")
    ]
    if len(chosen) > MOST:
        message = f"{len(chosen)} indikatorer är prioriterade; de ska vara högst {MOST}."
        yield found(
            document, document.place(chosen[MOST]), message, "Ta bort raden vid de indikatorer som väger minst."
        )
