"""En väg leder till något som inte är en åtgärd, en ingång eller en utgång.

Varför: en väg är en pil i flödesschemat. Den kan inte gå till ett avsnitt, ett mål eller en webbsida.

Fel: `- → [Uppföljning](#kvalitetsuppfoljning)`

Rätt: `- → [H](#utvardering)` eller `- → [Utgång](#ut-aterstalld)`
"""

from collections.abc import Iterator

from rodtrad.chapters.entry_and_exit import CHAPTER as ENTRIES_AND_EXITS
from rodtrad.document import Document
from rodtrad.face import BlockFace, Face
from rodtrad.finding import Finding
from rodtrad.flow import STOPS
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._flow import has_copied_ids, lacks_entry, lacks_exit
from rodtrad.rules._misread import is_lost

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)

_LISTED = (("in-", "ingång", ENTRIES_AND_EXITS.sections[0]), ("ut-", "utgång", ENTRIES_AND_EXITS.sections[1]))


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report ways to other things; a whole pathway is a target only when its text is not here."""
    told: set[str] = set()
    astray = has_copied_ids(document.face)
    for way in document.face.ways:
        for target in way.targets:
            if not target or target in told:
                continue
            goal = library.resolve(target)
            if ":" in target.partition("#")[0]:
                message, hint = "Vägen leder till en webbadress eller kod.", "Länka adressen i löpande text i stället."
            elif astray and goal and goal[1] and not goal[1].stable:
                continue
            elif (said := _wrong(goal)) and not is_lost(document, goal) and not _is_told(document, goal):
                message, hint = said
                told.add(target)
            else:
                continue
            yield found(document, way.place, message, hint)


def _is_told(document: Document, goal: tuple[Face, BlockFace | None] | None) -> bool:
    """Whether no-entry or no-exit says that nothing is read as what this was meant to be."""
    if goal is None or goal[1] is None or goal[0].key != document.face.key:
        return False
    lacks = {"in-": lacks_entry, "ut-": lacks_exit}.get(goal[1].id[:3])
    return lacks is not None and lacks(goal[0])


def _wrong(goal: tuple[Face, BlockFace | None] | None) -> tuple[str, str] | None:
    if goal is None:
        return None
    face, block = goal
    hint = "Länka till en åtgärd, en ingång eller en utgång."
    if block is None and face.kind is Kind.PATHWAY:
        if not is_full_text(face):
            return None
        return f"Vägen leder till hela {face.title} och inte till en ingång där.", f"Skriv `{face.id}.md#in-…`."
    if block is None or face.kind is not Kind.PATHWAY:
        return f"Vägen leder till {face.title}, som inte är en del av ett flöde.", hint
    if block.role in STOPS:
        return None
    for start, what, section in _LISTED:
        if block.id.startswith(start):
            message = f"Vägen leder till ”{block.title.rstrip('.')}”, som inte läses som en {what}."
            return message, f"Låt den vara en punkt direkt under rubriken `### {section}`."
    if not block.stable:
        hint = f"Länka till en åtgärd, en ingång eller en utgång. Saknar den id: skriv `{{#{block.id}}}` sist på raden."
    return f"Vägen leder till ”{block.title or block.id}”, som inte är en åtgärd, en ingång eller en utgång.", hint
