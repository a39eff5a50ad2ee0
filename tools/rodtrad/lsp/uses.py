"""Where that which an author points at is written, and everything that speaks of it."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.face import Face
from rodtrad.library import reference_keys
from rodtrad.lsp.answers import Spot
from rodtrad.lsp.pointing import Pointed, canonical, named, pointed
from rodtrad.lsp.session import Session
from rodtrad.model import GuidelineMatter, PathwayMatter
from rodtrad.source import START


def definition(session: Session, path: str, line: int, column: int) -> Spot | None:
    """Where that which stands at a place is written."""
    there = _there(session, path, line, column)
    return _written(there.target, session, path) if there and there.kind != "key" else None


def _there(session: Session, path: str, line: int, column: int) -> Pointed | None:
    document = session.document(path)
    return pointed(document, session.library, line, column) if document else None


def _written(target: str, session: Session, path: str) -> Spot | None:
    key, _, anchor = target.partition("#")
    document = session.document(path)
    if anchor and document and key == document.face.key:  # a footnote is in no face
        blocks = sorted(document.body.blocks, key=lambda block: not block.stable)
        if block := next((block for block in blocks if block.id == anchor), None):
            return Spot(path, document.place(block))
    found = session.library.resolve(target)
    if found is None or not session.owns(found[0].path):
        return None
    return Spot(found[0].path, found[1].place if found[1] else START)


def uses(session: Session, path: str, line: int, column: int, *, declaration: bool = False) -> list[Spot]:
    """Every link to, and every value that names, that which stands at a place."""
    there = _there(session, path, line, column)
    if there is None or there.kind == "key":
        return []
    own = _written(there.target, session, path) if declaration else None
    if there.kind == "note" and (document := session.document(path)):
        marks = (m for m in document.body.find("footnote_ref") if there.target.endswith(f"#not-{m.text}"))
        found = [Spot(path, document.place(mark)) for mark in marks]
    else:
        found = list(_naming(there.target, session))
    return [own, *found] if own else found


def _naming(target: str, session: Session) -> Iterator[Spot]:
    """Of a document, also what names something in it, but not its own links within itself."""
    library = session.library
    whole = "#" not in target and ":" not in target
    for face in filter(lambda face: session.owns(face.path), library.faces.values()):
        for link in face.links:
            there = canonical(link.target, library)
            if there == target or (whole and face.key != target and there.startswith(f"{target}#")):
                yield Spot(face.path, link.place)
        yield from _values(face, target, session)


def _values(face: Face, target: str, session: Session) -> Iterator[Spot]:
    """The values of a front matter that name a target: only where there is one must the file be read."""
    matter = face.matter
    paths = [
        path
        for path, value, registers, kind in reference_keys(matter)
        if value in target and named(value, registers, kind, session.library) == target
    ]
    if isinstance(matter, PathwayMatter | GuidelineMatter):
        for scheme, codes in (matter.codes or {}).items():
            paths += [f"koder.{scheme}[{n}]" for n, code in enumerate(codes) if f"{scheme}:{code}" == target]
    document = session.document(face.path) if paths else None
    if document:
        yield from (Spot(face.path, document.key(path)) for path in paths)
