"""Arbetsgruppens jäv är inte deklarerat.

Varför: läsaren ska kunna lita på att den som skrev inte tjänade på vad som står. Jäv deklareras innan texten går ut.

Fel: `status: remiss` utan `jäv`, eller med `deklarerat: false`.

Rätt: `jäv:` med `deklarerat: true` och `datum: 2026-04-10` på egna rader under.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._state import governed

FAMILY = Family.GOVERNANCE
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """From consultation on, examples excepted: the declaration and its date."""
    matter = governed(document)
    if matter is None:
        return
    interests = matter.interests
    hint = "Skriv `deklarerat: true` och `datum` under `jäv:` när alla i arbetsgruppen har deklarerat."
    if interests is None:
        if "jäv" not in document.body.spots:
            message = f"Läget är `{matter.status}`, men `jäv` saknas."
            yield found(document, document.key("status"), message, hint)
    elif not interests.declared:
        path = "jäv.deklarerat"
        yield found(document, document.key(path), f"Läget är `{matter.status}`, men jäv är inte deklarerat.", hint)
    elif interests.date is None and "jäv.datum" not in document.body.spots:
        yield found(document, document.key("jäv", of_key=True), "Jäv är deklarerat, men datumet saknas.", hint)
