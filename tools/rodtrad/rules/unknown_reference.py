"""En nyckel överst i filen pekar på något som inte finns.

Varför: programområde, förvaltare, riktlinjer och datakällor hämtas ur register och andra dokument. Ett id som inte
finns där visas inte för läsaren och går inte att följa.

Fel: `förvaltare: npo-infektioner`.

Rätt: `förvaltare: npo-infektion`.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library, reference_keys
from rodtrad.matter import nearest
from rodtrad.model import FOLDERS, Kind
from rodtrad.rules import found

BREAKS_MACHINES = True

_FOLDER = {kind: folder for folder, kind in FOLDERS.items()}


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Registers that are not there, and files that cannot be read, are not held against the author."""
    for path, value, registers, kind in reference_keys(document.face.matter):
        name = re.sub(r"\[\d+\]", "", path.rpartition(".")[2])
        if registers:
            keys = [f"register/{register}" for register in registers.split()]
            if library.entry(registers, value) or not all(key in library.faces for key in keys):
                continue
            known = [id for register in registers.split() for id in library.register(register)]
            titles = " eller ".join(library.faces[key].title for key in keys)
            message = f"`{name}` pekar på `{value}`, som inte finns i registret {titles}."
        else:
            folder = _FOLDER[Kind(kind)]
            key = f"{folder}/{value}"
            if key in library.faces or key in library.aliases or key in library.unreadable:
                continue
            known = [face.id for face in library.of(Kind(kind))]
            message = f"`{name}` pekar på `{value}`, men filen `content/{folder}/{value}.md` finns inte."
        near = nearest(value, known)
        hint = f"Menade du `{near}`?" if near else "Kontrollera stavningen, eller ta bort uppgiften."
        yield found(document, document.key(path), message, hint, _fix(document, path, near) if near else None)


def _fix(document: Document, path: str, near: str) -> Fix | None:
    spot = document.body.spots.get(path) or document.body.spots.get(path.rpartition("[")[0])
    return Fix(f"Skriv `{near}`", (Edit(spot.start, spot.end, near),), safe=False) if spot else None
