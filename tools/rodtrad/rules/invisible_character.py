"""Ett ord innehåller ett osynligt tecken.

Varför: mjuka bindestreck och tecken utan bredd följer med vid kopiering från Word och webbsidor. De syns inte, men
ordet hittas inte vid sökning, och rubriker och nycklar läses inte.

Fel: `Njur­sten` med ett mjukt bindestreck mitt i ordet.

Rätt: `Njursten`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found

FAMILY = Family.LANGUAGE
SEVERITY = Severity.WARNING

_CHARACTERS = {"\u00ad": "ett mjukt bindestreck", "\u200b": "ett mellanslag utan bredd", "\u2060": "en ordfog",
               "\ufeff": "ett tecken utan bredd"}  # fmt: skip
_WORD = later("[^\\s\u00ad\u200b\u2060\ufeff]*(?:[\u00ad\u200b\u2060\ufeff]+[^\\s\u00ad\u200b\u2060\ufeff]*)+")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each word once; joiners that some scripts and emoji need are let be."""
    text = document.source.text
    present = [character for character in _CHARACTERS if character in text]
    if not present:
        return
    for hit in _WORD().finditer(text):
        clean = "".join(character for character in hit[0] if character not in _CHARACTERS)
        what = " och ".join(name for character, name in _CHARACTERS.items() if character in hit[0])
        fix = Fix(f"Skriv `{clean}`", (Edit(hit.start(), hit.end(), clean),))
        where = f"Ordet ”{clean}” innehåller {what}." if clean else f"Här står {what}."
        hint = f"Skriv om ordet: `{clean}`." if clean else "Ta bort tecknet."
        yield found(document, document.place(hit.start(), hit.end()), where, hint, fix)
