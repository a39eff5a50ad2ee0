"""En utmaning möts inte av något mål.

Varför: den röda tråden går från patientens utmaningar till målen. En utmaning utan mål är något som patienter har
problem med och som vårdförloppet inte tar sig an. Regeln väntar tills varje mål har `Möter`.

Fel: `- Lång väntan på bedömning. {#u-vantan}` när inget mål har `u-vantan` under `Möter`.

Rätt: `  - **Möter:** [lång väntan](#u-vantan)` under ett av målen.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._links import links
from rodtrad.rules._thread import ends

FAMILY = Family.THREAD
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Every challenge with an id must be met by a goal, once every goal says what it meets.

    Until then it is the goal that lacks a line, and it may be the one that meets the challenge.
    """
    challenges = [block for block in document.body.of(Role.CHALLENGE) if block.stable]
    goals = {block.id for block in document.body.of(Role.GOAL)}
    if not challenges or not goals or not goals <= {link.block for link in links(document.face, "meets")}:
        return
    met = ends(document.face, library, "meets", Role.CHALLENGE)
    if met is None:
        return
    for block in challenges:
        if block.id not in met:
            message = f"Inget mål möter utmaningen ”{block.title.rstrip('.')}”."
            hint = f"Skriv `  - **Möter:** [kort namn](#{block.id})` under det mål som svarar mot den."
            yield found(document, document.place(block), message, hint)
