"""Fixes put into texts, round after round, and taken back where they would make new errors; nothing is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rodtrad.document import Document
from rodtrad.edits import put, without_overlap
from rodtrad.face import Face
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.prose import QUOTED
from rodtrad.reader import read
from rodtrad.rules import check_document, check_library, rules
from rodtrad.source import Source
from rodtrad.tabs import is_row

ROUNDS = 20
"""A fix may lay bare what another mends; each round leaves less to mend, so few are ever needed."""

Texts = Callable[[str], bytes]
"""Path → what the file holds: asked for documents that refer to one whose ids or labels have changed."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A fix that was taken back."""

    finding: Finding
    errors: tuple[str, ...]
    """Slugs of the rules that found new errors; none where the fix did not mend anything."""


@dataclass(slots=True)
class Mended:
    """What became of one file."""

    path: str
    before: bytes
    after: bytes
    count: int = 0
    """Fixes that were made."""
    refused: list[Refused] = field(default_factory=list)


def mend(
    library: Library,
    files: Mapping[str, bytes],
    texts: Texts,
    *,
    unsafe: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> list[Mended]:
    """Make every fix that helps in `files`, which `library` was made of, among others.

    The same again changes nothing: the last round has tried all that is left, and taken it back. `progress` is told in
    each round how many of its files have been tried.
    """
    mending = _Mending(library, {path: Mended(path, data, data) for path, data in sorted(files.items())}, texts, unsafe)
    restless = list(mending.files)
    for _ in range(ROUNDS):
        if not restless:
            break
        restless = mending.round(restless, progress)
    return list(mending.files.values())


class _Mending:
    """What is mended so far, and the library as it would be."""

    def __init__(self, library: Library, files: dict[str, Mended], texts: Texts, unsafe: bool) -> None:
        self.library, self.files, self._texts, self._unsafe = library, files, texts, unsafe

    def round(self, paths: Sequence[str], progress: Callable[[int, int], None] | None) -> list[str]:
        """Try what can be mended in each of the files; return those to look at again."""
        quiet: list[_Trial] = []
        loud: list[_Trial] = []
        for number, path in enumerate(paths, 1):
            trial = _Trial(_look(path, self.files[path].after, self.library), self.library)
            trial.settle(_fixes(trial.seen, unsafe=self._unsafe))
            self.files[path].refused = trial.refused
            if trial.made:
                (quiet if _known(trial.best.face) == _known(trial.seen.face) else loud).append(trial)
            if progress:
                progress(number, len(paths))
        for trial in quiet:
            self._take(trial)
        self.library = _with(self.library, *(trial.best.face for trial in quiet))
        heard = self._take_harmless(loud) if loud else []
        return list(self.files) if heard else [trial.seen.path for trial in quiet]

    def _take(self, trial: _Trial) -> None:
        one = self.files[trial.seen.path]
        one.after = trial.best.data
        one.count += len(trial.made)

    def _take_harmless(self, loud: list[_Trial]) -> list[_Trial]:
        """Take of the trials what makes no new error in another file, and return what was taken.

        A file that can be read at last shows what was wrong all along, in links to it too: that is not held against it.
        """
        taken: list[_Trial] = []
        incoming = self.library.incoming
        for whole in loud:
            waiting = [whole]
            while waiting:
                trial = waiting.pop()
                referring: set[str] = set()
                if face := trial.seen.face:
                    referring = {one.face.path for one in incoming.get(face.key, ())} - {face.path}
                    referring |= {t.seen.path for t in taken if t.best.face and _refers(t.best.face, face.key)}
                hurt = self._hurt(referring, _with(self.library, trial.best.face))
                if not hurt:
                    self._take(trial)
                    taken.append(trial)
                    self.library = _with(self.library, trial.best.face)
                    break  # the rest is tried in the next round
                if len(trial.made) == 1:
                    self.files[trial.seen.path].refused.append(Refused(trial.made[0], hurt))
                    continue
                half = len(trial.made) // 2
                for made in (trial.made[half:], trial.made[:half]):
                    part = _Trial(trial.seen, self.library)
                    part.settle(made)
                    waiting += [part] if part.made else []
        return taken

    def _hurt(self, paths: Iterable[str], wider: Library) -> tuple[str, ...]:
        """The rules that find new errors in these files, or in the library as a whole, if it were `wider`."""
        rules_hurt = {rule for rule, _ in _whole(wider) - _whole(self.library)}
        for path in sorted(paths):
            data = self.files[path].after if path in self.files else self._texts(path)
            rules_hurt |= _new_errors(_look(path, data, self.library), _look(path, data, wider))
        return tuple(sorted(rules_hurt))


class _Trial:
    """Tries fixes in one file, all at once and then fewer and fewer, and keeps those that help."""

    def __init__(self, seen: _Seen, library: Library) -> None:
        self.best = self.seen = seen
        self.made: list[Finding] = []
        self.refused: list[Refused] = []
        self._library = library

    def settle(self, findings: list[Finding]) -> None:
        """Make as many of these as help, and none that makes an error of a kind that there is no less of."""
        if not findings:
            return
        seen = self.seen
        edits = [edit for finding in (*self.made, *findings) if finding.fix for edit in finding.fix.edits]
        data = put(seen.source, seen.data, edits)
        tried = None if data is None else _look(seen.path, data, self._library)
        grown: tuple[str, ...] = ()
        if tried and self.best.document:
            grown = tuple(sorted({*(tried.errors - self.best.errors), *_new_errors(seen, tried, edits)}))
        if tried and not grown and tried.weight < self.best.weight:
            self.best = tried
            self.made += findings
        elif len(findings) == 1:
            self.refused.append(Refused(findings[0], grown))
        else:
            half = len(findings) // 2
            self.settle(findings[:half])
            self.settle(findings[half:])


@dataclass(frozen=True, slots=True)
class _Seen:
    """One file in one state, and what is said of it."""

    path: str
    data: bytes
    source: Source
    document: Document | None
    findings: list[Finding]

    @property
    def face(self) -> Face | None:
        return self.document.face if self.document else None

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """Less is better. What cannot be read is worst: the less of it is seen, the less is said of it."""
        count = Counter(finding.severity for finding in self.findings)
        unread = 0 if self.document else 2 if any(f.rule == "missing-front-matter" for f in self.findings) else 1
        return unread, count[Severity.ERROR], count[Severity.WARNING], count[Severity.ADVICE]

    @property
    def errors(self) -> Counter[str]:
        """Errors by rule; a draft's too, though they are shown as warnings."""
        return Counter(finding.rule for finding in self.findings if finding.severity is Severity.ERROR)

    def told(self) -> Iterator[tuple[str, str, int]]:
        """Rule, message without numbers (they may be those of lines), and offset of each error."""
        for finding in self.findings:
            if finding.severity is Severity.ERROR:
                at = self.source.offset(finding.place.line, finding.place.column)
                yield finding.rule, _DIGITS.sub("", finding.message), at


_DIGITS = re.compile(r"\d+")


def _new_errors(before: _Seen, after: _Seen, edits: Iterable[Edit] = ()) -> set[str]:
    """Rules that find more than they did, or something that stands on another line and is said in other words.

    Where the one is as before, it is the same error still: a title is in many messages, and what is missing is told at
    what is there.
    """
    text = before.source.text
    said, lines = set(), set()
    for rule, message, at in before.told():
        said.add((rule, message))
        lines.add((rule, before.source.line_column(at)[0]))
    new = set(after.errors - before.errors)
    ordered = sorted(edits, key=lambda edit: edit.start)
    for rule, message, at in after.told():
        for edit in ordered:  # back to where it stood
            if at <= edit.start:
                break
            at = max(edit.start, at - len(edit.text) + edit.end - edit.start)
        if (rule, message) not in said and (rule, before.source.line_column(min(at, len(text)))[0]) not in lines:
            new.add(rule)
    return new


def _look(path: str, data: bytes, library: Library) -> _Seen:
    """What is said of a file with this text, if all the others are as the library has them."""
    reading = read(path, data)
    document, said = reading.document, list(reading.findings)
    if document:
        said += check_document(document, _with(library, document.face), rules().values())
    source = document.source if document else Source.read(path, data)
    return _Seen(path, data, source, document, sorted(said, key=lambda finding: finding.order))


def _with(library: Library, *faces: Face | None) -> Library:
    """The library as it would be with these faces in their places."""
    table = dict(library.faces)
    for face in faces:
        if face and ((known := table.get(face.key)) is None or known.path == face.path):
            table[face.key] = face
    if len(table) > len(library.faces):
        table = dict(sorted(table.items()))
    return Library(table, library.unreadable - table.keys(), library.doubles, library.lists)


def _whole(library: Library) -> Counter[tuple[str, str]]:
    """The errors that rules on the whole library find, by rule and file."""
    said = check_library(library, rules().values())
    return Counter((finding.rule, finding.path) for finding in said if finding.severity is Severity.ERROR)


def _known(face: Face | None) -> object:
    """What errors elsewhere may rest on: the front matter, ids and labels, and what it refers to."""
    if face is None:
        return None
    blocks = [(b.id, b.role, b.label, b.parent, b.stable, b.facts) for b in face.blocks]
    return face.matter, blocks, [(link.relation, link.target) for link in face.links]


def _refers(face: Face, key: str) -> bool:
    return any(link.target.partition("#")[0] == key for link in face.links)


def _fixes(seen: _Seen, *, unsafe: bool) -> list[Finding]:
    """The findings whose fixes can be made together, in order of place."""
    offered = [(f.fix, f) for f in seen.findings if f.fix and (f.fix.safe or unsafe)]
    if not offered:
        return []
    said = _Quoted(seen.document)
    by_fix: dict[Fix, Finding] = {}
    for fix, finding in offered:
        if not any(map(said.touched_by, fix.edits)):
            by_fix.setdefault(fix, finding)
    return [by_fix[fix] for fix in without_overlap(by_fix)]


class _Quoted:
    """Where a document shows what is not its own words."""

    def __init__(self, document: Document | None) -> None:
        self._text, self._begin, self._parts = "", 0, []
        if document is None or document.kind is Kind.REGISTER:
            return
        self._text, self._begin = document.source.text, document.body.matter_end
        self._parts = list(self._words(document))

    def _words(self, document: Document) -> Iterator[tuple[int, int]]:
        """Quotes and code, after the mark or the spaces that make them so: that may be what is wrong."""
        for node in document.body.find("quote", "code", "code_span"):
            text = self._text[node.start : node.end]
            if "\t" in text and is_row(document, node.start):
                continue
            yield node.start + len(text) - len(text.lstrip(" \t>`~")), node.end

    def touched_by(self, edit: Edit) -> bool:
        """Whether an edit changes such words."""
        if edit.start < self._begin:
            return False
        if any(edit.start < end and edit.end > start for start, end in self._parts):
            return True
        line = self._text.rfind("\n", 0, edit.start) + 1
        stop = self._text.find("\n", edit.start)
        said = QUOTED().finditer(self._text, line, len(self._text) if stop < 0 else stop)
        return any(hit.start() < edit.start and edit.end < hit.end() for hit in said)
