"""En länk leder till något som inte finns.

Varför: läsaren hamnar fel, och flödet eller den röda tråden bryts just där.

Fel: `[C](#trombolyss)` när åtgärden heter `{#trombolys}`.

Rätt: `[C](#trombolys)`.
"""

from collections.abc import Iterator

from rodtrad.document import Document, Link
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.model import FOLDERS
from rodtrad.rules import found

BREAKS_MACHINES = True

MOST_GUESSES = 50
"""Dead links in one document for which we look for what was meant; comparing words takes time."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Every link into the project must resolve; vocabularies and addresses outside are others' business."""
    near_by: dict[tuple[str, str], str] = {}
    for link in document.face.links:
        key, _, anchor = link.target.partition("#")
        if ":" in key or link.href.startswith("www.") or key in library.unreadable or library.resolve(link.target):
            continue
        folder = key.partition("/")[0]
        if folder not in FOLDERS and not link.href.startswith("#"):
            continue
        face = library.faces.get(key) or library.faces.get(library.aliases.get(key, ""))
        wrong = anchor if face else key
        if (key, wrong) not in near_by and len(near_by) < MOST_GUESSES:
            known = (
                [b.id for b in face.blocks if b.stable] if face else [k for k in library.faces if k.startswith(folder)]
            )
            near_by[key, wrong] = nearest(wrong, known)
        near = near_by.get((key, wrong), "")
        there = f"Det finns inget med id `{anchor}` i {face.title}." if face else f"Det finns inget dokument `{key}`."
        yield found(document, link.place, there, _hint(near), _fix(document, link, wrong, near))


def _hint(near: str) -> str:
    return f"Menade du `{near}`?" if near else "Kontrollera stavningen, eller skriv `{#id}` där länken ska leda."


def _fix(document: Document, link: Link, wrong: str, near: str) -> Fix | None:
    """Replace the wrong id where it stands in the link's address."""
    wrong_name, near_name = wrong.rpartition("/")[2], near.rpartition("/")[2]
    source = document.source
    begin = source.offset(link.place.line, link.place.column)
    address = source.text.find(link.href, begin) if near else -1
    start = source.text.find(wrong_name, address) if address >= 0 else -1
    if not 0 <= start <= address + len(link.href) - len(wrong_name):
        return None
    return Fix(f"Skriv `{near_name}`", (Edit(start, start + len(wrong_name), near_name),), safe=False)
