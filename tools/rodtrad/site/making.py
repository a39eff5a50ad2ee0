"""Make every page of the site from the documents of a project, in several processes when there are many."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

from rodtrad.document import Document, Face
from rodtrad.library import Library, link
from rodtrad.project import Project, files, read_file, unreadable_keys
from rodtrad.site import families
from rodtrad.site.frame import frame
from rodtrad.site.page import Page, Site
from rodtrad.site.searching import searched
from rodtrad.site.shell import Key, Shell, key_of, parts_of

_CONTEXT = multiprocessing.get_context("fork") if os.name == "posix" else multiprocessing.get_context("spawn")

Share = tuple[list[Face], list[str]]
"""What one process read: faces, and keys of files that gave no document."""

EMPTY = link(())

PARALLEL_FROM = 400
"""Files from which a second process pays for itself."""


class PageError(Exception):
    """A page could not be made; the message says which and why."""


class Finished(NamedTuple):
    """A page as bytes."""

    path: str
    html: bytes
    searched: bytes
    """What the search index reads; empty when the page is not searched."""


@dataclass(frozen=True, slots=True)
class Press:
    """What finished pages are made with, and where they go."""

    site: Site
    shells: Mapping[Key, Shell]
    name: str
    """The site's name."""
    out: Path
    copies: Path | None = None
    """Where what the search reads is written; None when no index is made."""

    def finish(self, pages: Iterable[Page]) -> Iterator[Finished]:
        """Each page as bytes."""
        for page in pages:
            shell = self.shells[key_of(page)]
            html = shell.fill(parts_of(page, self.name, self.site.address, frame(page, self.site)))
            yield Finished(page.path, html.encode(), self._searched(page))

    def _searched(self, page: Page) -> bytes:
        return searched(page, self.site).encode() if self.copies and page.searchable else b""

    def write(self, finished: Iterable[Finished]) -> None:
        """Write finished pages, and what the search reads of them."""
        for page in finished:
            _write(str(self.out), page.path, page.html)
            if self.copies and page.searched:
                _write(str(self.copies), page.path, page.searched)

    def write_searched(self, pages: Iterable[Page]) -> None:
        """Write what the search reads of pages that are written by others."""
        for page in pages:
            if self.copies and page.searchable:
                _write(str(self.copies), page.path, self._searched(page))


def _write(base: str, path: str, data: bytes) -> None:
    folder = os.path.join(base, path)  # noqa: PTH118 - a third of the time of Path
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    with open(os.path.join(folder, "index.html"), "wb") as file:  # noqa: PTH118,PTH123
        file.write(data)


def pages_of(documents: Iterable[Document], site: Site) -> Iterator[Page]:
    """The pages of documents; a fault in one names it."""
    for document in documents:
        try:
            yield from families.document_pages(document, site)
        except Exception as error:
            raise PageError(f"{document.face.path}: {type(error).__name__}: {error}") from error


class Crew:
    """Reads a project and writes the pages of its documents; each process keeps the bodies that it read."""

    def __init__(self, root: Path, jobs: int | None = None) -> None:
        self.root = root
        paths = files(root)
        workers = min(jobs or os.cpu_count() or 1, len(paths) // PARALLEL_FROM + 1)
        self._helpers: list[tuple[BaseProcess, Connection]] = []
        for number in range(1, workers):
            ours, theirs = _CONTEXT.Pipe()
            process = _CONTEXT.Process(target=_help, args=(theirs, root, paths[number::workers]), daemon=True)
            process.start()
            theirs.close()
            self._helpers.append((process, ours))
        self.documents, faces, unreadable = _read(root, paths[::workers])
        self._shares: list[Share] = [(faces, unreadable), *(_receive(pipe) for _, pipe in self._helpers)]
        self.library = _link(self._shares)

    @property
    def project(self) -> Project | None:
        """The whole project, when one process has read all of it."""
        return Project(self.root, self.documents, [], self.library) if len(self._shares) == 1 else None

    def write(self, press: Press) -> None:
        """Write the pages of every document; the helpers end when theirs are written."""
        bare = replace(press, site=replace(press.site, library=EMPTY))  # each helper links its own: cheaper to send
        for number, (_, pipe) in enumerate(self._helpers, 1):
            pipe.send((bare, self._shares[:number], self._shares[number + 1 :]))
        press.write(press.finish(pages_of(self.documents, press.site)))
        for process, pipe in self._helpers:
            fault = str(_receive(pipe))
            process.join()
            if fault:
                raise PageError(fault)
        self._helpers.clear()
        gc.unfreeze()

    def close(self) -> None:
        """End helpers that were never asked to write."""
        for process, pipe in self._helpers:
            pipe.close()
            process.join()
        self._helpers.clear()


def _link(shares: Sequence[Share]) -> Library:
    return link([face for faces, _ in shares for face in faces], [key for _, lost in shares for key in lost])


def _receive(pipe: Connection) -> Any:
    try:
        return pipe.recv()
    except (EOFError, OSError) as error:
        raise PageError("En process avbröts medan sidorna skrevs. Försök igen.") from error


def _read(root: Path, paths: Sequence[str]) -> tuple[list[Document], list[Face], list[str]]:
    was_enabled = gc.isenabled()
    gc.disable()  # what is read is kept; collecting while reading costs a third of the time
    try:
        readings = [read_file(root, path) for path in paths]
    finally:
        gc.freeze()  # nor is it garbage afterwards: a collection must not look through all of it
        if was_enabled:
            gc.enable()
    documents = [r.document for r in readings if r.document]
    return documents, [d.face for d in documents], list(unreadable_keys(readings))


def _help(pipe: Connection, root: Path, paths: Sequence[str]) -> None:
    """Read a share, tell the faces, get those of the others, write the pages."""
    documents, faces, unreadable = _read(root, paths)
    pipe.send((faces, unreadable))
    try:
        press, before, after = pipe.recv()
    except EOFError:
        return
    gc.freeze()
    press = replace(press, site=replace(press.site, library=_link([*before, (faces, unreadable), *after])))
    try:
        press.write(press.finish(pages_of(documents, press.site)))
    except PageError as error:
        pipe.send(str(error))
    else:
        pipe.send("")
    pipe.close()
