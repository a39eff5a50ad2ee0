"""Ett dokument säger att två texter hör ihop, men det andra säger det inte.

Varför: den som läser den äldre texten ska hitta den nya, och tvärtom.

Fel: `ersätter: [kol-del-1]` i KOL, men inget `ersätts av` i KOL del 1.

Rätt: `ersätter: [kol-del-1]` i KOL och `ersätts av: kol` i KOL del 1.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import Family, found

FAMILY = Family.LINKS
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """`uppgår i` has no other side: what it becomes part of need not name it."""
    matter, me = document.face.matter, document.face.id
    if not isinstance(matter, PathwayMatter):
        return
    for index, old in enumerate(matter.replaces or ()):
        other = _matter(library, old)
        if other and me not in (other.replaced_by, other.merged_into):
            yield _finding(document, f"ersätter[{index}]", old, f"ersätts av: {me}")
    if matter.replaced_by and (other := _matter(library, matter.replaced_by)) and me not in (other.replaces or ()):
        yield _finding(document, "ersätts av", matter.replaced_by, f"ersätter: [{me}]")
    if matter.pair_with and (other := _matter(library, matter.pair_with)) and other.pair_with != me:
        yield _finding(document, "par med", matter.pair_with, f"par med: {me}")


def _matter(library: Library, id: str) -> PathwayMatter | None:
    face = library.get(Kind.PATHWAY, id)
    return face.matter if face and isinstance(face.matter, PathwayMatter) else None


def _finding(document: Document, path: str, other: str, line: str) -> Finding:
    message = f"`{other}` säger inte samma sak från sitt håll."
    return found(document, document.key(path), message, f"Skriv `{line}` i `{other}.md`, eller ta bort uppgiften här.")
