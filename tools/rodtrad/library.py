"""The faces of all documents, with links resolved both ways; frozen, and never a body."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from typing import Any, NamedTuple

from msgspec import Struct

from rodtrad.codelists import ASKED, NO_LISTS, Lists
from rodtrad.face import BlockFace, Face
from rodtrad.model import FOLDER_OF, Keyed, Kind, PathwayMatter

EVERYTHING = "*"
"""Asked of the library: all faces."""

_ALIASES = "alias"
_USED = "used:"
_TITLED = "titled:"


_TITLED_KINDS = frozenset({Kind.PATHWAY, Kind.INDICATOR, Kind.GUIDELINE})
"""Kinds of documents that are known by their titles."""


class _Heard(Mapping[str, Face]):
    """Faces by key, and a note of every key that was asked for."""

    def __init__(self, faces: Mapping[str, Face], asked: set[str]) -> None:
        self.faces, self.asked = faces, asked

    def __getitem__(self, key: str) -> Face:
        self.asked.add(key)
        return self.faces[key]

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return self.faces.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return key in self.faces

    def __iter__(self) -> Iterator[str]:
        self.asked.add(EVERYTHING)
        return iter(self.faces)

    def __len__(self) -> int:
        self.asked.add(EVERYTHING)
        return len(self.faces)


class _Told(Mapping[str, tuple["Incoming", ...]]):
    """What links to a target, made once for all who ask; it may change with any face."""

    def __init__(self, library: Library, asked: set[str]) -> None:
        self.library, self.asked = library, asked

    @property
    def _all(self) -> Mapping[str, tuple[Incoming, ...]]:
        self.asked.add(EVERYTHING)
        return self.library.incoming

    def __getitem__(self, target: str) -> tuple[Incoming, ...]:
        return self._all[target]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


class Incoming(NamedTuple):
    """A link from another document."""

    face: Face
    relation: str
    block: str
    """Id of the block that the link stands in."""


class Library(Struct, frozen=True, dict=True):
    """What `link` makes of the faces. Everything a rule or a format may ask about other documents."""

    faces: Mapping[str, Face]
    """By key (`vardforlopp/sepsis`), sorted."""
    unreadable: frozenset[str]
    """Keys of files that exist but could not be read: links to them are not called dead."""
    doubles: tuple[tuple[Face, Face], ...] = ()
    """Faces whose key was taken already: (the one kept, the other)."""
    lists: Lists = NO_LISTS
    """The lists of codes that the project has: none of its own, but what it is checked against."""

    def listening(self) -> tuple[Library, set[str]]:
        """The same library, and the set in which it notes what it is asked; `answer` says what it answered."""
        asked = {_ALIASES}
        heard = Library(_Heard(self.faces, asked), self.unreadable, self.doubles, self.lists.listening(asked))
        heard.__dict__.update(aliases=self.aliases, measured=_Noted(self.measured, asked), incoming=_Told(self, asked))

        def titled(words: str) -> tuple[str, ...]:
            asked.add(f"{_TITLED}{words}")
            return self.titled(words)

        heard.__dict__.update(titled=titled, is_unsure=self.is_unsure)
        return heard, asked

    def answer(self, asked: str) -> str:
        """A word that changes whenever what the library answers to this may change."""
        if asked == EVERYTHING:
            return self._fingerprint
        if asked == _ALIASES:
            return self._alias_fingerprint
        if asked == ASKED:
            return self.lists.answer
        if asked.startswith(_USED):
            return f"{asked.removeprefix(_USED) in self.measured} {self.is_unsure}"
        if asked.startswith(_TITLED):
            return " ".join(self.titled(asked.removeprefix(_TITLED)))
        face = self.faces.get(asked)
        return face.sha256 if face else ""

    @cached_property
    def _fingerprint(self) -> str:
        said = hashlib.sha256()
        for face in (*self.faces.values(), *(face for pair in self.doubles for face in pair)):
            said.update(f"{face.path} {face.sha256}\n".encode())
        said.update("\n".join(sorted(self.unreadable)).encode())
        return said.hexdigest()

    @cached_property
    def _alias_fingerprint(self) -> str:
        return hashlib.sha256(repr((sorted(self.aliases.items()), sorted(self.unreadable))).encode()).hexdigest()

    @cached_property
    def by_path(self) -> Mapping[str, Face]:
        """Faces by path."""
        return {face.path: face for face in self.faces.values()}

    def of(self, kind: Kind) -> Iterator[Face]:
        """The faces of one kind, by id."""
        return (face for face in self.faces.values() if face.kind is kind)

    def get(self, kind: Kind, id: str) -> Face | None:
        """The face of a document by kind and id."""
        return self.faces.get(f"{FOLDER_OF[kind]}/{id}")

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Key made of an old id → key of the document that has it as alias."""
        table: dict[str, str] = {}
        for face in self.of(Kind.PATHWAY):
            if isinstance(face.matter, PathwayMatter):
                for old in face.matter.alias or ():
                    table.setdefault(f"{face.folder}/{old}", face.key)
        return table

    def resolve(self, target: str) -> tuple[Face, BlockFace | None] | None:
        """The document, and the block if the target has an anchor; None if either is not there."""
        key, hash_mark, anchor = target.partition("#")
        face = self.faces.get(key) or self.faces.get(self.aliases.get(key, ""))
        if face is None:
            return None
        if not hash_mark:
            return face, None
        block = face.by_id.get(anchor)
        return (face, block) if block else None

    def register(self, name: str) -> Mapping[str, BlockFace]:
        """The entries of a register by id; empty if there is no such register."""
        face = self.faces.get(f"register/{name}")
        return face.by_id if face else {}

    def entry(self, registers: str, id: str) -> BlockFace | None:
        """An entry by id in the first of several registers (names separated by spaces) that has it."""
        return next((found for name in registers.split() if (found := self.register(name).get(id))), None)

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Incoming, ...]]:
        """Target (`indikatorer/x`, `vardforlopp/y#z`) → links to it from other documents, in order of document."""
        table: dict[str, list[Incoming]] = {}
        for face in self.faces.values():
            for link in face.links:
                key, hash_mark, anchor = link.target.partition("#")
                key = self.aliases.get(key, key)
                if not key or key == face.key:
                    continue
                found = Incoming(face, link.relation, link.block)
                table.setdefault(key, []).append(found)
                if hash_mark:
                    table.setdefault(f"{key}#{anchor}", []).append(found)
        return {target: tuple(found) for target, found in table.items()}

    def titled(self, words: str) -> tuple[str, ...]:
        """Keys of the documents, registers aside, with this title or id, whatever its case; in order."""
        return self._titles.get(words.casefold(), ())

    @cached_property
    def _titles(self) -> Mapping[str, tuple[str, ...]]:
        table: dict[str, tuple[str, ...]] = {}
        for key, face in self.faces.items():
            if face.kind in _TITLED_KINDS:
                alone, title = (key,), face.title.casefold()
                for words in (title, face.id) if title != face.id else (title,):
                    if table.setdefault(words, alone) is not alone:
                        table[words] += alone
        return table

    @cached_property
    def measured(self) -> Set[str]:
        """Keys of the indicators that some pathway uses."""
        return frozenset(key for face in self.of(Kind.PATHWAY) for key in face.measures)

    @cached_property
    def is_unsure(self) -> bool:
        """Whether some pathway may use indicators that we do not see: it cannot be read, or a use leads nowhere.

        Whoever asks has first asked whether a certain one is `measured`.
        """
        if any(key.startswith(f"{FOLDER_OF[Kind.PATHWAY]}/") for key in self.unreadable):
            return True
        return any(key not in self.faces and key not in self.unreadable for key in self.measured)


class _Noted(Set[str]):
    """A set, and a note of every membership that was asked for."""

    def __init__(self, members: Set[str], asked: set[str]) -> None:
        self.members, self.asked = members, asked

    def __contains__(self, key: object) -> bool:
        self.asked.add(f"{_USED}{key}")
        return key in self.members

    def __iter__(self) -> Iterator[str]:
        self.asked.add(EVERYTHING)
        return iter(self.members)

    def __len__(self) -> int:
        self.asked.add(EVERYTHING)
        return len(self.members)


def link(faces: Iterable[Face], unreadable: Iterable[str] = (), lists: Lists = NO_LISTS) -> Library:
    """Join faces to a library. The order of `faces` does not matter."""
    table: dict[str, Face] = {}
    doubles: list[tuple[Face, Face]] = []
    for face in sorted(faces, key=lambda face: face.path):
        if face.key in table:
            doubles.append((table[face.key], face))
        else:
            table[face.key] = face
    return Library(dict(sorted(table.items())), frozenset(unreadable), tuple(doubles), lists)


def is_example(face: Face) -> bool:
    """True when the document says that it is an unreviewed example."""
    return bool(getattr(face.matter, "example", False))


def reference_keys(matter: Keyed, path: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Front matter values that name something else: (Swedish key path, value, register names, document kind)."""
    for attribute, key in matter.keys.items():
        value = getattr(matter, attribute)
        if value is None:
            continue
        here = f"{path}{key.alias}"
        listed = isinstance(value, tuple)
        for index, item in enumerate(value if listed else (value,)):
            at = f"{here}[{index}]" if listed else here
            if isinstance(item, Keyed):
                yield from reference_keys(item, f"{at}.")
            elif key.register or key.document:
                yield at, str(item), key.register, key.document
