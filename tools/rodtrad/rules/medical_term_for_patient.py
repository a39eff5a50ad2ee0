"""Patienten möter en fackterm som inte förklaras.

Varför: den delen läses av patienten. Den som inte förstår ordet vet inte vad hen ska göra, och frågar inte alltid.
Termerna och vad de heter på vanlig svenska står i `content/register/ordlista.yaml`, under `för patienten`.

Fel: `- Mät blodtrycket hemma om du har hypertoni.`

Rätt: `- Mät blodtrycket hemma om du har högt blodtryck (hypertoni).`
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._noted import noted
from rodtrad.rules._prose import hits
from rodtrad.vocabulary import any_of, lexicon

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY, Kind.ADDITION)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each term of the list once in each action; where the plain word stands beside it, it is explained."""
    known = lexicon(library)
    present = known.hard.intersection(noted(document, library))
    if not present or not _before_patients(document, present):
        return
    said: set[tuple[str, str]] = set()
    for hit, block in hits(document, any_of([form for term in known.plainly for form in (term, term.capitalize())])):
        term = hit[0].lower()
        plain = known.plainly[term]
        if block.role is Role.PATIENT_ACTION and (block.id, term) not in said and plain not in block.text.lower():
            said.add((block.id, term))
            message = f"Patienten förstår kanske inte ”{hit[0]}”."
            hint = f"Skriv `{plain}`, eller `{plain} ({term})`."
            yield found(document, document.place(hit.start(), hit.end()), message, hint)


def _before_patients(document: Document, present: Iterable[str]) -> bool:
    """Whether any of these stands in what the patient does: most stand only in what care does."""
    text = document.source.text
    blocks = list(document.body.of(Role.PATIENT_ACTION))
    starts = [block.start for block in blocks]
    for token in present:
        at = text.find(token)
        while at >= 0:
            nearest = bisect_right(starts, at) - 1
            if nearest >= 0 and at < blocks[nearest].end:
                return True
            at = text.find(token, at + 1)
    return False
