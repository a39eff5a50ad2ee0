"""En våg (tilde) står intill en siffra, eller så är text överstruken.

Varför: två vågor på samma rad stryker över allt mellan dem, så att läsaren tror att texten är borttagen.

Fel: `~30 minuter`, `30~60 minuter`.

Rätt: `cirka 30 minuter`, `30–60 minuter`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.prose import matches
from rodtrad.rules import Family, found

FAMILY = Family.LANGUAGE

_TILDE = re.compile(r"(?<![\\~])~{1,3} ?(?=\d)|(?<=\d)(?<!\\)~{1,3}")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Tildes that touch a number, whether or not the parser paired them; and text that is struck for other reasons."""
    text = document.source.text
    if "~" not in text:
        return
    said: list[int] = []
    for hit in matches(document, _TILDE):
        start, end = hit.span()
        said.append(start)
        between = start > 0 and text[start - 1].isdigit() and text[end : end + 1].isdigit()
        better = "–" if between else "cirka " if text[end : end + 1].isdigit() else ""
        fix = Fix(f"Skriv `{better.strip()}`", (Edit(start, end, better),), safe=not between) if better else None
        hint = "Skriv `–` mellan talen." if between else "Skriv `cirka` före talet."
        yield found(document, document.place(start, end), "En våg (`~`) står intill ett tal.", hint, fix)
    for node in document.body.find("strike"):
        if bisect_left(said, node.start) == bisect_left(said, node.end):
            hint = "Ta bort texten, eller ta bort vågorna."
            yield found(document, document.place(node), "Texten är överstruken.", hint)
