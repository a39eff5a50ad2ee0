"""The faces of all documents, with links resolved both ways; frozen, and never a body."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property
from typing import Any, NamedTuple

from msgspec import Struct

from rodtrad.codelists import ASKED, NO_LISTS, Lists
from rodtrad.face import BlockFace, Face
from rodtrad.keyed import Keyed
from rodtrad.model import FOLDER_OF, Kind, PathwayMatter
from rodtrad.values import Status

EVERYTHING = "*"
"""Asked of the library: all faces."""

STATE = "state:"
"""Asked of the library, followed by a key: whether the document is a draft."""

_ALIASES = "alias"
"""Old ids, and the files that cannot be read."""
_USED = "used:"
_UNSURE = "unsure"
_TITLED = "titled:"


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
    unreadable: Set[str]
    """Keys of files that exist but could not be read: links to them are not called dead."""
    doubles: tuple[tuple[Face, Face], ...] = ()
    """Faces whose key was taken already: (the one kept, the other)."""
    lists: Lists = NO_LISTS
    """The lists of codes that the project has: none of its own, but what it is checked against."""

    def tracked(self) -> tuple[Library, set[str]]:
        """The same library, and the set in which it notes what it is asked; `answer` says what it answered."""
        asked: set[str] = set()
        faces = _TrackedFaces(self.faces, asked)
        unreadable = _TrackedSet(self.unreadable, asked, lambda _: _ALIASES)
        return _Tracked(faces, unreadable, self.doubles, self.lists.tracked(asked), self, asked), asked

    def answer(self, asked: str) -> str:
        """A fingerprint of what the library answers to this."""
        if asked == EVERYTHING:
            return self._fingerprint
        if asked == _ALIASES:
            return self._alias_fingerprint
        if asked == _UNSURE:
            return str(self.is_unsure)
        if asked == ASKED:
            return self.lists.answer
        if asked.startswith(_USED):
            return str(asked.removeprefix(_USED) in self.measured)
        if asked.startswith(STATE):
            return str(asked.removeprefix(STATE) in self.drafts)
        if asked.startswith(_TITLED):
            kind, _, words = asked.removeprefix(_TITLED).partition(" ")
            return " ".join(self.titled(Kind(kind), words))
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

    def titled(self, kind: Kind, words: str) -> tuple[str, ...]:
        """Keys of the documents of a kind with this title or id, whatever its case; in order."""
        table = self._titles.get(kind)
        if table is None:
            table = self._titles[kind] = {}
            for face in self.of(kind):
                for known in {face.title.casefold(), face.id}:
                    table[known] = (*table.get(known, ()), face.key)
        return table.get(words.casefold(), ())

    @cached_property
    def _titles(self) -> dict[Kind, dict[str, tuple[str, ...]]]:
        return {}

    @cached_property
    def measured(self) -> Set[str]:
        """Keys of the indicators that some pathway uses."""
        return frozenset(key for face in self.of(Kind.PATHWAY) for key in face.measures)

    @cached_property
    def drafts(self) -> Set[str]:
        """Keys of the drafts, of the indicators that only drafts use, and of the impact assessments of drafts."""
        only_drafts: dict[str, bool] = {}
        for face in self.of(Kind.PATHWAY):
            is_draft = isinstance(face.matter, PathwayMatter) and face.matter.status is Status.DRAFT
            for key in (face.key, *face.measures, f"{FOLDER_OF[Kind.IMPACT]}/{face.id}"):
                only_drafts[key] = is_draft and only_drafts.get(key, True)
        return {key for key, drafts in only_drafts.items() if drafts}

    @cached_property
    def is_unsure(self) -> bool:
        """Whether some pathway may use indicators that we do not see: it cannot be read, or a use leads nowhere."""
        if any(key.startswith(f"{FOLDER_OF[Kind.PATHWAY]}/") for key in self.unreadable):
            return True
        return any(key not in self.faces and key not in self.unreadable for key in self.measured)


class _TrackedFaces(Mapping[str, Face]):
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


class _TrackedSet(Set[str]):
    """A set, and a note of every membership that was asked for."""

    def __init__(self, members: Set[str], asked: set[str], note: Callable[[object], str]) -> None:
        """`note` makes of a member what is noted when it is asked for."""
        self.members, self.asked, self.note = members, asked, note

    def __contains__(self, key: object) -> bool:
        self.asked.add(self.note(key))
        return key in self.members

    def __iter__(self) -> Iterator[str]:
        self.asked.add(EVERYTHING)
        return iter(self.members)

    def __len__(self) -> int:
        self.asked.add(EVERYTHING)
        return len(self.members)


class _Tracked(Library, frozen=True, dict=True):
    """A library that notes what it is asked. What is not overridden here asks `faces`, which do."""

    whole: Library = Library({}, frozenset())
    asked: set[str] = set()

    @property
    def aliases(self) -> Mapping[str, str]:
        self.asked.add(_ALIASES)
        return self.whole.aliases

    @property
    def drafts(self) -> Set[str]:
        return _TrackedSet(self.whole.drafts, self.asked, lambda key: f"{STATE}{key}")

    @property
    def measured(self) -> Set[str]:
        return _TrackedSet(self.whole.measured, self.asked, lambda key: f"{_USED}{key}")

    @property
    def is_unsure(self) -> bool:
        self.asked.add(_UNSURE)
        return self.whole.is_unsure

    @property
    def incoming(self) -> Mapping[str, tuple[Incoming, ...]]:
        """Made once for all who ask; it may change with any face."""
        self.asked.add(EVERYTHING)
        return self.whole.incoming

    def titled(self, kind: Kind, words: str) -> tuple[str, ...]:
        self.asked.add(f"{_TITLED}{kind} {words}")
        return self.whole.titled(kind, words)


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
