"""En åtgärd säger inte vad någon ska göra.

Varför: `Provtagning.` kan betyda att prover ska tas, är tagna eller bör diskuteras. Den som läser måste gissa.

Fel: `- Remiss till ortoped.`

Rätt: `- Skriv remiss till ortoped.`
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
from rodtrad.rules._blocks import part_at

FAMILY = Family.FLOW
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY,)

_SHORT = later(r"\n- (?P<first>[A-ZÅÄÖ][\w-]*)[^\n]{0,45}+(?=\n)")
"""Longer items nearly always have a verb that we do not know."""

_DONE = ("ning", "tion", "else", "ssion", "prov", "remiss", "kontroll", "besök", "samtal", "röntgen", "status", "ekg")
"""Ends of nouns for something that is done."""

_ACTS = later(
    r"\b(?:är|har|kan|ska|skall|bör|får|måste|ges|görs|sker|tas|ingår|gör|ge|ta|gå|se|få|be|\w+(?:ar|er|as|es|[bdfgjklmnprv]s|ades?|tes|its|ats|era))\b",
    re.IGNORECASE,
)
"""Words that may be verbs; that many nouns look the same only makes us silent."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Short items of care that begin with a noun for something done, and hold no word that may be a verb."""
    for hit in raw_matches(document, _SHORT()):
        if not hit["first"].casefold().endswith(_DONE):
            continue
        node, block = part_at(document, hit.start("first")) or (None, None)
        if node is None or block is None or block.role is not Role.CARE_ACTION or node.kind != "item":
            continue
        text = block.title.rstrip(" .")
        if not _ACTS().search(text) and not text.endswith(":"):
            hint = f"Börja med ett verb, till exempel `Erbjud {text[:1].lower()}{text[1:]}.`"
            yield found(document, document.place(block), f"”{text}” säger inte vad någon ska göra.", hint)
