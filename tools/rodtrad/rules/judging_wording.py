"""Ett ord kan såra den som det handlar om.

Varför: patienter och närstående läser texten. ”Vägrar” och ”klagar över” lägger skulden på patienten, och ”lider av”
säger hur någon mår utan att ha frågat. Skriv vad patienten vill eller vad som har hänt. Orden, och vad som kan skrivas
i stället, står i `content/register/ordlista.yaml`, under `om patienten`.

Fel: `Erbjud ett nytt besök om patienten vägrar behandling.`

Rätt: `Erbjud ett nytt besök om patienten inte vill ha behandling.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.once import once
from rodtrad.rules import Family, found
from rodtrad.rules._noted import noted_words
from rodtrad.rules._prose import hits
from rodtrad.vocabulary import Lexicon, lexicon

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each time, but not in quotations and references. Words with one right form instead stand in the list of terms."""
    present = noted_words(document, library)
    known = lexicon(library)
    if not present or present.isdisjoint(phrase.split()[0] for phrase in known.judging):
        return
    for hit, _ in hits(document, _pattern(known)):
        words = " ".join(hit[0].split())
        better = known.judging.get(words.lower(), "")
        hint = f"Skriv till exempel `{better}`." if better else "Skriv vad som har hänt, utan att döma."
        place = document.place(hit.start(), hit.end())
        yield found(document, place, f"”{words}” kan såra den som det handlar om.", hint)


@once
def _pattern(known: Lexicon) -> re.Pattern[str]:
    """The phrases, the longest first; a line may end inside one."""
    phrases = sorted(known.judging, key=len, reverse=True)
    written = (r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)
