"""Mallens text står kvar.

Varför: mallen säger vad som ska skrivas under rubriken. Läsaren får då en uppmaning i stället för kunskap, och ser att
texten inte är färdig.

Fel: `Beskriv hälsotillståndet.` under `### Definition`.

Rätt: `Depression är en psykisk sjukdom där …`
"""

from collections.abc import Iterator
from functools import cache

from rodtrad.chapters import chapters
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found

FAMILY = Family.CHAPTERS
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY, Kind.ADDITION)

_ASKS = ("Beskriv ", "Länka ", "Sammanfatta ", "Skriv ")
"""How a paragraph of a template begins that is no text but a request for one; others have a gap to fill, `…`."""
_BEGINS = (*_ASKS, "Vårdförloppet inleds vid …")
"""Without one of these there is nothing to look for."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """First below a heading, from consultation on: in a draft it stands there to be read until the text is written."""
    text = document.source.text
    for block in document.body.of(Role.CHAPTER, Role.SECTION, Role.ADDITION):
        at = block.end + 2
        if not text.startswith(_BEGINS, at) or document.face.key in library.drafts:
            continue
        asked = next((asked for asked in _requests() if text.startswith(asked, at)), "")
        if asked:
            message = f"Mallens text ”{asked}” står kvar."
            hint = "Byt den mot egen text, eller ta bort den."
            yield found(document, document.place(at, at + len(asked)), message, hint)


@cache
def _requests() -> tuple[str, ...]:
    parts = [part.strip() for chapter, _ in chapters() for part in chapter.template.split("\n\n")]
    return tuple(part for part in parts if part.startswith(_BEGINS))
