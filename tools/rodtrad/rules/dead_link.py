"""En länk leder till något som inte finns.

Varför: läsaren hamnar fel, och flödet eller den röda tråden bryts just där.

Fel: `[C](#trombolyss)` när åtgärden heter `{#trombolys}`.

Rätt: `[C](#trombolys)`.
"""

import re
from collections.abc import Iterator, Mapping, Set

from rodtrad.chapters import slug
from rodtrad.document import Document
from rodtrad.face import NODES, Face, Link, Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import SLUG, nearest
from rodtrad.model import FOLDERS, Kind
from rodtrad.once import once
from rodtrad.rules import Family, found
from rodtrad.rules._flow import lacks_entry, lacks_exit
from rodtrad.rules._letters import nodes_by_letter
from rodtrad.rules._links import means_unknown_indicator
from rodtrad.rules._misread import is_unread
from rodtrad.rules._thread import THREAD_ENDS

FAMILY = Family.LINKS
BREAKS_MACHINES = True

_KINDS = {Role.GOAL: ("ett mål", (Role.GOAL,)), Role.CHALLENGE: ("en utmaning", (Role.CHALLENGE,))}

_WRITTEN = re.compile(r"\{#([^{}\n]*)\}")

MOST_GUESSES = 50
"""Dead links in one document for which we look for what was meant; comparing words takes time."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Every link into the project must resolve; vocabularies and addresses outside are others' business."""
    near_by: dict[tuple[str, str, frozenset[Role] | None], tuple[str, str]] = {}
    own = library.faces.get(document.face.key)
    for link in document.face.links:
        key, _, anchor = link.target.partition("#")
        if own and key == own.key and anchor in own.by_id:  # most links
            continue
        if (
            ":" in key
            or link.href.startswith(("www.", "\\"))
            or key in library.unreadable
            or library.resolve(link.target)
        ):
            continue
        folder = key.partition("/")[0]
        if folder not in FOLDERS and not link.href.startswith("#"):
            continue
        face = library.faces.get(key) or library.faces.get(library.aliases.get(key, ""))
        if _is_told(document, link, face, library):
            continue
        wrong = anchor if face else key
        roles = THREAD_ENDS.get(link.relation)
        asked = (key, wrong, roles)
        if asked not in near_by and len(near_by) < MOST_GUESSES:
            known = [b.id for b in face.blocks if b.stable and (roles is None or b.role in roles)] if face else []
            near = nearest(wrong, known) if face else _document(document, library, key)
            near_by[asked] = near, "" if near else _copied(document, link, library)
        near, copied = near_by.get(asked, ("", ""))
        there = f"Det finns inget med id `{anchor}` i {face.title}." if face else f"Det finns inget dokument `{key}`."
        if face is None and link.href not in document.face.by_id:
            hint = f"Menade du `{near}`?" if near else "Kontrollera mapp och filnamn: `../indikatorer/id.md`."
        else:
            near, hint = _meant(document, link, near, copied)
        old = anchor if face else link.href.partition("#")[0]
        yield found(document, link.place, there, hint, _fix(document, link, old, near))


def _is_told(document: Document, link: Link, face: Face | None, library: Library) -> bool:
    """Whether another rule says it: an indicator, the heading of an addition, the pathway that an addition is for."""
    if document.kind is Kind.ADDITION and link.href.startswith("#"):
        return face is None or link.relation == "at" or face.matter.withdrawn is not None
    key, _, anchor = link.target.partition("#")
    if key == document.face.key and anchor in (written := _written(document)) and is_unread(document, written[anchor]):
        return True  # unread-marker: the heading that has the id
    if face and slug(anchor) in _malformed(face):
        return True  # malformed-id: what it should be, or almost
    if face and face.kind is Kind.PATHWAY and anchor[:3] in ("in-", "ut-") and anchor[:3] not in _beginnings(face):
        return lacks_entry(face) if anchor.startswith("in-") else lacks_exit(face)  # no-entry, no-exit
    return face is None and means_unknown_indicator(link, library)


def _document(document: Document, library: Library, key: str) -> str:
    """The address of the document that was meant: one with almost this name, or with this name in another folder."""
    folder, name = key.partition("/")[0], key.rpartition("/")[2]
    others = [other for other in library.faces if other != document.face.key]
    siblings = {other.partition("/")[2]: other for other in others if other.startswith(f"{folder}/")}
    near = siblings.get(nearest(name, list(siblings)), "")
    near = near or next((other for other in others if other.endswith(f"/{name}")), "")
    home, _, rest = near.partition("/")
    return f"{rest}.md" if home == document.face.folder else near and f"../{near}.md"


@once
def _malformed(face: Face) -> Set[str]:
    """What the ids that have a wrong form should be."""
    return {slug(block.id) for block in face.blocks if block.stable and not SLUG.fullmatch(block.id)}


@once
def _beginnings(face: Face) -> Set[str]:
    """What the ids begin with: `in-`, `ut-`."""
    return {block.id[:3] for block in face.blocks if block.stable}


@once
def _written(document: Document) -> Mapping[str, int]:
    """What stands in braces as an id, wherever that is, and where."""
    return {said[1]: said.start() for said in _WRITTEN.finditer(document.source.text)}


def _copied(document: Document, link: Link, library: Library) -> str:
    """What to write for a link of the red thread that came along from another pathway."""
    roles = THREAD_ENDS.get(link.relation)
    anchor = link.href.removeprefix("#")
    if roles is None or anchor == link.href:
        return ""
    for face in library.faces.values():
        there = face.by_id.get(anchor)
        if there and there.stable and there.role in roles and face.key != document.face.key:
            what, alike = _KINDS.get(there.role, ("en åtgärd", NODES))
            here = next((block.id for block in document.face.of(*alike) if block.stable), "")
            return f"`{anchor}` finns i {face.title}. Välj {what} här" + (f", till exempel `#{here}`." if here else ".")
    return ""


def _meant(document: Document, link: Link, near: str, copied: str) -> tuple[str, str]:
    """What the link was meant to lead to, or "", and how to write it."""
    written, letters = _written(document), nodes_by_letter(document.face)
    key, _, anchor = link.target.partition("#")
    own = key == document.face.key
    if own and anchor in written:
        line = document.source.line_column(written[anchor])[0]
        return "", f"`{{#{anchor}}}` på rad {line} läses inte som id. Flytta det sist på raden."
    if link.href in document.face.by_id:
        return "", f"Skriv `#` före id: `[{link.text}](#{link.href})`."
    if near:
        return near, f"Menade du `{near}`?"
    if copied:
        return "", copied
    if own and link.text in letters:
        near = letters[link.text].id
        return near, f"Åtgärd {link.text} har id `{near}`: skriv `[{link.text}](#{near})`."
    wanted = f"{{#{anchor}}}" if own else "{#id}"
    return "", f"Kontrollera stavningen, eller skriv `{wanted}` sist på raden som länken ska leda till."


def _fix(document: Document, link: Link, wrong: str, near: str) -> Fix | None:
    """Replace what is wrong where it stands in the link's address."""
    source = document.source
    begin = source.offset(link.place.line, link.place.column)
    address = source.text.find(link.href, begin) if near else -1
    start = source.text.find(wrong, address) if address >= 0 else -1
    if not 0 <= start <= address + len(link.href) - len(wrong):
        return None
    return Fix(f"Skriv `{near}`", (Edit(start, start + len(wrong), near),), safe=False)
