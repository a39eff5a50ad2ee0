"""En utmaning finns inte med i tabellen över patientens resa.

Varför: tabellen visar var i vården patienten möter utmaningen. En utmaning som inte finns där har ingen förankring i
patienternas upplevelser.

Fel: `- Lång väntan. {#u-vantan}` när ingen rad i tabellen länkar till `#u-vantan`.

Rätt: `| Orolig | Väntar hemma | – | [Lång väntan](#u-vantan) |`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._tables import is_uneven
from rodtrad.rules._thread import ends

FAMILY = Family.THREAD
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Only where there is a table; that it is missing is another matter."""
    challenges = [block for block in document.body.of(Role.CHALLENGE) if block.stable]
    if not challenges or not any(document.body.of(Role.JOURNEY)):
        return
    named = ends(document.face, library, "challenge", Role.CHALLENGE)
    if named is None or any(is_uneven(document, block.nodes[0]) for block in document.body.of(Role.JOURNEY)):
        return
    for block in challenges:
        if block.id not in named:
            message = f"Ingen rad i tabellen visar utmaningen ”{block.title.rstrip('.')}”."
            hint = f"Skriv `[kort namn](#{block.id})` i sista kolumnen på den rad där patienten möter den."
            yield found(document, document.place(block), message, hint)
