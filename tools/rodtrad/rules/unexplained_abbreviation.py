"""En förkortning förklaras inte första gången.

Varför: patienter, närstående och personal från andra delar av vården läser texten. Den som inte kan förkortningen kan
heller inte söka efter den. De förkortningar som alla känner står i `content/register/ordlista.yaml`.

Fel: `Vid misstänkt KOL görs spirometri.`

Rätt: `Vid misstänkt kroniskt obstruktiv lungsjukdom (KOL) görs spirometri.`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._drafts import is_draft_note
from rodtrad.rules._prose import hits
from rodtrad.vocabulary import any_of, lexicon

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each abbreviation once, where it is first used below a heading."""
    known = lexicon(library)
    short = [word for word in known.odd(document) if word.isupper()]
    if not short or not is_full_text(document.face):
        return
    text = document.source.text
    headings = [(node.start, node.end) for node in document.body.find("heading")]
    seen: set[str] = set()
    for hit, _ in hits(document, any_of(short)):
        word, at = hit[0], hit.start()
        is_note = text.startswith("[^", text.rfind("\n", 0, at) + 1)  # a reference without its colon
        if word in seen or is_note or is_draft_note(document, at) or any(start <= at < end for start, end in headings):
            continue
        seen.add(word)
        stop = text.find("\n\n", at)
        if _explained(word).search(text, 0, stop if stop >= 0 else len(text)):
            continue
        says = known.abbreviations.get(word, "")
        hint = f"Skriv `{says or 'hela namnet'} ({word})` första gången."
        if not says:
            hint += " En förkortning som alla känner läggs till i `register/ordlista.yaml`."
        yield found(document, document.place(at, hit.end()), f"Förkortningen {word} förklaras inte.", hint)


def _explained(word: str) -> re.Pattern[str]:
    """`kroniskt obstruktiv lungsjukdom (KOL)`, `KOL (kroniskt obstruktiv lungsjukdom)`, or said in words."""
    whole = rf"{word}(?:-\w+)?[*_]*"
    meaning = rf"(?:{word[0].lower()}\w+|(?!se |till )\w+[ -]\w+)[^)]*\)"
    return re.compile(
        rf"\w[\s\"”*_]*\([*_]*{whole}(?:\)|, (?:eng|på eng))"
        rf"|\b{whole}(?:\s\({meaning}|, det vill säga|\s+(?:står för|betyder))",
        re.IGNORECASE,
    )
