"""Texten låter som en föreskrift.

Varför: ett vårdförlopp är vägledande. ”Ska alltid” läses som ett krav utan undantag och tar ifrån personalen den
bedömning som varje patient behöver. Bara lagar och föreskrifter är bindande.

Fel: `Patienten ska alltid få ett återbesök inom 6 veckor.`

Rätt: `Boka återbesök inom 6 veckor.`, eller `bör`.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._noted import ABSOLUTE, noted_words
from rodtrad.rules._prose import hits

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY,)

_ORDER = re.compile(
    r"\s(?:(?:ska|måste)\s(?:\w+\s)?(?:alltid|ovillkorligen|undantagslöst)|(?:får|ska)\s(?:\w+\s)?aldrig"
    r"|är\sskyldiga?\satt)\b"
)
_LAW = later(r"\b(?:\w*lagen|[Ll]ag|[Ll]ag(?:stift|krav)\w*|föreskrift\w*|författning\w*|SOSFS|HSLF-FS|TSFS|SFS|sfs)\b")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Where the block names a law the words may be right."""
    if not is_full_text(document.face) or ABSOLUTE.isdisjoint(noted_words(document, library)):
        return
    lawful: dict[str, bool] = {}
    for hit, block in hits(document, _ORDER):
        if block.role in (Role.PATIENT_ACTION, Role.CHALLENGE, Role.JOURNEY):
            continue
        if block.id not in lawful:
            lawful[block.id] = _names_law(document, block)
        if lawful[block.id]:
            continue
        words = " ".join(hit[0].split())
        hint = "Skriv vad vården gör, till exempel `Boka återbesök`, eller `bör`. Länka till lagen om den kräver det."
        place = document.place(hit.start() + 1, hit.end())
        yield found(document, place, f"”{words}” låter som ett krav, men texten är vägledande.", hint)


def _names_law(document: Document, block: Block) -> bool:
    return bool(_LAW().search(document.source.text, block.start, block.end))
