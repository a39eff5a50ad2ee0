"""Several processes that read a project together and then work on its documents, each on its own share."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from rodtrad import wire
from rodtrad.codelists import NO_LISTS, Lists
from rodtrad.document import Document
from rodtrad.errors import ChangedError
from rodtrad.face import Face
from rodtrad.finding import Finding
from rodtrad.library import Library, link
from rodtrad.project import collecting_later, read_file, unreadable_keys

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext

PARALLEL_FROM = 200
"""Files from which a second process pays for its start (about 60 ms)."""

KEPT_BYTES = 64 * 1024 * 1024
"""Source above this is read twice rather than keeping every body in memory (about 20 × the source)."""

Packed = list[tuple[bytes, bytes]]
"""Faces as they travel between processes."""

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Iterable[Document], Library, P], T]
"""What is done with the documents of one process; a function of a module, so that it can be named to another."""


class Crew:
    """Reads files and links them; `each` then sets every process to work. Should one die, its share is done here."""

    def __init__(
        self,
        root: Path,
        paths: Sequence[str],
        known: Sequence[Face] = (),
        lost: Iterable[str] = (),
        *,
        wanted: frozenset[str] | None = None,
        jobs: int | None = None,
        keep: int | None = None,
        progress: Callable[[int, int], None] | None = None,
        lists: Lists = NO_LISTS,
    ) -> None:
        """Read `paths`, of which `wanted` (all when None) are worked on; bodies are kept up to `keep` characters.

        Faces that are `known` already, and the keys of files known to be `lost`, keep it to one process.
        """
        workers = 1 if known else max(1, min(jobs or os.cpu_count() or 1, len(paths) // PARALLEL_FROM + 1))
        most = (KEPT_BYTES if keep is None else keep) // workers
        shares = [_Share(root, paths[number::workers], wanted, most, lists) for number in range(workers)]
        self._mine = shares[0]
        self._helpers: list[_Helper] = []
        self._closed = False
        for share in shares[1:]:
            self._helpers.append(_Helper(share, [helper.pipe for helper in self._helpers]))
        with collecting_later():
            self._mine.read((lambda done: progress(done * workers, len(paths))) if progress else None)
        self._packed = packed = [
            self._mine.packed() if self._helpers else [],
            *(helper.receive() for helper in self._helpers),
        ]
        self.findings = [finding for share in shares for finding in share.findings]
        """Of the reading."""
        lost = [*lost, *(key for share in shares for key in share.unreadable)]
        self._faces = [*self._mine.faces, *(face for part in packed[1:] for face in _unpacked(part))]
        self.library = link([*self._faces, *known], lost, lists)
        for number, helper in enumerate(self._helpers, 1):
            helper.tell(([one for at, part in enumerate(packed) if at != number for one in part], lost))

    def packed(self) -> Iterator[tuple[Face, bytes, bytes]]:
        """The faces that were read here and in the other processes, as they travel."""
        mine = self._packed[0] or self._mine.packed()
        for face, (head, parts) in zip(self._faces, chain(mine, *self._packed[1:]), strict=True):
            yield face, head, parts

    def each(self, work: Work[P, T], *arguments: P.args, **named: P.kwargs) -> list[T]:
        """Run `work(documents, library, *arguments)` in every process; its results, in order of process.

        Raises what it raises, and ChangedError when a text that is read again is not what it was.
        """
        if self._closed:
            raise RuntimeError("the other processes are gone, and their share with them")
        for helper in self._helpers:
            helper.tell((work, arguments, named))
        try:
            with collecting_later():
                results = [work(self._mine.documents(), self.library, *arguments, **named)]
                results += [helper.result(work, self.library, arguments, named) for helper in self._helpers]
        except BaseException:
            self.close()  # what the others have still to say answers a question that nobody asks any longer
            raise
        return results

    def close(self) -> None:
        """End the other processes, if there are any; then there is nothing more to be done with the documents."""
        self._closed = bool(self._helpers) or self._closed
        for helper in self._helpers:
            helper.close()
        self._helpers.clear()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def apart(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What `work` gives, from a process of its own: what it took of memory goes with it. Raises what it raises."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(1, _context()) as processes:
        return processes.submit(work, *arguments, **named).result()


def _context() -> ForkContext | SpawnContext:
    import multiprocessing  # most checks are done in one process: they need not wait for it

    return multiprocessing.get_context("fork") if os.name == "posix" else multiprocessing.get_context("spawn")


def _unpacked(packed: Packed) -> Iterator[Face]:
    return (wire.unpack(head, lambda parts=parts: parts) for head, parts in packed)  # type: ignore[misc]


class _Share:
    """The share of the files that one process reads and works on."""

    def __init__(
        self, root: Path, paths: Sequence[str], wanted: frozenset[str] | None, keep: int, lists: Lists
    ) -> None:
        self.root, self.paths, self.wanted, self.keep, self.lists = root, paths, wanted, keep, lists
        self.findings: list[Finding] = []
        self.faces: list[Face] = []
        self.unreadable: list[str] = []
        self.served = 0
        """In a helper: the first process, without which there is nobody to work for."""
        self._kept: list[Document | tuple[str, str]] = []
        """Documents; of those that are read again, path and SHA-256."""
        self._packed: Packed = []

    def read(self, progress: Callable[[int], None] | None = None) -> None:
        kept = 0
        for done, path in enumerate(self.paths, 1):
            self._stop_if_alone()
            reading = read_file(self.root, path)
            self.findings.extend(reading.findings)
            self.unreadable.extend(unreadable_keys([reading]))
            document = reading.document
            if document:
                self.faces.append(document.face if self.keep else self._light(document.face))
                if self.wanted is None or path in self.wanted:
                    kept += len(document.source.text)
                    self._kept.append(document if kept <= self.keep else (path, document.face.sha256))
            if progress and done % 20 == 0:
                progress(done)

    def _light(self, face: Face) -> Face:
        """The face with its parts packed: a third of the memory."""
        head, parts = pair = wire.pack(face)
        self._packed.append(pair)
        return wire.unpack(head, lambda: parts)

    def packed(self) -> Packed:
        """The faces as they travel."""
        return self._packed or [wire.pack(face) for face in self.faces]

    def documents(self) -> Iterator[Document]:
        """Those that were kept, and the others read again one by one."""
        faces = {face.path: face for face in self.faces}
        for kept in self._kept:
            self._stop_if_alone()
            if isinstance(kept, Document):
                yield kept
                continue
            path, sha256 = kept
            document = read_file(self.root, path, faces.get(path)).document
            if document is None or document.face.sha256 != sha256:
                raise ChangedError(path)
            yield document

    def _stop_if_alone(self) -> None:
        if self.served and os.getppid() != self.served:
            os._exit(1)


class _Helper:
    """Another process with its share."""

    def __init__(self, share: _Share, ends: Sequence[Connection]) -> None:
        context = _context()
        self.share = share
        self.pipe, theirs = context.Pipe()
        inherited = [*ends, self.pipe] if os.name == "posix" else []
        self.process = context.Process(target=_help, args=(theirs, inherited, share, os.getpid()), daemon=True)
        self.process.start()
        theirs.close()

    def receive(self) -> Packed:
        """The faces that the process has read."""
        try:
            packed, self.share.unreadable, self.share.findings = self.pipe.recv()
        except (EOFError, OSError):
            self.share.read()
            packed = self.share.packed()
        return list(packed)

    def tell(self, message: object) -> None:
        with suppress(OSError):  # that it is dead is seen when it does not answer
            self.pipe.send(message)

    def result(self, work: Work[..., T], library: Library, arguments: Sequence[Any], named: dict[str, Any]) -> T:
        """What the process has made; raises what went wrong in it."""
        try:
            done, said = self.pipe.recv()
        except (EOFError, OSError):
            if not self.share.faces:
                self.share.findings, self.share.unreadable = [], []
                self.share.read()
                for face in self.share.faces:
                    known = library.by_path.get(face.path)
                    if known is None or known.sha256 != face.sha256:
                        raise ChangedError(face.path) from None
            return work(self.share.documents(), library, *arguments, **named)
        if done:
            result: T = said
            return result
        raise said

    def close(self) -> None:
        self.pipe.close()
        self.process.terminate()  # it would first hand back its memory piece by piece; nobody waits for that


def _help(pipe: Connection, inherited: Sequence[Connection], share: _Share, first: int) -> None:
    """Read a share, tell the faces, get those of the others, work until the first process hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the first process too, and that ends this one
    share.served = first
    for end in inherited:  # held open here, they would keep a helper waiting for ever for a first process that is dead
        end.close()
    gc.disable()
    share.read()
    with suppress(EOFError, OSError):  # the first process is gone: nobody wants the answer
        pipe.send((share.packed(), share.unreadable, share.findings))
        others, lost = pipe.recv()
        library = link([*share.faces, *_unpacked(others)], lost, share.lists)
        gc.freeze()
        while True:
            work, arguments, named = pipe.recv()
            try:
                answer = (True, work(share.documents(), library, *arguments, **named))
            except Exception as error:  # noqa: BLE001,RUF100 - told to the first process, which raises it
                answer = (False, error)
            pipe.send(answer)
    pipe.close()
