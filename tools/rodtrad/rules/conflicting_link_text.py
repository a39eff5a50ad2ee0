"""En länk heter en sak och leder till en annan.

Varför: läsaren tror att texten stämmer och märker inte att fel sida öppnas. I den röda tråden följs då fel mått.

Fel: `[MADRS-S](../indikatorer/depression-phq-9.md)`.

Rätt: `[PHQ-9](../indikatorer/depression-phq-9.md)`, eller en länk till det som texten säger.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from rodtrad.codes import systems
from rodtrad.document import Document
from rodtrad.face import NODES, BlockFace, Face, Link, Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._names import are_other_scales, host, other_scale

FAMILY = Family.LINKS
SEVERITY = Severity.WARNING

_SORTS = {
    **dict.fromkeys(NODES, "node"),
    **{role: role.value for role in (Role.GOAL, Role.CHALLENGE, Role.INDICATOR, Role.RECOMMENDATION)},
}
"""Roles of blocks that are known by their titles; a chapter may well be called the same as an action."""

_LABEL = later(r"\A[a-zåäö]{1,2}\d{0,2}\.\s+")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Compare what a link says with what it leads to, where both have names; a letter is wrong-link-letter's."""
    face = document.face
    here = f"{face.key}#"
    own = _titles(face)
    for link in face.links:
        text = link.text
        if len(text) < 3 or not link.target:
            continue
        if link.target.startswith(here):
            if text[1:].islower() and text.casefold() not in own:  # most links
                continue
            block = face.by_id.get(link.target[len(here) :])
            said = _other_block(link, face, block) if block else None
        elif ":" in link.target:
            said = _outside(document, link)
        else:
            said = _other_document(document, link, library)
        if said:
            message = f"Länken heter ”{link.text}” men leder till {said[0]}."
            yield found(document, link.place, message, said[1])


def _other_block(link: Link, face: Face, block: BlockFace) -> tuple[str, str] | None:
    """What the link leads to when it has the title of another block of the same sort, and what to write."""
    said = link.text.casefold()
    titles = _titles(face)
    known = titles.get(said) or (titles.get(_LABEL().sub("", said)) if ". " in said else None)
    others = [other for other in known or () if _SORTS[other.role] == _SORTS.get(block.role)]
    if others and block not in others:
        address = f"{link.href.partition('#')[0]}#{others[0].id}"
        return f"”{block.title}”", _hint(link, block.title, address)
    if are_other_scales(link.text, block.title, block.id):
        return f"”{block.title}”", _hint(link, block.title, "")
    return None


@lru_cache(maxsize=64)
def _titles(face: Face) -> Mapping[str, Sequence[BlockFace]]:
    """Blocks by title; rows of one guideline are cited by many."""
    table: dict[str, list[BlockFace]] = {}
    for block in face.blocks:
        if block.role in _SORTS:
            table.setdefault(block.title.casefold(), []).append(block)
    return table


def _other_document(document: Document, link: Link, library: Library) -> tuple[str, str] | None:
    """What the link leads to when it has the title or id of another document, and what to write."""
    end = library.resolve(link.target)
    if end is None:
        return None
    face, block = end
    said = link.text.casefold()
    if said in (face.title.casefold(), face.id) or (block and said == block.title.casefold()):
        return None
    keys = library.titled(face.kind, link.text)
    if keys and face.key not in keys:
        return f"”{face.title}”", _hint(link, face.title, _address(document.face, keys[0]))
    if block:
        return _other_block(link, face, block) if face.title.casefold() not in said else None
    if are_other_scales(link.text, face.title, face.id):
        return f"”{face.title}”", _hint(link, face.title, "")
    return None


def _outside(document: Document, link: Link) -> tuple[str, str] | None:
    """What a link out of the project, to an address or a code, leads to when it says something else."""
    scheme, _, rest = link.target.partition(":")
    if scheme in ("http", "https"):
        if link.text == link.href:
            return None
        said, there = host(link.text), host(link.target)
        if said and there and not (f".{there}".endswith(f".{said}") or f".{said}".endswith(f".{there}")):
            return there, _hint(link, there, f"https://{said}")
        if other := other_scale(link.text, rest, document.source.text):
            return f"en sida om {other}", _hint(link, other, "")
        return None
    system = systems().get(scheme)
    code = rest.partition("#")[0]
    if (
        system
        and system.pattern.fullmatch(link.text)
        and not (code.startswith(link.text) or link.text.startswith(code))
    ):
        return code, _hint(link, code, f"{scheme}:{link.text}")
    return None


def _hint(link: Link, right: str, address: str) -> str:
    other = f": `[{link.text}]({address})`" if address else ""
    return f"Skriv `[{right}]({link.href})`, eller länka till det som texten säger{other}."


def _address(face: Face, key: str) -> str:
    folder, _, id = key.partition("/")
    return f"{id}.md" if folder == face.folder else f"../{key}.md"
