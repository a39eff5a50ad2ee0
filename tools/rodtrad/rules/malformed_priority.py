"""En rads prioritet är inte skriven på något av de sätt som finns.

Varför: prioriteten jämförs med vårdförloppens text och lämnas vidare till regionerna. Det kräver att den alltid
skrivs lika.

Fel: `- **Prioritet:** prio 2-3`

Rätt: `- **Prioritet:** 2–3`, eller `1` till `10`, `bör`, `kan`, `undantag`, `icke-göra`, `FoU` eller `okänd`.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document, Fact, Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import found
from rodtrad.rules._citations import folded

KINDS = (Kind.GUIDELINE,)

_WORDS = {word.casefold(): word for word in ("bör", "kan", "undantag", "icke-göra", "FoU", "okänd")}
_MEANT = {"icke göra": "icke-göra", "ickegöra": "icke-göra", "okänt": "okänd", "i undantagsfall": "undantag"}
_NUMBERS = re.compile(r"(?P<first>10|[1-9])(?:–(?P<last>10|[1-9]))?")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Every row has one priority in one of the known forms."""
    for row in document.body.of(Role.RECOMMENDATION):
        fact = row.fact("Prioritet")
        if fact is None or not fact.text:
            message = f"Raden ”{row.title}” saknar prioritet."
            hint = "Skriv `- **Prioritet:** okänd` om källan inte anger den."
            yield found(document, document.place(fact or row), message, hint)
            continue
        if _is_known(fact.text):
            continue
        meant = _meant(fact.text)
        message = f"`{fact.text}` är ingen prioritet."
        hint = f"Skriv `{meant}`." if meant else "Skriv 1–10, bör, kan, undantag, icke-göra, FoU eller okänd."
        yield found(document, document.place(fact), message, hint, _fix(fact, meant))


def _is_known(said: str) -> bool:
    if said in _WORDS.values():
        return True
    numbers = _NUMBERS.fullmatch(said)
    return numbers is not None and (numbers["last"] is None or int(numbers["first"]) < int(numbers["last"]))


def _meant(said: str) -> str:
    words = re.sub(r"^prio\w*\.?:?\s+", "", folded(said))
    words = _MEANT.get(words, words)
    meant = _WORDS.get(words, words)
    return meant if _is_known(meant) else ""


def _fix(fact: Fact, meant: str) -> Fix | None:
    """Only where the value is one run of plain text."""
    texts = [node for node in fact.nodes if node.text.strip(": ")]
    if not meant or len(texts) != 1 or texts[0].kind != "text":
        return None
    node = texts[0]
    start = node.start + node.text.index(node.text.strip(": "))
    return Fix(f"Skriv `{meant}`", (Edit(start, start + len(node.text.strip(": ")), meant),))
