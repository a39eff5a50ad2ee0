"""One project in memory while it is being edited: what is open counts as it stands in the editor."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from rodtrad.baseline import Known, fingerprints, load
from rodtrad.checking import check
from rodtrad.codelists import NO_LISTS, Lists, lists_of
from rodtrad.document import Document
from rodtrad.errors import UsageError
from rodtrad.face import Face
from rodtrad.finding import Finding, internal
from rodtrad.library import Library, link
from rodtrad.lsp.written import Written
from rodtrad.project import KNOWN, bytes_of, files, read_file, strays
from rodtrad.reader import Reading, kind_of, read
from rodtrad.rules import allow_across, by_state, check_document, check_library, rules
from rodtrad.store import stamp, store_of

T = TypeVar("T")

NO_SITE = "https://rodtrad.example/"

_LONE = re.compile("[\ud800-\udfff]")
"""Half a character, as no file can hold it."""


class Checked(NamedTuple):
    """What was found in one reading, and what the library answered when it was."""

    reading: Reading
    answers: Mapping[str, str]
    findings: list[Finding]


class Session:
    """The faces of all documents, the texts of the open ones, and what was last found in those."""

    def __init__(self, root: Path, *, jobs: int | None = None) -> None:
        """Read the project as `check` does: what its store remembers need not be read again."""
        self.root = root
        self._named: Mapping[str, Path] = {}
        self._copy = ""
        self._copy_was: tuple[object, ...] = ()
        self._national: Sequence[Face] = ()
        self._troubles: dict[str, str] = {}
        self._told: set[str] = set()
        self._lists = self._read_lists()
        paths = files(root)
        self._stamps = {path: stamp(f"{root}/{path}") for path in paths}
        library = check(root, [], store=store_of(root), jobs=jobs, lists=self._lists).library
        every = (*library.faces.values(), *(double for _, double in library.doubles))
        self._faces: dict[str, Face] = {face.path: face for face in every}
        self._lost = {path: _key(path) for path in paths if path not in self._faces}
        self._open: dict[str, str] = {}
        self._readings: dict[str, Reading] = {}
        """Of what is open, as far as somebody has asked since it last changed."""
        self._written: dict[str, Written] = {}
        self._checked: dict[str, Checked] = {}
        self._library: Library | None = library
        self._whole: tuple[Library, list[Finding]] | None = None
        self._known, self._known_of = self._read_known(), stamp(f"{root}/{KNOWN}")

    def use(self, lists: Mapping[str, Path], national: str = "") -> None:
        """Check codes against these lists, by code system, rather than those of the project.

        And additions against the `national` texts in a copy: a path from the root of the project.
        """
        self._named, self._copy = lists, national
        self.refresh()

    def _copy_looks(self) -> tuple[object, ...]:
        if not self._copy:
            return ()
        from rodtrad.national import looks

        return (self._copy, *looks(self.root / self._copy))

    def _read_national(self) -> Sequence[Face]:
        if not self._copy:
            return ()
        from rodtrad.national import national_faces, open_copy

        without = "De nationella texterna används inte"
        return self._unless_broken(without, lambda: national_faces(open_copy(self.root / self._copy), ()), [])

    def owns(self, path: str) -> bool:
        """Whether a document is in the project: else it has been fetched, and there is no file to open."""
        return path in self._faces

    def _read_lists(self) -> Lists:
        without = "Koder kontrolleras inte mot någon lista"
        return self._unless_broken(without, lambda: lists_of(self.root, self._named), NO_LISTS)

    def _read_known(self) -> frozenset[Known]:
        without = "Kända anmärkningar visas"
        return self._unless_broken(without, lambda: frozenset(k.fingerprint for k in load(self.root)), frozenset())

    def _unless_broken(self, without: str, read: Callable[[], T], instead: T) -> T:
        """What is read; where that is refused, the author is to be told why, and what is done `without` it."""
        try:
            found = read()
        except UsageError as error:
            self._troubles[without] = f"{without}: {error}"
            return instead
        self._troubles.pop(without, None)
        return found

    def untold(self) -> list[str]:
        """What is wrong with the lists of codes and the known findings; each is told once, until it is mended."""
        now = set(self._troubles.values())
        new, self._told = sorted(now - self._told), now
        return new

    @property
    def opened(self) -> Sequence[str]:
        """Paths of the open documents."""
        return list(self._open)

    def write(self, path: str, text: str) -> None:
        """A document is opened, or its text has changed."""
        self._open[path] = _LONE.sub("\ufffd", text)
        self._readings.pop(path, None)
        self._written.pop(path, None)

    def close(self, path: str) -> None:
        """A document is closed: what was not saved is gone."""
        self._open.pop(path, None)
        for kept in (self._readings, self._written, self._checked):
            kept.pop(path, None)
        self._stamps[path] = "?"
        self.refresh([path])

    def refresh(self, also: Iterable[str] = ()) -> None:
        """See what has changed on disk, among the documents that are not open, the lists and the known findings."""
        if (lists := self._read_lists()).answer != self._lists.answer:
            self._lists, self._library = lists, None
        if (copy := self._copy_looks()) != self._copy_was:
            self._copy_was, self._national, self._library = copy, self._read_national(), None
        if (now := stamp(f"{self.root}/{KNOWN}")) != self._known_of or not now:
            self._known, self._known_of = self._read_known(), now
        for path in sorted({*files(self.root), *self._stamps, *also} - self._open.keys()):
            now = stamp(f"{self.root}/{path}")
            if now and now == self._stamps.get(path):
                continue
            self._stamps[path] = now
            self._written.pop(path, None)
            if os.path.lexists(self.root / path):
                self._take(read_file(self.root, path))
            else:
                del self._stamps[path]
                self._faces.pop(path, None)
                self._lost.pop(path, None)
                self._library = None

    def _take(self, reading: Reading) -> None:
        """Let others know what was read, unless it says what they know."""
        path, document = reading.path, reading.document
        if not kind_of(path):
            return
        known = self._faces.get(path)
        if document and known and known.sha256 == document.face.sha256:
            return
        self._library = None
        self._faces.pop(path, None)
        self._lost.pop(path, None)
        if document:
            self._faces[path] = document.face
        else:
            self._lost[path] = _key(path)

    def reading(self, path: str) -> Reading:
        """What comes of a document: of an open one as it stands in the editor."""
        if path not in self._open:
            return read_file(self.root, path)
        found = self._readings.get(path)
        if found is None:
            try:
                found = read(path, self._open[path].encode())
            except Exception as error:  # noqa: BLE001,RUF100 - the reader is total; should it not be, one file is lost
                found = Reading(path, None, [internal(path, error)])
            if found.document is None and kind_of(path) is None and path not in strays(self.root):
                found = Reading(path, None, [])  # a text that is no business of ours
            self._readings[path] = found
            self._take(found)
        return found

    def document(self, path: str) -> Document | None:
        """A document with its body; None for what cannot be read."""
        return self.reading(path).document

    @property
    def library(self) -> Library:
        """All documents, linked, as they stand now."""
        for path in self._open:
            if path not in self._readings:
                self.reading(path)
        if self._library is None:
            own = {*(face.key for face in self._faces.values()), *self._lost.values()}
            others = (face for face in self._national if face.key not in own)
            self._library = link([*self._faces.values(), *others], self._lost.values(), self._lists)
        return self._library

    def written(self, path: str) -> Written:
        """The lines of a file, in which places count."""
        found = self._written.get(path)
        if found is None:
            text = self._open.get(path)
            if text is None:
                try:
                    text = bytes_of(self.root, path).decode("utf-8-sig", "replace")
                except OSError:
                    text = ""
            found = Written.of(text)
            if path in self._open:
                self._written[path] = found
        return found

    def findings(self, path: str) -> list[Finding]:
        """What is wrong in an open document. Rules run again only where what they asked about has changed.

        What rules on the whole library say is as it was when they last ran: see `settle`.
        """
        library = self.library
        reading = self.reading(path)
        last = self._checked.get(path)
        if (
            last is None
            or last.reading is not reading
            or any(library.answer(key) != was for key, was in last.answers.items())
        ):
            last = self._checked[path] = _check(reading, library)
        across = [f for f in (self._whole or self.settle())[1] if f.path == path]
        found = [*last.findings, *across]
        if across and reading.document:
            found = allow_across(reading.document, found)
        return self._unknown(path, by_state(found, library))

    def settle(self) -> tuple[Library, list[Finding]]:
        """Run the rules on the whole library, where it has changed: half of the work, and seldom news."""
        library = self.library
        if self._whole is None or self._whole[0] is not library:
            self._whole = library, check_library(library, rules().values())
        return self._whole

    def _unknown(self, path: str, found: list[Finding]) -> list[Finding]:
        """Those that `rodtrad baseline` has not put among the known ones."""
        if not any(known.document == path for known in self._known):
            return found
        marks = fingerprints(found, self.library, lambda path, number: self.written(path).line(number))
        return [f for f, mark in zip(found, marks, strict=True) if mark not in self._known]

    @cached_property
    def site(self) -> str:
        """Address of the project's site, or "" where none is set."""
        from rodtrad.feed_writing import base_url

        try:
            found = base_url(self.root)
        except (UsageError, OSError):
            return ""
        return "" if found == NO_SITE else found


def _check(reading: Reading, library: Library) -> Checked:
    if reading.document is None:
        return Checked(reading, {}, reading.findings)
    tracked, asked = library.tracked()
    found = check_document(reading.document, tracked, rules().values())
    return Checked(reading, {key: library.answer(key) for key in asked}, [*reading.findings, *found])


def _key(path: str) -> str:
    found = kind_of(path)
    return f"{found[1]}/{found[2]}" if found else ""
