"""What an author points at in a text: a link, an id, a key, a value, a code."""

from __future__ import annotations

from typing import NamedTuple

from rodtrad.codes import systems
from rodtrad.document import Document
from rodtrad.face import Face, Role
from rodtrad.library import Library, reference_keys
from rodtrad.model import FOLDER_OF, Kind
from rodtrad.source import Place


class Pointed(NamedTuple):
    """What stands at a place, and what that means."""

    kind: str
    """`link`, `id` (in braces), `block` (the first line of one), `value` (of a key), `key`, `code` or `note`."""
    target: str
    """Canonical: `vardforlopp/sepsis#ut-x`, `register/organ#sks`, `icd-10-se:I63`; of a key its path."""
    place: Place


def pointed(document: Document, library: Library, line: int, column: int) -> Pointed | None:
    """What stands at a line and column of a document."""
    at = (line, column)
    for link in document.face.links:
        if _inside(link.place, at):
            return Pointed("link", canonical(link.target, library), link.place)
    offset = document.source.offset(line, column)
    if offset < document.body.matter_end:
        if document.kind is Kind.REGISTER:
            for entry in document.face.blocks:
                if _inside(entry.place, at):
                    return Pointed("id", f"{document.face.key}#{entry.id}", entry.place)
        return _in_matter(document, library, offset)
    for mark in document.body.find("footnote_ref"):
        if mark.start <= offset <= mark.end:
            place = document.source.place(mark.start, mark.end)
            return Pointed("note", f"{document.face.key}#not-{mark.text}", place)
    return _code(document, line, column) or _block(document, offset)


def _inside(place: Place, at: tuple[int, int]) -> bool:
    return (place.line, place.column) <= at <= (place.end_line, place.end_column)


def canonical(target: str, library: Library) -> str:
    """The target under the name that its document has now."""
    key, hash_mark, anchor = target.partition("#")
    return library.aliases.get(key, key) + hash_mark + anchor


def _in_matter(document: Document, library: Library, offset: int) -> Pointed | None:
    spots = document.body.spots
    for path, spot in reversed(list(spots.items())):  # what stands inside of something comes after it
        if spot.key_start <= offset <= spot.key_end < spot.start:
            return Pointed("key", path, document.source.place(spot.key_start, spot.key_end))
        if not spot.start <= offset <= spot.end:
            continue
        if target := _meant(document.face, library, path, document.source.text[spot.start : spot.end]):
            return Pointed("value", target, document.source.place(spot.start, spot.end))
    return None


def _meant(face: Face, library: Library, path: str, written: str) -> str:
    """What a value of the front matter names, or ""."""
    if path == "id":
        return face.key
    key, _, rest = path.partition(".")
    if written.startswith(("[", "- ")):  # between the values of a list
        return ""
    if key == "koder" and rest:
        scheme, code = rest.partition("[")[0], written.strip(" '\"")
        return f"{scheme}:{code}"
    for at, value, registers, kind in reference_keys(face.matter):
        if path in (at, f"{at}[0]") or f"{path}[0]" == at:
            return named(value, registers, kind, library)
    return ""


def named(value: str, registers: str, kind: str, library: Library) -> str:
    """The canonical target of what a key names."""
    if kind:
        return canonical(f"{FOLDER_OF[Kind(kind)]}/{value}", library)
    return next((f"register/{name}#{value}" for name in registers.split() if value in library.register(name)), "")


def _code(document: Document, line: int, column: int) -> Pointed | None:
    """A bare code in running text."""
    written = document.source.line(line)
    for system in systems().values():
        for hit in system.prose.finditer(written) if system.prose else ():
            start, end = hit.start("code") + 1, hit.end() + 1
            code = system.normalise(written[start - 1 : end - 1])
            if start <= column <= end and system.valid(code):
                return Pointed("code", f"{system.scheme}:{code}", Place(line, start, line, end))
    return None


def _block(document: Document, offset: int) -> Pointed | None:
    """The id in braces, or the block that others can point at and whose first line this is."""
    text = document.source.text
    for block in document.body.blocks:
        if not block.nodes or not (block.stable or block.heading) or block.role is Role.REFERENCE:
            continue
        node = block.nodes[0]
        stop = text.find("\n", node.start)
        if not node.start <= offset <= (len(text) if stop < 0 else stop):
            continue
        target = f"{document.face.key}#{block.id}"
        if node.id:
            begin = text.find(node.id, node.id_start)
            if node.id_start <= offset <= begin + len(node.id) + 1:
                return Pointed("id", target, document.source.place(begin, begin + len(node.id)))
        return Pointed("block", target, document.place(block))
    return None
