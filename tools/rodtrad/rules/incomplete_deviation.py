"""En avvikelse saknar skäl, ansvarig eller slutdatum.

Varför: en region som gör på annat sätt än vårdförloppet redovisar det öppet. Då behöver läsaren veta varför, vem som
svarar för det och hur länge.

Fel: `## Avvikelse vid [C](#trombolys)` följd av bara text.

Rätt: raderna `- **Skäl:** …`, `- **Ansvarig:** verksamhetschef neurologi` och `- **Gäller till:** 2027-12-31` under
rubriken.
"""

import datetime as dt
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found

FAMILY = Family.ADDITIONS
KINDS = (Kind.ADDITION,)

_FACTS = {"Skäl": "skäl", "Ansvarig": "ansvarig", "Gäller till": "slutdatum"}
_DATE = later(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """One finding for all that is missing, on its line if it has one, and one for a last day that cannot be read."""
    for block in document.body.of(Role.DEVIATION):
        if not block.facts and not any(document.body.under(block)):
            continue  # a heading with nothing below it is told already
        facts = {fact.name.casefold(): fact for fact in block.facts}
        missing = [name for name in _FACTS if not (name.casefold() in facts and facts[name.casefold()].text)]
        if missing:
            message = f"Avvikelsen saknar {', '.join(_FACTS[name] for name in missing)}."
            lines = ", ".join(f"`- **{name}:** …`" for name in missing)
            begun = next((facts[name.casefold()] for name in missing if name.casefold() in facts), block)
            yield found(document, document.place(begun), message, f"Skriv under rubriken: {lines}.")
        last = facts.get("gäller till")
        if last and last.text and not _is_date(last.text):
            message = f"`{last.text}` är inget datum."
            yield found(document, document.place(last), message, "Skriv till exempel `- **Gäller till:** 2027-12-31`.")


def _is_date(text: str) -> bool:
    """A year, a month or a day that there is."""
    if not _DATE().fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True
