"""What may be written where the author is writing: links, codes, headings, names of rules; keys and values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rodtrad.chapters import fold, known_sections, of_kind
from rodtrad.chapters.actions import CARE, PATIENT, WAYS
from rodtrad.codes import systems
from rodtrad.face import Face, Role
from rodtrad.faces import target
from rodtrad.lsp.answers import Item, Items
from rodtrad.lsp.coded import codes
from rodtrad.lsp.completing_matter import in_matter, keys_and_values
from rodtrad.lsp.hovering import ROLES
from rodtrad.lsp.session import Session
from rodtrad.model import AdditionMatter, Kind
from rodtrad.reader import kind_of
from rodtrad.rules import rules
from rodtrad.site.words import kind_words
from rodtrad.source import Place

MOST = 200
"""Items that are shown at once."""

_ADDRESS = re.compile(r"\]\(<?([^()\s<>]*)$")
_REST = re.compile(r"[^()\s<>]*")
_HEADING = re.compile(r"(#{2,6})[ \t]+(.*)$")
_ALLOWANCE = re.compile(r"<!--\s*[Tt]illåt:\s*([\w-]*)$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


def complete(session: Session, path: str, line: int, column: int) -> Items:
    """What may be written at a line and column of an open document, be it readable or not."""
    found = kind_of(path)
    if found is None:
        return Items([])
    lines = session.written(path).lines
    before = session.written(path).line(line)[: column - 1]
    after = session.written(path).line(line)[column - 1 :]
    if found[0] is Kind.REGISTER or in_matter(lines, line):
        return _most(keys_and_values(session, path, lines, line, column))
    if hit := _ADDRESS.search(before):
        rest = _REST.match(after)
        place = Place(line, hit.start(1) + 1, line, column + (rest.end() if rest else 0))
        return _most(_addresses(session, path, hit[1], place))
    if hit := _ALLOWANCE.search(before):
        place = Place(line, hit.start(1) + 1, line, column)
        every = (Item(r.slug, r.slug, place, r.title, "", "rule") for r in rules().values() if r.may_be_allowed)
        return _most(item for item in every if item.label.startswith(hit[1]) or hit[1] in item.label)
    if hit := _HEADING.match(before):
        place = Place(line, hit.start(2) + 1, line, column + len(after))
        return _most(_headings(found[0], lines, line, len(hit[1]), hit[2], place))
    return Items([])


def _most(items: Iterable[Item]) -> Items:
    shown: list[Item] = []
    for item in items:
        if len(shown) == MOST:
            return Items(shown, whole=False)
        shown.append(item)
    return Items(shown)


def _addresses(session: Session, path: str, typed: str, place: Place) -> Iterator[Item]:
    """Addresses of links: of blocks, documents and codes."""
    found = kind_of(path)
    if found is None:
        return
    kind, folder, name = found
    home = inside = f"{folder}/{name}"
    face = session.library.faces.get(home)
    if kind is Kind.ADDITION:
        adds_to = face.matter.adds_to if face and isinstance(face.matter, AdditionMatter) else None
        inside = f"vardforlopp/{adds_to or name.rpartition('/')[2]}"
    href, hash_mark, anchor = typed.partition("#")
    scheme, colon, _ = typed.partition(":")
    if hash_mark:
        key = target(home, inside, href) if href else inside
        there = session.library.resolve(key)
        yield from _blocks(there[0], href, anchor, place) if there else ()
        return
    if colon:
        yield from codes(session, scheme, f"{scheme}:", typed, place)
        return
    if not typed and (there := session.library.resolve(inside)):
        yield from _blocks(there[0], "", "", place)
    for other in session.library.faces.values():
        address = _relative(home, other)
        if other.key != home and _fits(typed, address, other.title):
            yield Item(other.title, address, place, kind_words(other), "", "document")
    for system in systems().values():
        if _fits(typed, system.scheme, system.name):
            yield Item(f"{system.scheme}:", f"{system.scheme}:", place, system.name, system.title, "code")


def _relative(home: str, face: Face) -> str:
    """The address of a document as it is written in the document `home`."""
    up = home.count("/") if home.split("/")[0] != face.folder or home.count("/") > 1 else 0
    tail = f"{face.key}.{'yaml' if face.kind is Kind.REGISTER else 'md'}"
    return "../" * up + tail if up else tail.partition("/")[2]


def _fits(typed: str, *names: str) -> bool:
    words = typed.casefold().replace("../", "")
    return any(words in name.casefold() for name in names)


def _blocks(face: Face, href: str, typed: str, place: Place) -> Iterator[Item]:
    """The blocks that can be pointed at: what begins so first, then the flow; what is fixed is seldom linked to."""
    written = [block for block in face.blocks if block.stable and _fits(typed, block.id, block.title)]
    common = (Role.CHAPTER, Role.SECTION)
    for block in sorted(written, key=lambda b: (not b.id.startswith(typed), b.role in common)):
        label = f"{block.label}. {block.title}" if block.label else block.title
        role = f"{ROLES.get(block.role, 'Text')} i {face.title}"
        yield Item(f"#{block.id}", f"{href}#{block.id}", place, label, role, "id")


def _headings(kind: Kind, lines: tuple[str, ...], line: int, level: int, typed: str, place: Place) -> Iterator[Item]:
    """The headings of this level that the format knows and that are still missing."""
    written = [(at, hit) for at, hit in _written(lines) if at != line]
    if level == 2:
        there = {fold(hit[2]) for _, hit in written if len(hit[1]) <= 2}
        for chapter, _ in of_kind(kind).values():
            if fold(chapter.heading) not in there and _fits(typed, chapter.heading):
                yield Item(chapter.heading, chapter.heading, place, "Kapitel", chapter.template, "heading")
        return
    above = next(((at, hit) for at, hit in reversed(written) if at < line and len(hit[1]) < level), None)
    below = [
        (at, hit)
        for at, hit in written
        if above and at > above[0] and not any(above[0] < o <= at and len(h[1]) <= len(above[1][1]) for o, h in written)
    ]
    there = {fold(hit[2]) for _, hit in below}
    for name in _sections(kind, level, above[1][2] if above else ""):
        if fold(name) not in there and _fits(typed, name):
            yield Item(name, name, place, "Avsnitt", "", "heading")


def _sections(kind: Kind, level: int, above: str) -> Iterable[str]:
    if level == 5 and kind is Kind.PATHWAY:
        return CARE, PATIENT, WAYS
    if level == 3 and fold(above) in known_sections() and (found := of_kind(kind).get(fold(above))):
        return found[0].sections
    return ()


def _written(lines: tuple[str, ...]) -> Iterator[tuple[int, re.Match[str]]]:
    """The headings, each with its line: of a text that may not be readable."""
    fenced = False
    for number, line in enumerate(lines, 1):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (hit := re.match(r"(#{1,6})[ \t]+(.*?)\s*(?:\{#[^}]*\})?\s*$", line)):
            yield number, hit
