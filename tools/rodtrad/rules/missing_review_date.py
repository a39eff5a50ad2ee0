"""Ett godkänt vårdförlopp säger inte när det ska granskas igen.

Varför: den som förvaltar texten måste veta när den senast granskades och när det är dags igen, senast efter två år.

Fel: `status: godkänt` utan `granskat` eller `nästa granskning`.

Rätt: `granskat: 2026-05-02` och `nästa granskning: 2028-05-02`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._state import governed
from rodtrad.values import Status

FAMILY = Family.GOVERNANCE
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """One finding, whichever of the two dates is missing."""
    matter = governed(document)
    if matter is None or matter.status is not Status.APPROVED:
        return
    missing = [
        name for name, date in (("granskat", matter.reviewed), ("nästa granskning", matter.next_review)) if not date
    ]
    written = [name for name in missing if name not in document.body.spots]  # one that cannot be read is a wrong value
    if written:
        names = " och ".join(f"`{name}`" for name in written)
        hint = f"Lägg till {names} med datum, till exempel `{written[-1]}: 2028-05-02`."
        yield found(document, document.key("status"), f"Vårdförloppet är godkänt men {names} saknas.", hint)
