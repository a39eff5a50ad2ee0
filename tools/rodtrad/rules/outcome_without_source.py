"""Ett utfall saknar källa.

Varför: ingen region ska få ett tal som ingen kan följa tillbaka. Källan och dagen då talen hämtades visas vid dem.

Fel: ett utfall med verkliga regioner utan `källa` eller `hämtat`. `källa: okänd`, `saknas` och `-` är ingen källa.

Rätt: `källa: Riksstroke, årsrapport 2024` och `hämtat: 2025-06-12`. Är talen påhittade skrivs `exempel: true`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library, is_example
from rodtrad.model import Kind, OutcomeMatter
from rodtrad.outcomes import sources
from rodtrad.rules import Family, found

FAMILY = Family.OUTCOMES
KINDS = (Kind.OUTCOME,)
BREAKS_MACHINES = True


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Made-up numbers have no source."""
    matter = document.face.matter
    if not isinstance(matter, OutcomeMatter) or is_example(document.face) or not document.face.outcomes:
        return
    missing = [] if sources(matter) else ["källa"]
    if "hämtat" not in document.body.spots:
        missing.append("hämtat")
    if missing:
        words = {"källa": "varifrån talen kommer", "hämtat": "när talen hämtades"}
        message = f"Det framgår inte {' och '.join(words[key] for key in missing)}."
        keys = " och ".join(f"`{key}: …`" for key in missing)
        hint = f"Skriv {keys} överst i filen, eller `exempel: true` om talen är påhittade."
        yield found(document, document.key("indikator"), message, hint)
