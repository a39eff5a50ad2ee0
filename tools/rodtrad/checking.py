"""Check a project: read, link, run the rules; in several processes when there is much to read."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from rodtrad.document import Document, Face
from rodtrad.finding import Finding, Result
from rodtrad.library import Library, link
from rodtrad.project import collecting_later, files, read_file, strays, unreadable_keys
from rodtrad.reader import Reading
from rodtrad.rules import Rule, check_document, check_library, rules, shown
from rodtrad.source import START

PARALLEL_FROM = 200
"""Files from which a second process pays for its start (about 60 ms)."""

KEPT_BYTES = 64 * 1024 * 1024
"""Source above this is read twice rather than keeping every body in memory (about 10 × the source)."""

Progress = Callable[[int, int], None]
"""(files read, of how many)."""


@dataclass(frozen=True, slots=True)
class Checked(Result):
    """The result, and the library that was checked against."""

    library: Library


def check(
    root: Path,
    only: Sequence[str] | None = None,
    *,
    chosen: Iterable[Rule] | None = None,
    progress: Progress | None = None,
    jobs: int | None = None,
) -> Checked:
    """Check the project at `root`; findings are limited to the paths in `only` when given."""
    paths = sorted({*files(root), *(strays(root) if only is None else only)})
    wanted = frozenset(paths if only is None else only)
    selected = tuple(rules().values() if chosen is None else chosen)
    workers = min(jobs or os.cpu_count() or 1, len(paths) // PARALLEL_FROM + 1)
    with collecting_later():
        findings, library = _run(root, paths, wanted, selected, workers, progress)
    findings.extend(check_library(library, selected))
    slugs = {rule.slug for rule in selected} | {"internal-error", "unreadable-file"}
    faces = {face.path: face for face in library.faces.values()}
    kept = [shown(f, faces.get(f.path)) for f in findings if f.rule in slugs and f.path in wanted]
    return Checked(tuple(sorted(kept, key=lambda f: f.order)), len(wanted), library)


def _run(
    root: Path,
    paths: Sequence[str],
    wanted: frozenset[str],
    selected: Sequence[Rule],
    workers: int,
    progress: Progress | None,
) -> tuple[list[Finding], Library]:
    """Deal the files out; faces come here, the library goes back, findings come here. Bodies stay where they are."""
    mine = _Part(root, paths[::workers], wanted)
    helpers: list[_Helper] = []
    for number in range(1, workers):
        part = _Part(root, paths[number::workers], wanted)
        helpers.append(_Helper(part, [rule.slug for rule in selected], [helper.pipe for helper in helpers]))
    mine.read((lambda done: progress(done * workers, len(paths))) if progress else None)
    parts = [mine, *(helper.read() for helper in helpers)]
    library = link((face for part in parts for face in part.faces), (key for part in parts for key in part.unreadable))
    for helper in helpers:
        helper.tell(library)
    findings = [finding for part in parts for finding in part.findings]
    findings += mine.check(library, selected)
    for helper in helpers:
        findings += helper.check(library, selected)
    return findings, library


class _Part:
    """The share of the files that one process reads and checks."""

    def __init__(self, root: Path, paths: Sequence[str], wanted: frozenset[str]) -> None:
        self.root, self.paths, self.wanted = root, paths, wanted
        self.documents: list[Document | str] = []
        self.findings: list[Finding] = []
        self.faces: list[Face] = []
        self.unreadable: list[str] = []

    def again(self) -> _Part:
        """The same share, read here."""
        part = _Part(self.root, self.paths, self.wanted)
        part.read()
        return part

    def read(self, progress: Callable[[int], None] | None = None) -> None:
        kept = 0
        for done, path in enumerate(self.paths, 1):
            reading = _safe_read(self.root, path)
            self.findings.extend(reading.findings)
            self.unreadable.extend(unreadable_keys([reading]))
            document = reading.document
            if document:
                self.faces.append(document.face)
                if path in self.wanted:
                    kept += len(document.source.text)
                    self.documents.append(document if kept < KEPT_BYTES else path)
            if progress and done % 20 == 0:
                progress(done)

    def check(self, library: Library, selected: Sequence[Rule]) -> list[Finding]:
        findings: list[Finding] = []
        for kept in self.documents:
            document = _safe_read(self.root, kept).document if isinstance(kept, str) else kept
            if document:
                findings.extend(_safe_check(document, library, selected))
        return findings


class _Helper:
    """Another process with its share of the files. Should it die, its share is done here."""

    def __init__(self, part: _Part, slugs: Sequence[str], ends: Sequence[Connection]) -> None:
        context = multiprocessing.get_context("fork") if os.name == "posix" else multiprocessing.get_context("spawn")
        self.part = part
        self.pipe, theirs = context.Pipe()
        inherited = [*ends, self.pipe] if os.name == "posix" else []
        self.process = context.Process(target=_work, args=(theirs, inherited, part, slugs), daemon=True)
        self.process.start()
        theirs.close()

    def read(self) -> _Part:
        """What the process has read, but for the bodies."""
        try:
            self.part.faces, self.part.unreadable, self.part.findings = self.pipe.recv()
        except (EOFError, OSError):
            self.part = self.part.again()
        return self.part

    def tell(self, library: Library) -> None:
        with suppress(OSError):  # that it is dead is seen when it does not answer
            self.pipe.send(library)

    def check(self, library: Library, selected: Sequence[Rule]) -> list[Finding]:
        """What the process has found."""
        try:
            findings: list[Finding] = self.pipe.recv()
        except (EOFError, OSError):
            findings = self.part.again().check(library, selected)
        self.pipe.close()
        self.process.join()
        return findings


def _work(pipe: Connection, inherited: Sequence[Connection], part: _Part, slugs: Sequence[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the first process too, and that ends this one
    for end in inherited:  # held open here, they would keep a helper waiting for ever for a first process that is dead
        end.close()
    gc.disable()
    part.read()
    with suppress(EOFError, OSError):  # the first process is gone: nobody wants the answer
        pipe.send((part.faces, part.unreadable, part.findings))
        library: Library = pipe.recv()
        known = rules()
        pipe.send(part.check(library, [known[slug] for slug in slugs]))
    pipe.close()


def _safe_read(root: Path, path: str) -> Reading:
    """The reader is total; should it not be, one file is lost and said to be, not the whole run."""
    try:
        return read_file(root, path)
    except Exception as error:  # noqa: BLE001,RUF100 - the last line of defence
        return Reading(path, None, [_internal(path, error)])


def _safe_check(document: Document, library: Library, selected: Sequence[Rule]) -> list[Finding]:
    try:
        return check_document(document, library, selected)
    except Exception as error:  # noqa: BLE001,RUF100
        return [_internal(document.face.path, error)]


def _internal(path: str, error: Exception) -> Finding:
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "?"
    message = f"Rödtråd gjorde fel i {where}: {type(error).__name__}: {error}"
    return Finding(path, START, "internal-error", message, "Filen är inte kontrollerad. Anmäl felet.")
