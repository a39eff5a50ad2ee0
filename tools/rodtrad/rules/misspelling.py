"""Ett ord är felstavat.

Varför: ett felstavat ord hittas inte vid sökning, och den som läser börjar tvivla på resten av texten. Ett ord som är
rätt men okänt, till exempel ett läkemedel, läggs till på en egen rad i `content/register/ordlista.yaml`.

Fel: `Remittera patientten till en fysioterapeut.`

Rätt: `Remittera patienten till en fysioterapeut.`
"""

import re
from collections.abc import Iterator, Sequence

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._compounds import split_compounds
from rodtrad.rules._prose import hits
from rodtrad.spelling import LEARNED, suggestion
from rodtrad.vocabulary import any_of, lexicon

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT, Kind.INDICATOR)

_FOREIGN = 3
"""Unknown words on a line from which it is taken to be in another language, if they are a third of its words."""

_CODE = later(r"\b[A-Z]\d\d")
_BEGINS = later(r"(?:^|[.!?:|”“\"(]|[-*+#>\[]|\d[.)])[\s*_]*\Z")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each word once, where it is first; names, quotations, Latin beside codes and what is emphasised are left out."""
    known = lexicon(library)
    words = [word for word in known.odd(document) if not word.isupper()]
    if not words or not is_full_text(document.face):
        return
    text = document.source.text
    emphasised = [(node.start, node.end) for node in document.body.find("emphasis")]
    seen = {first for first, _ in split_compounds(document, known)}  # split-compound tells those
    for hit in _in_swedish(text, [hit for hit, _ in hits(document, any_of(words))]):
        word = hit[0]
        if word in seen or any(start <= hit.start() < end for start, end in emphasised):
            continue
        better = suggestion(word.lower(), known.is_form)
        is_learned = LEARNED().search(word) is not None
        if is_learned and not better:
            continue
        if word[0].isupper():
            if not better or not _begins_sentence(text, hit.start()):
                continue  # a name
            better = better[0].upper() + better[1:]
        seen.add(word)
        place = document.place(hit.start(), hit.end())
        fix = None
        if better and not is_learned:  # of two learned words only one who has learned them knows which was meant
            fix = Fix(f"Skriv `{better}`", (Edit(hit.start(), hit.end(), better),), safe=False)
        hint = f"Menade du `{better}`?" if better else "Rätta ordet."
        hint += " Är ordet rätt: skriv `- " + word.lower() + "` under `ord:` i `content/register/ordlista.yaml`."
        yield found(document, place, f"”{word}” verkar vara felstavat.", hint, fix)


def _in_swedish(text: str, found: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Leave out lines with codes, where Latin stands, and lines in another language."""
    by_line: dict[int, list[re.Match[str]]] = {}
    for hit in found:
        by_line.setdefault(text.rfind("\n", 0, hit.start()) + 1, []).append(hit)
    for start, on_line in by_line.items():
        stop = text.find("\n", start)
        line = text[start : stop if stop >= 0 else None]
        is_foreign = len(on_line) >= _FOREIGN and len(line.split()) <= 3 * len(on_line)
        if not is_foreign and not _CODE().search(line):
            yield from on_line


def _begins_sentence(text: str, at: int) -> bool:
    return bool(_BEGINS().search(text[text.rfind("\n", 0, at) + 1 : at]))
