"""Ett äldre id leder till två dokument.

Varför: den som följer en gammal länk ska komma till ett bestämt dokument.

Fel: `alias: [kol]` i två vårdförlopp, eller i ett när det finns ett annat som heter `kol`.

Rätt: `alias: [kol]` bara i det dokument som tog över.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import Family, found

FAMILY = Family.LINKS
KINDS = (Kind.PATHWAY,)
BREAKS_MACHINES = True


def check(document: Document, library: Library) -> Iterator[Finding]:
    """An alias must be no document's id, and nobody else's alias."""
    face = document.face
    if not isinstance(face.matter, PathwayMatter):
        return
    for index, old in enumerate(face.matter.alias or ()):
        key = f"{face.folder}/{old}"
        holder = library.faces.get(key) or library.faces.get(library.aliases.get(key, ""))
        if holder is None or (holder is face and old != face.id) or (holder.key == face.key and old != face.id):
            continue
        what = "är dokumentets eget id" if holder.key == face.key else f"leder redan till {holder.title}"
        place = document.key(f"alias[{index}]")
        yield found(
            document, place, f"Aliaset `{old}` {what}.", "Ta bort det ena, så att id:t leder till ett dokument."
        )
