"""Codes in a document: those that its front matter declares, and those that its text names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from rodtrad.codes import CodeSystem, systems
from rodtrad.document import Document
from rodtrad.face import Face, Role
from rodtrad.model import GuidelineMatter, PathwayMatter
from rodtrad.rules._links import with_scheme
from rodtrad.rules._prose import hits
from rodtrad.source import Place


class Named(Struct, frozen=True, gc=False):
    """A valid code in the text, in its normal form."""

    system: CodeSystem
    code: str
    place: Place


def declared(face: Face) -> Mapping[str, tuple[str, ...]]:
    """Codes by scheme, as written under `koder`."""
    matter = face.matter
    return (matter.codes if isinstance(matter, PathwayMatter | GuidelineMatter) else None) or {}


def covers(wide: str, code: str, system: CodeSystem) -> bool:
    """Whether `code` is `wide` or stands below it: F32 covers F32.1."""
    step: str | None = code
    while step is not None and step != wide:
        step = system.parent(step)
    return step is not None


def named(document: Document) -> Iterator[Named]:
    """Codes as links (`icd-10-se:I63`) and, where the system allows it, bare in prose; references left out."""
    known = systems()
    sources = {block.id for block in document.body.of(Role.REFERENCE)}
    links: list[Place] = []
    for scheme, code, link in with_scheme(document.face):
        system = known.get(scheme)
        if system is None or not system.topical or link.block in sources:
            continue
        links.append(link.place)
        if system.valid(code):
            yield Named(system, code, link.place)
    for system in known.values():
        if system.prose is None or not system.topical:
            continue
        for hit, _ in hits(document, system.prose, "code"):
            place = document.place(hit.start("code"), hit.end())
            code = system.normalise(document.source.text[hit.start("code") : hit.end()])
            if system.valid(code) and not any(link <= place and _end(place) <= _end(link) for link in links):
                yield Named(system, code, place)


def _end(place: Place) -> tuple[int, int]:
    return place.end_line, place.end_column
