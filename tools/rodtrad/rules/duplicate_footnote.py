"""Två referenser har samma namn.

Varför: märket i texten leder bara till den ena, och den andra källan syns aldrig.

Fel: två rader som börjar med `[^socialstyrelsen]:`.

Rätt: `[^socialstyrelsen-2018]:` och `[^socialstyrelsen-2021]:`.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.prose import prose_test, raw_matches
from rodtrad.rules import Family, found

FAMILY = Family.LINKS

_NOTE = re.compile(r"\n[ ]{0,3}(\[\^([^\]\n]+)\]:)")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Read from the text, since the parser may keep only one of the two."""
    seen: dict[str, int] = {}
    is_prose = prose_test(document)
    for hit in raw_matches(document, _NOTE):
        at = hit.start(1)
        first = seen.setdefault(hit[2].casefold(), at)
        if first != at and is_prose(at) and is_prose(first):
            message = f"Referensen `{hit[2]}` finns redan på rad {document.source.line_column(first)[0]}."
            hint = "Ge den ena ett eget namn, till exempel med årtal, eller ta bort den."
            yield found(document, document.place(hit.start(1), hit.end(1)), message, hint)
