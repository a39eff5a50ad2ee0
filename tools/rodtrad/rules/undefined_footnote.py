"""En fotnot i texten finns inte bland referenserna.

Varför: läsaren kan inte se vad påståendet bygger på, och märket visas som det skrevs, inom hakparenteser.

Fel: `Sepsis är vanligt.[^studie-2016]` utan någon rad som börjar med `[^studie-2016]:`.

Rätt: raden `[^studie-2016]: Utgivare. Titel. 2016.` under `## Referenser`.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.prose import prose_test, raw_matches
from rodtrad.rules import Family, found

FAMILY = Family.LINKS

_MARK = re.compile(r"\[(?<!\\\[)\^([^\]\n]*)\]")
_NOTE = re.compile(r"\n(\[\^([^\]\n]*)\])(?!:)[ \t]*:?[ \t]*(?=\w)")
"""What was meant as a note: a mark first on a line, with words after it."""


def _begins_note(text: str, at: int) -> bool:
    """After an empty line, or after another note."""
    before = text[text.rfind("\n", 0, max(at - 1, 0)) + 1 : at].strip()
    return not before or before.startswith("[^")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Marks without a note; their labels are compared as the parser does, without regard to case."""
    text = document.source.text
    if "[^" not in text:
        return
    labels = {node.text.casefold(): node.text for node in document.body.root.children if node.kind == "footnote"}
    is_prose = prose_test(document)
    unread = {
        said[2]: said.start(1)
        for said in raw_matches(document, _NOTE)
        if said[2].casefold() not in labels and _begins_note(text, said.start(1)) and is_prose(said.start(1))
    }
    for hit in raw_matches(document, _MARK):
        label = hit[1]
        if label.casefold() in labels or not is_prose(hit.start()):
            continue
        if label in unread:
            if hit.start() == unread[label]:
                message = f"Fotnoten `{label}` läses inte: det ska stå ett kolon direkt efter `]`."
                yield found(document, document.place(hit.start(), hit.end()), message, f"Skriv `[^{label}]: …`.")
            continue
        near = nearest(label, list(labels.values()))
        hint = f"Menade du `[^{near}]`?" if near else f"Skriv en rad som börjar med `[^{label}]:` under Referenser."
        fix = Fix(f"Skriv `[^{near}]`", (Edit(hit.start(1), hit.end(1), near),), safe=False) if near else None
        yield found(document, document.place(hit.start(), hit.end()), f"Fotnoten `{label}` finns inte.", hint, fix)
