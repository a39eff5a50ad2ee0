"""En rads prioritet är inte skriven på något av de sätt som finns.

Varför: prioriteten jämförs med vårdförloppens text och lämnas vidare till regionerna. Det kräver att den alltid
skrivs lika.

Fel: `- **Prioritet:** prio 2-3`

Rätt: `- **Prioritet:** 2–3`, eller `1` till `10`, `bör`, `kan`, `undantag`, `icke-göra`, `FoU` eller `okänd`.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document, Fact
from rodtrad.face import Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._citations import PRIORITIES, folded, is_priority

FAMILY = Family.GUIDELINES
KINDS = (Kind.GUIDELINE,)

_WORDS = {word.casefold(): word for word in PRIORITIES}
_MEANT = {"icke göra": "icke-göra", "ickegöra": "icke-göra", "okänt": "okänd", "i undantagsfall": "undantag"}


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Every row has one priority in one of the known forms."""
    for row in document.body.of(Role.RECOMMENDATION):
        fact = row.fact("Prioritet")
        if fact is None or not fact.text:
            message = f"Raden ”{row.title}” saknar prioritet."
            hint = "Skriv `- **Prioritet:** okänd` om källan inte anger den."
            yield found(document, document.place(fact or row), message, hint)
            continue
        if is_priority(fact.text):
            continue
        meant = _meant(fact.text)
        message = f"`{fact.text}` är ingen prioritet."
        hint = f"Skriv `{meant}`." if meant else "Skriv 1–10, bör, kan, undantag, icke-göra, FoU eller okänd."
        yield found(document, document.place(fact), message, hint, _fix(fact, meant))


def _meant(said: str) -> str:
    words = re.sub(r"^prio\w*\.?:?\s+", "", folded(said))
    words = _MEANT.get(words, words)
    meant = _WORDS.get(words, words)
    return meant if is_priority(meant) else ""


def _fix(fact: Fact, meant: str) -> Fix | None:
    """Only where the value is one run of plain text."""
    texts = [node for node in fact.nodes if node.text.strip(": ")]
    if not meant or len(texts) != 1 or texts[0].kind != "text":
        return None
    node = texts[0]
    start = node.start + node.text.index(node.text.strip(": "))
    return Fix(f"Skriv `{meant}`", (Edit(start, start + len(node.text.strip(": ")), meant),))
