"""En mening är mycket lång.

Varför: vårdförlopp läses ofta i bråttom. I en mening på över 35 ord hinner läsaren glömma början före slutet.

Fel: en mening med fyra bisatser och två villkor.

Rätt: två eller tre meningar, eller en punktlista med en sak på varje rad.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._blocks import part_at
from rodtrad.tree import Node, prose

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT, Kind.INDICATOR)

MOST = 35
"""Words in a sentence; readability research and Swedish plain-language advice both set the limit near here."""

_SENTENCE = later(r"(?:[^.!?\n]|[.!?](?![\s”\")]*(?:\s+[A-ZÅÄÖ\d”\"]|\s*\Z|\s*\n)))+", re.DOTALL)
_SURE_END = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Only paragraphs with enough white space are read word by word; lines may be wrapped."""
    if not is_full_text(document.face):
        return
    text = document.source.text
    for node in document.body.find("paragraph"):
        is_short = node.end - node.start < 3 * MOST  # words of one letter do not follow one another
        if not is_short and _is_wordy(text[node.start : node.end]) and part_at(document, node.start):
            yield from _long(document, node)


def _is_wordy(written: str) -> bool:
    """Whether a paragraph as written may hold a long sentence: what surely ends one is asked first."""
    if written.count(" ") + written.count("\n") < MOST:
        return False
    return "`" in written or any(len(part.split()) > MOST for part in _SURE_END.split(written))


def _long(document: Document, paragraph: Node) -> Iterator[Finding]:
    words = prose(paragraph)
    for sentence in _SENTENCE().finditer(words.text):
        count = len(sentence[0].split())
        if count > MOST:
            start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
            place = document.place(words.at(start), words.at(sentence.end() - 1) + 1)
            message = f"Meningen har {count} ord."
            yield found(document, place, message, "Dela den i kortare meningar, eller skriv en lista.")
