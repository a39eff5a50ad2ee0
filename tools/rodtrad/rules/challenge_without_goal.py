"""En utmaning möts inte av något mål.

Varför: den röda tråden går från patientens utmaningar till målen. En utmaning utan mål är något som patienter har
problem med och som vårdförloppet inte tar sig an.

Fel: `- Lång väntan på bedömning. {#u-vantan}` när inget mål har `u-vantan` under `Möter`.

Rätt: `  - **Möter:** [lång väntan](#u-vantan)` under ett av målen.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import found
from rodtrad.rules._plain_facts import plain_facts
from rodtrad.rules._thread import ends, unlinked_meets

KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Every challenge with an id must be met by a goal, once the pathway has goals at all."""
    challenges = [block for block in document.body.of(Role.CHALLENGE) if block.stable]
    goals = list(document.body.of(Role.GOAL))
    if not challenges or not goals or any(unlinked_meets(document, goal) for goal in goals):
        return
    if any(said.name == "Möter" for said in plain_facts(document)):
        return  # fact-without-bold
    met = ends(document.face, library, "meets", Role.CHALLENGE)
    if met is None:
        return
    for block in challenges:
        if block.id not in met:
            message = f"Inget mål möter utmaningen ”{block.title.rstrip('.')}”."
            hint = f"Skriv `  - **Möter:** [kort namn](#{block.id})` under det mål som svarar mot den."
            yield found(document, document.place(block), message, hint)
