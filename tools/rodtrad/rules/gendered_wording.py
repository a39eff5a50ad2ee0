"""Texten nämner ett kön som ingen känner.

Varför: patienten kan vara kvinna, man eller varken eller, och det kan sjuksköterskan också. ”Han eller hon” är tyngre
att läsa och lämnar ändå någon utanför.

Fel: `Fråga patienten om han eller hon vill ha med sig en närstående.`

Rätt: `Fråga om patienten vill ha med sig en närstående.`, eller `hen`.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._noted import PRONOUNS, noted_words
from rodtrad.rules._prose import hits

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT)

_ONE = r"(?:han|hon|honom|henne|hans|hennes)"
_PRONOUN = later(rf"(?<![\w/]){_ONE}(?:(?P<both>\s?/\s?|\s+eller\s+){_ONE})?(?![\w/])", re.IGNORECASE)
_PERSON = later(
    r"(?:patienten|en patient|personen|en person|individen|vårdtagaren|brukaren|klienten|den närstående"
    r"|(?:sjuk|under|barn)sköterskan|läkaren|fysioterapeuten|arbetsterapeuten|psykologen|kuratorn|dietisten)s?\b"
    r"[^.!?:\n]*\Z",
    re.IGNORECASE,
)
"""Somebody of either sex, earlier in the same sentence."""
_KNOWN = later(r"\b(?:kvinnan|mannen|flickan|pojken|modern|mamman|fadern|pappan|gravida?)\b", re.IGNORECASE)
"""Somebody whose sex the whole text takes as known: then it may well go on with "hon"."""
_OTHER = later(
    r"\b(?:kvinn\w*|flick\w*|pojk\w*|mamma\w*|pappa\w*|mor|modern?s?|far|fadern?s?|dotter\w*|son(?:en)?|syster\w*|bror"
    r"|brodern?s?|hustru\w*|fru|maken?s?|makan?s?|man|mannens?|män)\b",
    re.IGNORECASE,
)
"""Somebody else whom the pronoun may mean."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Both pronouns together, and one of them after a word for somebody of either sex."""
    if not any(word.partition("/")[0] in PRONOUNS for word in noted_words(document, library)):
        return
    text = document.source.text
    is_known = _KNOWN().search(text, document.body.matter_end) is not None
    for hit, block in hits(document, _PRONOUN()):
        start, end = hit.span()
        if not hit["both"]:
            before = " ".join(text[max(text.rfind("\n\n", 0, start), block.start) : start].split())
            person = None if is_known else _PERSON().search(before)
            if person is None or _OTHER().search(person[0]):
                continue
        words = " ".join(hit[0].split())
        hen = "hens" if words.lower().endswith("s") else "hen"
        better = hen.capitalize() if words[0].isupper() else hen
        nouns = "`patientens` eller `personens`" if hen == "hens" else "`patienten` eller `personen`"
        fix = Fix(f"Skriv `{better}`", (Edit(start, end, better),), safe=False)
        message = f"”{words}” nämner kön där det inte är känt."
        yield found(document, document.place(start, end), message, f"Skriv `{better}`, {nouns}.", fix)
