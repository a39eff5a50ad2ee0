"""What earlier checks found out, as far as it still holds: faces of unchanged files, and their findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from pathlib import Path

from msgspec import MsgspecError, msgpack

from rodtrad import wire
from rodtrad.face import Face
from rodtrad.finding import Finding
from rodtrad.library import EVERYTHING, Library
from rodtrad.project import read_file
from rodtrad.reader import kind_of
from rodtrad.store import Row, Store, stamp

WHOLE = ""
"""The path under which the findings of rules on the whole library are kept."""

UNCHECKED = b""
"""Kept as what a file's findings rest on, when nobody has asked for its findings yet."""

_PASSING = frozenset({"unreadable-file", "internal-error"})
"""Faults that may be gone the next time though the file is the same: too many open files, no memory."""

_NO_ROW = Row("", b"", b"", b"")

_findings = msgpack.Decoder(list[Finding])
_answers = msgpack.Decoder(dict[str, str])


class Memory:
    """The rows of a store whose files have not changed; without a store, or without `trust`, none."""

    def __init__(self, root: Path, paths: Sequence[str], store: Store | None, *, trust: bool = True) -> None:
        self.root, self.store = root, store
        self._stamps = {path: stamp(f"{root}/{path}") for path in paths} if store else {}
        kept = store.heads() if store and trust else {}
        self._gone = [path for path in kept if path not in self._stamps and path != WHOLE]
        self._heads = {
            path: found[1] for path in paths if (found := kept.get(path)) and found[0] == self._stamps[path] != ""
        }
        """Of unchanged files; an empty head is that of a file that gave no document."""
        self._said: dict[str, list[Finding]] = {}
        self._torn = False
        try:
            self.faces = list(self._unpacked())
        except MsgspecError:
            self._heads, self.faces = {}, []
        self.changed = [path for path in paths if path not in self._heads]
        """Paths of files that must be read."""

    def _unpacked(self) -> Iterator[Face]:
        return (
            wire.unpack(head, partial(self._parts, path, self._stamps[path]))
            for path, head in self._heads.items()
            if head
        )

    def _parts(self, path: str, stamp: str) -> bytes:
        """From the store; should another process have put others there meanwhile, from the file.

        That may have changed too, and what is found then is of no one state: nothing of it is kept.
        """
        try:
            if self.store:
                return self.store.parts(path, stamp)
        except KeyError:
            self._torn = True
        document = read_file(self.root, path).document
        return wire.pack(document.face)[1] if document else wire.NO_PARTS

    @property
    def lost(self) -> Iterator[str]:
        """Keys of unchanged files that gave no document."""
        for path, head in self._heads.items():
            if not head and (found := kind_of(path)):
                yield f"{found[1]}/{found[2]}"

    def doubtful(self, library: Library, wanted: Set[str]) -> list[str]:
        """Paths of unchanged files whose findings rest on something that has changed."""
        found = []
        unchanged = [path for path in self._heads if path in wanted]
        rows = self.store.rows(unchanged) if self.store else {}
        for path in unchanged:
            row = rows.get(path, _NO_ROW)
            try:
                holds = row.stamp == self._stamps[path] and _holds(row, library)
                self._said[path] = _findings.decode(row.said) if row.said else []
            except MsgspecError:
                holds = False
            if not holds:
                found.append(path)
        return found

    def said(self, path: str) -> list[Finding]:
        """The findings in an unchanged file that `doubtful` has looked at."""
        return self._said.get(path, [])

    def whole(self, library: Library) -> list[Finding] | None:
        """The findings on the whole library, if nothing in it has changed."""
        row = self.store.rows([WHOLE]).get(WHOLE) if self.store else None
        try:
            return _findings.decode(row.said) if row and row.stamp == library.answer(EVERYTHING) else None
        except MsgspecError:
            return None

    def keep(
        self,
        library: Library,
        packed: Iterable[tuple[Face, bytes, bytes]],
        findings: Mapping[str, Sequence[Finding]],
        asked: Mapping[str, Set[str]],
        whole: Sequence[Finding],
    ) -> None:
        """Put what was found out in the store: new faces, and of all in `findings` what they rest on."""
        if self.store is None or self._torn:
            return
        encode = msgpack.Encoder().encode
        heads: dict[str, bytes] = {}
        parts: dict[str, bytes] = {}
        for face, head, rest in packed:
            heads[face.path], parts[face.path] = head, rest
        rows = {}
        lost = {path for path, said in findings.items() if any(f.rule in _PASSING for f in said)}
        lost |= {path for path in {*heads, *findings} if not _has_name(path)}
        for path in sorted({*heads, *findings} - lost):  # in the order of the index
            head = heads.get(path) or self._heads.get(path, b"")
            answers = {key: library.answer(key) for key in sorted(asked[path])} if path in asked else None
            said = findings.get(path, ())
            rows[path] = Row(
                self._stamps.get(path, ""),
                head,
                encode(said) if said else b"",
                UNCHECKED if answers is None else encode(answers),
            )
        if not any(f.rule in _PASSING for f in whole):
            rows[WHOLE] = Row(library.answer(EVERYTHING), b"", encode(whole), b"")
        kept = {path: data for path, data in parts.items() if path not in lost}
        self.store.put(rows, kept, [path for path in (*self._gone, *lost) if _has_name(path)])


def _has_name(path: str) -> bool:
    """False for a file name that is no UTF-8: nothing can be kept under it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _holds(row: Row, library: Library) -> bool:
    """Whether all that the findings rest on is as it was; those in a file that gave no document rest on nothing."""
    if not row.asked:
        return not row.head
    answers = _answers.decode(row.asked)
    return all(library.answer(key) == was for key, was in answers.items())
