"""Ett mål möter ingen av patientens utmaningar.

Varför: vårdförloppets mål ska svara mot något som patienter möter i dag. Annars vet ingen varför målet finns.

Fel: `- Fler får bedömning i tid. {#m-bedomning}` utan rad under sig.

Rätt: samma mål med raden `  - **Möter:** [lång väntan](#u-vantan)`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._links import links
from rodtrad.rules._thread import is_loose_fact, unlinked_meets, with_loose_facts

FAMILY = Family.THREAD
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A goal needs a link under *Möter*; where the link leads is another rule's business."""
    goals = [block for block in document.body.of(Role.GOAL) if not is_loose_fact(block)]
    if not goals:
        return
    unclear = with_loose_facts(document)
    meets = {link.block for link in links(document.face, "meets")}
    near = next((block.id for block in document.body.of(Role.CHALLENGE) if block.stable), "u-utmaning")
    for block in goals:
        if block.id not in meets and block.id not in unclear:
            if said := unlinked_meets(document, block):
                message = f"Utmaningen som målet möter är ingen länk: ”{said.text}”."
                hint = f"Skriv `[{said.text}](#id)` med utmaningens id, till exempel `[{said.text}](#{near})`."
                yield found(document, document.place(said), message, hint)
                continue
            message = f"Målet ”{block.title.rstrip('.')}” möter ingen utmaning."
            hint = f"Skriv under målet till exempel `  - **Möter:** [kort namn](#{near})`."
            yield found(document, document.place(block), message, hint)
