"""Keys and values of front matter, at the place in a text that may not be readable yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rodtrad.codes import systems
from rodtrad.library import is_example
from rodtrad.lsp.answers import Item
from rodtrad.lsp.coded import codes
from rodtrad.lsp.session import Session
from rodtrad.lsp.writable import Slot, slot_of, slots
from rodtrad.model import Kind
from rodtrad.reader import kind_of
from rodtrad.source import Place

_LINE = re.compile(r"(?P<indent> *)(?P<dash>- +|-$)?(?:(?P<key>[^\s:#\[\]\"'-][^:#\[\]\"']*):(?=\s|$))?")
_TYPED = re.compile(r"[^\s,\[\]\"']?[^,\[\]\"']*$")
_REST = re.compile(r"[^\s,\[\]\"']*")
_CLOSING = re.compile(r"---[ \t]*")


class At(NamedTuple):
    """Where in the maps of a front matter a line is."""

    path: tuple[str, ...]
    """Keys that it stands below."""
    siblings: frozenset[str]
    """Keys that are written beside it."""


def in_matter(lines: Sequence[str], line: int) -> bool:
    """Whether a line (from 1) stands in the front matter."""
    if line < 2 or not lines or not _CLOSING.fullmatch(lines[0]):
        return False
    return not any(_CLOSING.fullmatch(one) for one in lines[1:line])


def keys_and_values(session: Session, path: str, lines: Sequence[str], line: int, column: int) -> Iterator[Item]:
    """What may be written in the front matter at a line and column (from 1)."""
    found = kind_of(path)
    if found is None:
        return
    before, after = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    here = at(lines, line)
    shape = _LINE.match(before)
    hit, rest = _TYPED.search(before), _REST.match(after)
    begin = hit.start() if hit else len(before)
    key = shape["key"].strip() if shape and shape["key"] else ""
    if key:
        begin = max(begin, shape.end() if shape else 0)
        begin += len(before[begin:]) - len(before[begin:].lstrip())
    elif shape:
        begin = shape.end()
    place = Place(line, begin + 1, line, column + (rest.end() if rest else 0))
    typed = before[begin:]
    if key:
        yield from _values(
            session, path, found[0], slot_of(found[0], (*here.path, key)), (*here.path, key), typed, place
        )
        return
    owner = slot_of(found[0], here.path) if shape and shape["dash"] and here.path else None
    if isinstance(owner, Slot) and not owner.below:
        yield from _values(session, path, found[0], owner, here.path, typed, place)
        return
    yield from _keys(found[0], here, typed, place, known=not after.strip().startswith(":"))


def at(lines: Sequence[str], line: int) -> At:
    """Walk upwards from a line (from 1) to the keys that it stands below."""
    level, dash = _levels(lines[line - 1])
    siblings = frozenset(_beside(lines, line, level, dash))
    path: list[str] = []
    for one in reversed(lines[: line - 1]):
        shape = _LINE.match(one)
        if not one.strip() or shape is None or _CLOSING.fullmatch(one):
            continue
        its, its_dash = _levels(one)
        if dash is None and its == level and its_dash is not None:
            dash = its_dash  # the first key of the list item that the line belongs to
        elif shape["key"] and (
            (dash is None and its < level) or (dash is not None and its <= dash and its_dash is None)
        ):
            path.insert(0, shape["key"].strip())
            level, dash = its, its_dash
        if level == 0 and dash is None:
            break
    return At(tuple(path), siblings)


def _levels(line: str) -> tuple[int, int | None]:
    """The column of a line's key, and of the dash before it."""
    shape = _LINE.match(line)
    indent = len(shape["indent"]) if shape else 0
    mark = shape["dash"] if shape else None
    return indent + len(mark or ""), indent if mark else None


def _beside(lines: Sequence[str], line: int, level: int, dash: int | None) -> Iterator[str]:
    """The keys of the same map, above and below the line."""
    for one in reversed(lines[: line - 1]) if dash is None else ():
        its, its_dash = _levels(one)
        if _CLOSING.fullmatch(one) or (one.strip() and its < level):
            break
        yield from _key(one) if its == level else ()
        if its == level and its_dash is not None:  # the first key of the item
            break
    for one in lines[line:]:
        its, its_dash = _levels(one)
        if _CLOSING.fullmatch(one) or (one.strip() and (its < level or (its == level and its_dash is not None))):
            break
        yield from _key(one) if its == level else ()


def _key(line: str) -> Iterator[str]:
    shape = _LINE.match(line)
    if shape and shape["key"]:
        yield shape["key"].strip()


def _keys(kind: Kind, here: At, typed: str, place: Place, *, known: bool) -> Iterator[Item]:
    table = slot_of(kind, here.path) if here.path else slot_of(kind, ())
    if isinstance(table, Slot) and here.path == ("koder",):
        for system in systems().values():
            if system.topical and system.scheme not in here.siblings:
                text = f"{system.scheme}: [" + "]" if known else system.scheme
                yield Item(system.scheme, text, place, system.name, system.title, "key")
        return
    if isinstance(table, Slot):
        table = slots(table.below) if table.below else None
    begun = typed.strip().casefold()
    for slot in sorted((table or {}).values(), key=lambda slot: not slot.name.startswith(begun)):
        if slot.name not in here.siblings and begun in slot.name.casefold():
            end = ":" if slot.below or slot.free else ": "
            detail = "måste finnas" if slot.required else ""
            yield Item(slot.name, slot.name + (end if known else ""), place, detail, slot.about, "key")


def _values(
    session: Session,
    path: str,
    kind: Kind,
    slot: Slot | Mapping[str, Slot] | None,
    keys: tuple[str, ...],
    typed: str,
    place: Place,
) -> Iterator[Item]:
    """What a key's value is chosen from."""
    if not isinstance(slot, Slot):
        return
    begun = typed.strip().casefold()
    found = kind_of(path)
    if keys == ("id",) and found:
        yield Item(found[2], found[2], place, "filens namn", slot.about, "value")
    if slot.free and len(keys) == 2 and keys[0] == "koder":
        yield from codes(session, keys[1], "", typed, place)
    for word in slot.words:
        if begun in word.casefold():
            yield Item(word, word, place, "", slot.about, "value")
    for name in slot.register.split():
        for entry in session.library.register(name).values():
            if begun in entry.id or begun in entry.title.casefold():
                yield Item(entry.id, entry.id, place, entry.title, f"Ur registret `{name}`.", "value")
    if slot.document:
        for face in session.library.of(Kind(slot.document)):
            if begun in face.id or begun in face.title.casefold():
                detail = f"{face.title} (exempel)" if is_example(face) else face.title
                yield Item(face.id, face.id, place, detail, "", "document")
