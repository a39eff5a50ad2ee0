"""En åtgärds ord stämmer inte med riktlinjens prioritet.

Varför: åtgärder med prioritet 1–3 bör erbjudas, de med 4–7 kan erbjudas och de med 8–10 bara i undantagsfall. En
icke-göra ska inte utföras. Säger texten mer än så, eller tvärt emot, styr den fel.

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
from rodtrad.rules import Family, found
from rodtrad.rules._citations import citations, folded

FAMILY = Family.GUIDELINES
KINDS = (Kind.PATHWAY, Kind.ADDITION)

_STRONG = later(r"\b(?:ska(?:ll)?|måste|alltid|samtliga patienter|alla patienter)\b", re.IGNORECASE)
_NOT = later(r"\b(?:inte|ej|aldrig|avstå\w*|undvik\w*|avsluta\w*|avråd\w*|upphör\w*|utan att)\b", re.IGNORECASE)
_AGAINST = later(
    r"\b(?:ska(?:ll)?|bör|får)\s+(?:inte|ej)\s+(?:erbjudas|ges|användas|göras|utföras|sättas|behandlas)\b"
    r"|\b(?:erbjud|ge|använd|gör)\s+(?:inte|ej)\b|\bavstå från\b|\bavråd från\b",
    re.IGNORECASE,
)
_BOR = {"1", "2", "3", "bör"}
_KAN = {"4", "5", "6", "7", "kan"}
_EXCEPTION = {"8", "9", "10", "undantag"}


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Read the words of the action that cites the row."""
    for citation in citations(document, library):
        priority = folded(citation.priority)
        weakest = priority.rpartition("–")[0] or priority
        action = citation.action
        if not action or (priority != "icke-göra" and weakest not in _BOR | _KAN | _EXCEPTION):
            continue
        place = document.place(citation.fact)
        if weakest in _BOR:
            may = " inte " in action or " ej " in action or "stå från" in action or "råd från" in action
            against = _AGAINST().search(action) if may and priority.rpartition("–")[2] in _BOR else None
            if against:
                message = f"Texten säger ”{against[0]}”, men riktlinjen ger åtgärden prioritet {citation.priority}."
                yield found(document, place, message, "Skriv `bör erbjudas`, eller länka till den rad som avses.")
            continue
        if _NOT().search(action):
            continue
        if priority == "icke-göra":
            message = "Åtgärden beskrivs som något att göra, men raden i riktlinjen är en icke-göra."
            yield found(document, place, message, "Skriv att åtgärden inte ska göras, till exempel `Avstå från …`.")
        elif strong := _STRONG().search(action):
            message = f"Texten säger ”{strong[0]}”, men riktlinjen ger åtgärden prioritet {citation.priority}."
            better = "`kan erbjudas` eller `överväg`" if weakest in _KAN else "`kan i undantagsfall erbjudas`"
            yield found(document, place, message, f"Skriv {better}.")
