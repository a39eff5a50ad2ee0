"""En åtgärd lämnar över patienten utan att säga till vem.

Varför: otydligt ansvar vid överlämning är ett av de vanligaste felen i vården. Mottagaren måste framgå.

Fel: `- Remittera vid behov.`

Rätt: `- Remittera till ortopedisk mottagning vid misstänkt fraktur.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.prose import raw_matches
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._blocks import holding
from rodtrad.rules._flow import called

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)

_SENTENCE = re.compile(r"[^.!?\n]+")
_HANDOVER = later(
    r"\s*(?:vid [^,]{1,80},? |om [^,]{1,80}, )?"
    r"(?P<verb>remittera|(?:skicka|skriv) (?:en )?remiss|överför patienten)\b",
    re.IGNORECASE,
)
_MAYBE = (re.compile("emi(?:ss|ttera)"), re.compile(r"verför\s+p"))
_RECEIVER = later(
    r"\b(?:till|hos|via|för (?:\w+ )?(?:\w*röntgen|ultraljud\w*|datortomografi|magnetkamera\w*|DT|MR|EKG"
    r"|spirometri|laboratorie\w*|provtagning|bilddiagnostik))\b",
    re.IGNORECASE,
)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report orders to hand over where neither the action nor the title of its node names a receiver."""
    blocks = {block.id: block for block in document.body.of(Role.ACTION, Role.CARE)}
    maybe = (hit for begun in _MAYBE for hit in raw_matches(document, begun))
    for block in holding(document, (hit.end() - 1 for hit in maybe), Role.CARE_ACTION):
        words = block.prose
        for sentence in _SENTENCE.finditer(words.text):
            said = _HANDOVER().match(words.text, sentence.start(), sentence.end())
            if said is None:
                continue
            half = blocks.get(block.parent)
            node = blocks.get(half.parent) if half else None
            if _RECEIVER().search(words.text) or (node and _RECEIVER().search(node.title)):
                break
            start, end = said.start("verb"), said.end("verb")
            place = document.source.place(words.at(start), words.at(end - 1) + 1)
            message = f"Det framgår inte vem som tar emot patienten{f' i {called(node)}' if node else ''}."
            yield found(document, place, message, f"Skriv mottagaren: `{said['verb']} till …`.")
            break
