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


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Every link into the project must resolve; vocabularies and addresses outside are others' business."""
    for link in document.face.links:
        key, _, anchor = link.target.partition("#")
        if ":" in key or link.href.startswith("www.") or key in library.unreadable or library.resolve(link.target):
            continue
        if key.partition("/")[0] not in FOLDERS and not link.href.startswith("#"):
            continue
        face = library.faces.get(key) or library.faces.get(library.aliases.get(key, ""))
        if face is None:
            near = nearest(key, [k for k in library.faces if k.partition("/")[0] == key.partition("/")[0]])
            message = f"Det finns inget dokument `{key}`."
            yield found(document, link.place, message, _hint(near), _fix(document, link, key, near))
        else:
            near = nearest(anchor, [b.id for b in face.blocks if b.stable])
            message = f"Det finns inget med id `{anchor}` i {face.title}."
            yield found(document, link.place, message, _hint(near), _fix(document, link, anchor, near))


def _hint(near: str) -> str:
    return f"Menade du `{near}`?" if near else "Kontrollera stavningen, eller skriv `{#id}` där länken ska leda."


def _fix(document: Document, link: Link, wrong: str, near: str) -> Fix | None:
    """Replace the wrong id where it stands in the link's address."""
    wrong_name, near_name = wrong.rpartition("/")[2], near.rpartition("/")[2]
    line = document.source.raw_lines[link.place.line - 1]
    at = line.find(wrong_name, line.find(link.href, link.place.column - 1))
    if not near or at < 0 or link.place.line != link.place.end_line:
        return None
    start = document.source.starts[link.place.line - 1] + at
    return Fix(f"Skriv `{near_name}`", (Edit(start, start + len(wrong_name), near_name),), safe=False)
