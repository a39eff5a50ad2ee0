"""En åtgärds ord är starkare än riktlinjens prioritet.

Varför: åtgärder med prioritet 1–3 bör erbjudas, de med 4–7 kan erbjudas och de med 8–10 bara i undantagsfall. En
icke-göra ska inte utföras. Säger texten mer än så styr den fel.

Fel: `- Erbjud alltid rTMS.` med en rekommendation som har prioritet 5.

Rätt: `- Överväg rTMS.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import found
from rodtrad.rules._citations import citations, folded

KINDS = (Kind.PATHWAY, Kind.ADDITION)

_STRONG = later(r"\b(?:ska(?:ll)?|måste|alltid|samtliga patienter|alla patienter)\b", re.IGNORECASE)
_NOT = later(r"\b(?:inte|ej|aldrig|avstå\w*|undvik\w*|avsluta\w*|avråd\w*|upphör\w*|utan att)\b", re.IGNORECASE)
_KAN = {"4", "5", "6", "7", "kan"}
_EXCEPTION = {"8", "9", "10", "undantag"}


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Read the words of the action that cites the row."""
    for citation in citations(document, library):
        priority = folded(citation.priority)
        weakest = priority.rpartition("–")[0] or priority
        if priority != "icke-göra" and weakest not in _KAN and weakest not in _EXCEPTION:
            continue
        action = citation.action
        if not action or _NOT().search(action):
            continue
        place = document.place(citation.fact)
        if priority == "icke-göra":
            message = "Åtgärden beskrivs som något att göra, men raden i riktlinjen är en icke-göra."
            yield found(document, place, message, "Skriv att åtgärden inte ska göras, till exempel `Avstå från …`.")
        elif strong := _STRONG().search(action):
            message = f"Texten säger ”{strong[0]}”, men riktlinjen ger åtgärden prioritet {citation.priority}."
            better = "`kan erbjudas` eller `överväg`" if weakest in _KAN else "`kan i undantagsfall erbjudas`"
            yield found(document, place, message, f"Skriv {better}.")
