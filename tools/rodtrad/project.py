"""A project on disk: where its root is, which files it has, and the documents in them."""

from __future__ import annotations

import errno
import gc
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from rodtrad.codelists import lists_of
from rodtrad.document import Document
from rodtrad.errors import UsageError
from rodtrad.face import Face
from rodtrad.finding import Finding, internal
from rodtrad.library import Library, link
from rodtrad.model import FOLDERS
from rodtrad.reader import AUDIT, Reading, kind_of, read
from rodtrad.source import MAX_BYTES, START


def find_root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that has a `content` folder with documents.

    What lies within the content of another project belongs to that: a `content` in it hides nothing.
    """
    found = None
    for folder in (start, *start.parents):
        content = folder / "content"
        if any((content / name).is_dir() for name in FOLDERS) and (found is None or found.is_relative_to(content)):
            found = folder
    return found


def require_root() -> Path:
    """The root of the project that the working folder is in; raises UsageError outside one."""
    root = find_root(Path.cwd())
    if root is None:
        raise UsageError("found no project: run it in or below a folder with `content/vardforlopp` or the like")
    return root


def files(root: Path) -> list[str]:
    """Paths of every document file, relative to `root`, sorted. Links out of the project are not followed."""
    _lies_inside.cache_clear()
    stays_inside(root, "content")
    found: list[str] = []
    base = str(root)
    for name in FOLDERS:
        top = os.path.join(base, "content", name)  # noqa: PTH118 - 3 × faster
        if leads_out(top, os.path.join(base, "content")):  # noqa: PTH118
            continue
        for folder, folders, names in os.walk(top):
            folders.sort()
            inside = os.path.relpath(folder, base).replace(os.sep, "/")
            found.extend(path for n in names if kind_of(path := f"{inside}/{n}"))
    return sorted(found)


RELEASES, PICTURES = "utgivet", "bilder"
"""Folders under `content/` that hold other things than documents."""

KNOWN = "kanda-anmarkningar.jsonl"
"""In the root: the findings that are known already, see `baseline`."""

_WRITTEN = frozenset({"md", "markdown", "yaml", "yml", "txt"})

_DRAWN = frozenset({"png", "jpg", "jpeg", "webp", "gif"})
"""Endings of pictures. SVG is not among them: it may hold scripts, which would run as part of the site."""


def strays(root: Path) -> list[str]:
    """Paths under `content/` that look like documents or pictures but are not read as such, and linked folders."""
    found: list[str] = []
    base = str(root)
    for folder, folders, names in os.walk(os.path.join(base, "content")):  # noqa: PTH118 - as above
        inside = os.path.relpath(folder, base).replace(os.sep, "/")
        hidden = (RELEASES,) if inside == "content" else ()
        folders[:] = sorted(name for name in folders if name not in hidden and not name.startswith("."))
        found += [f"{inside}/{name}" for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114
        home = inside.split("/")[1] if "/" in inside else ""
        suffixes = _WRITTEN if home in FOLDERS else ("md", "markdown")
        for name in names:
            path = f"{inside}/{name}"
            stem, dot, suffix = name.rpartition(".")
            if home == PICTURES:
                if not name.startswith(".") and not is_picture(root, path):
                    found.append(path)
            elif stem and dot and suffix.casefold() in suffixes and not name.startswith(".") and not kind_of(path):
                found += [path] if path != AUDIT else []
    return sorted(found)


def is_picture(root: Path, path: str) -> bool:
    """Whether a file may be published as a picture: by its ending, and because it lies in the project."""
    if path.rpartition(".")[2].casefold() not in _DRAWN:
        return False
    real, home = os.path.realpath(root / path), os.path.realpath(root / "content" / PICTURES)
    return _is_inside(home, str(root)) and real.startswith(home + os.sep) and os.path.isfile(real)  # noqa: PTH113


def _is_inside(path: str, home: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(home))


_lies_inside = lru_cache(maxsize=4096)(_is_inside)
"""The same, asked once of each folder, and anew whenever the files of the project are."""


def leads_out(path: str, home: str) -> bool:
    """Whether a path is a link to somewhere outside `home`: what lies there is not ours to publish."""
    return os.path.islink(path) and not _is_inside(path, home)  # noqa: PTH114


def stays_inside(root: Path, path: str) -> None:
    """Raise UsageError where something would be written outside the project, through a link in it."""
    if not _is_inside(str(root / path), str(root)):
        raise UsageError(f"{path} leads out of the project: remove the link")


def bytes_of(root: Path, path: str, most: int = MAX_BYTES) -> bytes:
    """What a file of the project holds, at most one byte more than `most`; raises OSError for what is no such file."""
    full = os.path.join(root, path)  # noqa: PTH118 - as above
    if not _lies_inside(os.path.dirname(full), str(root)) or leads_out(full, str(root)):  # noqa: PTH120
        raise OSError(errno.ELOOP, "länken leder ut ur projektet")
    found = os.stat(full)  # noqa: PTH116
    if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for
        raise OSError(errno.EINVAL, "den är ingen vanlig fil")
    with open(full, "rb", buffering=0) as file:  # noqa: PTH123
        data = file.read(min(found.st_size, most) + 1)  # asked for more than there is, it takes room for all of it
        if len(data) > found.st_size:  # it is growing
            data += file.read(most + 1 - len(data)) or b""
        return data


def line_reader(root: Path) -> Callable[[str, int], str]:
    """What gives a line (from 1) of a file as written; "" where there is none."""

    @lru_cache(maxsize=64)
    def lines(path: str) -> list[str]:
        try:
            text = bytes_of(root, path).decode("utf-8-sig", "replace")
        except OSError:
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def read_line(path: str, number: int) -> str:
        written = lines(path)
        return written[number - 1] if 0 < number <= len(written) else ""

    return read_line


def read_file(root: Path, path: str, known: Face | None = None) -> Reading:
    """Read one file; one that cannot be opened, or is no file of the project, gives a finding.

    With its `known` face that is not made again, unless the file is another now.
    """
    try:
        data = bytes_of(root, path)
    except OSError as error:
        message = f"Filen kan inte öppnas: {error.strerror}."
        return Reading(path, None, [Finding(path, START, "unreadable-file", message, "Kontrollera filen.")])
    try:
        return read(path, data, known)
    except Exception as error:  # noqa: BLE001,RUF100 - the reader is total; should it not be, one file is lost
        return Reading(path, None, [internal(path, error)])


class Project(Struct):
    """Everything that was read: documents in order of path, findings of the reading, and the library."""

    root: Path
    documents: list[Document]
    findings: list[Finding]
    library: Library


@contextmanager
def collecting_later() -> Iterator[None]:
    """Nothing that is read is garbage: looking for some in it costs a third of the time, then and ever after."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def unreadable_keys(readings: Iterable[Reading]) -> Iterator[str]:
    """Library keys of files that gave no document."""
    for reading in readings:
        if reading.document is None and (found := kind_of(reading.path)):
            yield f"{found[1]}/{found[2]}"


def open_project(root: Path, paths: Iterable[str] | None = None) -> Project:
    """Read a whole project in this process."""
    with collecting_later():
        readings = [read_file(root, path) for path in (files(root) if paths is None else paths)]
    documents = [r.document for r in readings if r.document]
    findings = [finding for r in readings for finding in r.findings]
    library = link((d.face for d in documents), unreadable_keys(readings), lists_of(root))
    return Project(root, documents, findings, library)
