"""Give an id another name: in its braces, and in every link that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rodtrad.chapters import fixed_ids, slug
from rodtrad.document import Block, Document
from rodtrad.face import Link
from rodtrad.lsp.answers import Change, RefusedError
from rodtrad.lsp.pointing import Pointed, canonical, pointed
from rodtrad.lsp.session import Session
from rodtrad.matter import SLUG
from rodtrad.model import Kind
from rodtrad.source import Place

LONGEST = 200

_NOTHING = "Här står inget id. Ställ markören på ett id, till exempel i `{#id}` eller i en länk."


def prepare(session: Session, path: str, line: int, column: int) -> tuple[Place, str]:
    """The place of the id that can be renamed here, and the id; raises RefusedError where there is none."""
    document, there = _there(session, path, line, column)
    _holder(session, there)
    id = there.target.partition("#")[2]
    if there.kind == "id":
        return there.place, id
    if there.kind == "link":
        link = next(link for link in document.face.links if link.place == there.place)
        return next(_in_link(document, link, id)), id
    raise RefusedError(_NOTHING)


def rename(session: Session, path: str, line: int, column: int, new: str) -> list[Change]:
    """Everything that must be written so that the id pointed at is called `new`; raises RefusedError."""
    _, there = _there(session, path, line, column)
    holder, block = _holder(session, there)
    old = block.id
    if new == old:
        return []
    _may_be(new, holder)
    node = block.nodes[0]
    begin = holder.source.text.find(old, node.id_start)
    changes = [Change(holder.face.path, holder.source.place(begin, begin + len(old)), new)]
    library = session.library
    for face in library.faces.values():
        links = [ln for ln in face.links if canonical(ln.target, library) == there.target]
        document = session.document(face.path) if links else None
        if document is None:
            continue
        found: set[Place] = set()
        for link in links:
            found.update(_in_link(document, link, old))
        changes += [Change(face.path, place, new) for place in sorted(found)]
    return changes


def _there(session: Session, path: str, line: int, column: int) -> tuple[Document, Pointed]:
    document = session.document(path)
    if document is None:
        raise RefusedError("Filen kan inte läsas. Rätta felen i den först.")
    there = pointed(document, session.library, line, column)
    if there is None or there.kind in ("key", "code") or ":" in there.target:
        raise RefusedError(_NOTHING)
    return document, there


def _holder(session: Session, there: Pointed) -> tuple[Document, Block]:
    """The document and block that the id belongs to."""
    key, _, id = there.target.partition("#")
    found = session.library.resolve(there.target)
    if there.kind == "note" or (found and found[1] is None):
        if there.kind == "note":
            raise RefusedError("Fotnoter kan inte döpas om här. Ändra `[^…]` på båda ställena.")
        raise RefusedError(f"`{key}` är dokumentets id. Det är filens namn, ändras aldrig och återanvänds aldrig.")
    if found is None:
        raise RefusedError(f"Det finns inget med id `{id or key}` att döpa om.")
    face = found[0]
    if face.kind is Kind.REGISTER:
        raise RefusedError(f"`{id}` är ett id i ett register. Det ändras aldrig, eftersom utgåvor pekar på det.")
    if not session.owns(face.path):
        raise RefusedError(f"`{id}` är ett id i {face.title}, en hämtad text. Det kan inte ändras här.")
    document = session.document(face.path)
    block = next((b for b in document.body.blocks if b.id == id and b.nodes), None) if document else None
    if document is None or block is None:
        raise RefusedError(f"`{face.path}` kan inte läsas.")
    if block.fixed or (id in fixed_ids(face.kind) and block.nodes[0].id is None):
        raise RefusedError(f"`{id}` är ett id som formatet ger. Det kan inte ändras.")
    if block.nodes[0].id is None:
        raise RefusedError(f"`{id}` kommer av rubrikens ord. Skriv ett eget id sist på raden: `{{#{slug(id)}}}`.")
    if block.nodes[0].id != id:
        raise RefusedError(f"`{id}` har fel form i texten. Rätta anmärkningen först.")
    return document, block


def _may_be(new: str, holder: Document) -> None:
    """Raise RefusedError for what is no id, or another's."""
    if not SLUG.fullmatch(new) or len(new) > LONGEST:
        raise RefusedError(
            f"`{new}` kan inte vara ett id. Skriv små bokstäver a–z, siffror och bindestreck: `{slug(new)}`."
        )
    if new in fixed_ids(holder.kind):
        raise RefusedError(f"`{new}` är ett id som formatet ger en rubrik. Välj ett annat.")
    taken = next((b for b in holder.body.blocks if b.id == new), None)
    if taken:
        line = holder.place(taken).line
        raise RefusedError(f"`{new}` finns redan i {holder.face.title}, på rad {line}. Välj ett annat.")


def _in_link(document: Document, link: Link, id: str) -> Iterator[Place]:
    """Where in a link its id stands; of a link by number, where its address is written."""
    source, place = document.source, link.place
    start, end = source.offset(place.line, place.column), source.offset(place.end_line, place.end_column)
    address = rf"{re.escape(link.href[: -len(id)])}({re.escape(id)})(?=[\s)>]|$)"
    opening = source.text.rfind("](", start, end)
    hit = re.compile(rf"<?{address}", re.MULTILINE).match(source.text, opening + 2, end) if opening >= 0 else None
    by_number = rf"^ {{0,3}}\[[^\]\n]+\]:[ \t]*<?{address}"
    hits = [hit] if hit else list(re.finditer(by_number, source.text, re.MULTILINE))
    if not hits or not link.href.endswith(id):
        raise RefusedError(
            f"Länken på rad {place.line} i `{source.path}` kan inte ändras här. Ändra den för hand först."
        )
    for one in hits:
        yield source.place(one.start(1), one.end(1))
