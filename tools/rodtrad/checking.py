"""Check a project: read, link, run the rules; in several processes when there is much to read."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from rodtrad.document import Document, Face
from rodtrad.finding import Finding, Result
from rodtrad.library import Library, link
from rodtrad.project import files, read_file, strays, unreadable_keys
from rodtrad.reader import Reading
from rodtrad.rules import Rule, check_document, check_library, rules, shown

PARALLEL_FROM = 200
"""Files from which a second process pays for its start (about 60 ms)."""

KEPT_BYTES = 64 * 1024 * 1024
"""Source above this is read twice rather than keeping every body in memory (about 10 × the source)."""

Progress = Callable[[int, int], None]


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
    selected = tuple(rules().values() if chosen is None else chosen)
    workers = min(jobs or os.cpu_count() or 1, len(paths) // PARALLEL_FROM + 1)
    was_enabled = gc.isenabled()
    gc.disable()  # what is read is kept; collecting while reading costs a third of the time
    try:
        if workers > 1:
            findings, library = _parallel(root, paths, only, selected, workers, progress)
        else:
            findings, library = _serial(root, paths, only, selected, progress)
    finally:
        if was_enabled:
            gc.enable()
    findings.extend(check_library(library, selected))
    slugs = {rule.slug for rule in selected} | {"internal-error", "unreadable-file"}
    wanted = None if only is None else set(only)
    faces = {face.path: face for face in library.faces.values()}
    kept = [shown(f, faces.get(f.path)) for f in findings if f.rule in slugs and (wanted is None or f.path in wanted)]
    return Checked(tuple(sorted(kept, key=lambda f: f.order)), len(paths if only is None else only), library)


def _serial(
    root: Path, paths: Sequence[str], only: Sequence[str] | None, selected: Sequence[Rule], progress: Progress | None
) -> tuple[list[Finding], Library]:
    wanted = set(paths if only is None else only)
    part = _Part(root, paths, wanted)
    library = part.read_all(progress, len(paths))
    return [*part.findings, *part.check_all(library, selected)], library


class _Part:
    """The share of the files that one process reads and checks."""

    def __init__(self, root: Path, paths: Sequence[str], wanted: set[str]) -> None:
        self.root, self.paths, self.wanted = root, paths, wanted
        self.documents: list[Document | str] = []
        self.findings: list[Finding] = []
        self.faces: list[Face] = []
        self.unreadable: list[str] = []

    def read_all(self, progress: Progress | None, total: int) -> Library:
        self.read(progress, total)
        return link(self.faces, self.unreadable)

    def read(self, progress: Progress | None, total: int) -> None:
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
                progress(done, total)

    def check_all(self, library: Library, selected: Sequence[Rule]) -> list[Finding]:
        findings: list[Finding] = []
        for kept in self.documents:
            document = _safe_read(self.root, kept).document if isinstance(kept, str) else kept
            if document:
                findings.extend(_safe_check(document, library, selected))
        return findings


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
    from rodtrad.source import START

    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "?"
    message = f"Rödtråd gjorde fel i {where}: {type(error).__name__}: {error}"
    return Finding(path, START, "internal-error", message, "Filen är inte kontrollerad. Anmäl felet.")


def _parallel(
    root: Path,
    paths: Sequence[str],
    only: Sequence[str] | None,
    selected: Sequence[Rule],
    workers: int,
    progress: Progress | None,
) -> tuple[list[Finding], Library]:
    """Deal the files out; faces come here, the library goes back, findings come here. Bodies stay where they are."""
    wanted = set(paths if only is None else only)
    slugs = [rule.slug for rule in selected]
    context = multiprocessing.get_context("fork") if os.name == "posix" else multiprocessing.get_context("spawn")
    mine, pipes, processes = paths[::workers], [], []
    for number in range(1, workers):
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, root, paths[number::workers], wanted, slugs), daemon=True)
        process.start()
        theirs.close()
        pipes.append(ours)
        processes.append(process)
    part = _Part(root, mine, wanted)
    part.read((lambda done, total: progress(done * workers, total)) if progress else None, len(paths))
    faces, unreadable, findings = list(part.faces), list(part.unreadable), list(part.findings)
    lost: list[int] = []
    for number, pipe in enumerate(pipes, 1):
        try:
            more_faces, more_unreadable, more_findings = pipe.recv()
        except (EOFError, OSError):
            lost.append(number)
            continue
        faces += more_faces
        unreadable += more_unreadable
        findings += more_findings
    for number in lost:  # a process died: do its share here
        again = _Part(root, paths[number::workers], wanted)
        again.read(None, 0)
        part.documents += again.documents
        faces += again.faces
        unreadable += again.unreadable
        findings += again.findings
    library = link(faces, unreadable)
    for number, pipe in enumerate(pipes, 1):
        if number not in lost:
            pipe.send(library)
    findings += part.check_all(library, selected)
    for number, (pipe, process) in enumerate(zip(pipes, processes, strict=True), 1):
        if number not in lost:
            try:
                findings += pipe.recv()
            except (EOFError, OSError):
                again = _Part(root, paths[number::workers], wanted)
                again.read(None, 0)
                findings += again.check_all(library, selected)
        process.join()
    return findings, library


def _work(pipe: Connection, root: Path, paths: Sequence[str], wanted: set[str], slugs: Sequence[str]) -> None:
    gc.disable()
    part = _Part(root, paths, wanted)
    part.read(None, 0)
    pipe.send((part.faces, part.unreadable, part.findings))
    library: Library = pipe.recv()
    known = rules()
    pipe.send(part.check_all(library, [known[slug] for slug in slugs]))
    pipe.close()
