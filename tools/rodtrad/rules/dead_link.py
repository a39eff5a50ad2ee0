"""En länk leder till något som inte finns.

Varför: läsaren hamnar fel, och flödet eller den röda tråden bryts just där.

Fel: `[C](#trombolyss)` när åtgärden heter `{#trombolys}`.

Rätt: `[C](#trombolys)`.
"""

import re
from collections.abc import Iterator, Mapping

from rodtrad.document import BlockFace, Document, Link
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.model import FOLDERS
from rodtrad.rules import found
from rodtrad.rules._letters import nodes_by_letter

BREAKS_MACHINES = True

_WRITTEN = re.compile(r"\{#([^{}\n]*)\}")

MOST_GUESSES = 50
"""Dead links in one document for which we look for what was meant; comparing words takes time."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Every link into the project must resolve; vocabularies and addresses outside are others' business."""
    near_by: dict[tuple[str, str], str] = {}
    written = {said[1]: said.start() for said in _WRITTEN.finditer(document.source.text)}
    letters = nodes_by_letter(document.face)
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
        near, hint = _meant(document, link, near, written, letters)
        yield found(document, link.place, there, hint, _fix(document, link, wrong, near))


def _meant(
    document: Document, link: Link, near: str, written: Mapping[str, int], letters: Mapping[str, BlockFace]
) -> tuple[str, str]:
    """What the link was meant to lead to, or "", and how to write it."""
    key, _, anchor = link.target.partition("#")
    own = key == document.face.key
    if own and anchor in written:
        line = document.source.line_column(written[anchor])[0]
        return "", f"`{{#{anchor}}}` på rad {line} läses inte som id. Flytta det sist på raden."
    if link.href in document.face.by_id:
        return "", f"Skriv `#` före id: `[{link.text}](#{link.href})`."
    if near:
        return near, f"Menade du `{near}`?"
    if own and link.text in letters:
        near = letters[link.text].id
        return near, f"Åtgärd {link.text} har id `{near}`: skriv `[{link.text}](#{near})`."
    wanted = f"{{#{anchor}}}" if own else "{#id}"
    return "", f"Kontrollera stavningen, eller skriv `{wanted}` sist på raden som länken ska leda till."


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
