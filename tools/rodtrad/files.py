"""Writing files so that no reader ever sees half of one, and nothing unchanged is written again."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Self

from msgspec import Struct

from rodtrad.errors import UsageError


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other processes out of a folder, or raise BlockingIOError when one is in it; killed, it lets go."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # Windows has none
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)  # a process that was started meanwhile holds it too
        os.close(handle)


def write_atomic(path: Path, data: bytes, *, exclusive: bool = False, mode: int = 0o644) -> None:
    """Put `data` at `path` in one step; with `exclusive`, raise FileExistsError rather than replace."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep_up(path.parent)
    handle, name = tempfile.mkstemp(prefix=".rodtrad-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        if exclusive:
            path.hardlink_to(temporary)
        else:
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


_LEFT = re.compile(r"\.rodtrad-[a-z0-9_]{8}")

_DAY = 24 * 60 * 60


@cache
def _sweep_up(folder: Path) -> None:
    """Remove what killed runs have left there, once: no run takes a day."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = entry.stat(follow_symlinks=False) if _LEFT.fullmatch(entry.name) else None
            if found and stat.S_ISREG(found.st_mode) and found.st_mtime < time.time() - _DAY:
                Path(entry.path).unlink(missing_ok=True)


class Joined(Struct, frozen=True):
    """What a file holds that is other files of its folder, one after the other: it is never held in memory."""

    paths: tuple[str, ...]


File = tuple[str, bytes | Joined]
"""Path relative to a folder, and what the file holds."""


def write_if_changed(path: str | Path, data: bytes, temporary: str | Path = "") -> bool:
    """Write `data` unless the file has these bytes already; True when it was written."""
    path = os.fspath(path)
    folder, name = os.path.split(path)
    try:
        if os.stat(path).st_size == len(data):  # noqa: PTH116 - thousands of files: strings are 3 × faster
            with open(path, "rb") as file:  # noqa: PTH123
                if file.read() == data:
                    return False
    except FileNotFoundError:
        if not temporary:  # who names one has made the folder
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    temporary = temporary or os.path.join(folder, f".rodtrad-{name}")  # noqa: PTH118
    with open(temporary, "wb", buffering=0) as file:  # noqa: PTH123
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]
    os.replace(temporary, path)  # noqa: PTH105
    return True


LIST = ".rodtrad"
"""File in a folder that we have filled: the path of each file we made there."""

_NEW = f"{LIST}-ny"
"""How the names begin of the folders of files that are not yet in their place."""

_UNSAFE = re.compile(r"(?:^|/)(?:\.{0,2}|\.rodtrad(?:-ny\w*)?)(?:/|$)|[\x00-\x1f]")


def write_tree(home: Path, files: Iterable[File]) -> int:
    """Write `files` in a folder, remove those we wrote before and are no longer among them; return how many changed.

    Never touches what others have put there: a folder with files in it that has no list of ours is refused. Nor does
    it write outside the folder, or two files at one place.
    """
    claim(home)
    with Filling(home) as filling:
        for path, content in files:
            filling.put(path, content)
    return filling.changed + settle(home, filling.paths)


def claim(home: Path) -> None:
    """Make a folder ours, before anybody fills it; raises UsageError when it is another's."""
    if (home / LIST).is_symlink():
        raise UsageError(f"{home / LIST} is a link: what it leads to would be written in. Remove it")
    if home.exists() and not (home / LIST).is_file() and any(home.iterdir()):
        raise UsageError(f"{home} holds files that were not written by rodtrad: choose another folder, or empty it")
    home.mkdir(parents=True, exist_ok=True)
    _sweep(home)
    (home / LIST).touch()


class Filling:
    """A folder that this process writes in. Others may do so at the same time."""

    def __init__(self, home: Path) -> None:
        self.paths: list[str] = []
        """What has been put there, in order."""
        self.changed = 0
        self._base = os.path.realpath(home)
        # Each process its own: in one folder they would wait for each other, and ext4 looks long for a free place.
        self._apart = tempfile.mkdtemp(prefix=_NEW, dir=self._base)
        self._new = f"{self._apart}/ny"
        self._known = frozenset(_listed(home))
        self._here: set[str] = set()
        self._folders: set[str] = set()
        self._list = os.open(f"{self._base}/{LIST}", os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._list)
        shutil.rmtree(self._apart, ignore_errors=True)

    def put(self, path: str, content: bytes | Joined) -> None:
        """Write one file, unless it holds that already."""
        if _UNSAFE.search(path):
            raise ValueError(f"refusing to write outside the folder: {path!r}")
        if path in self._here:
            raise ValueError(f"two files at one place: {path!r} is written twice")
        self._here.add(path)
        self.paths.append(path)
        full = f"{self._base}/{path}"
        folder = os.path.dirname(full)  # noqa: PTH120
        if folder not in self._folders:
            if os.path.realpath(folder) != folder:
                raise ValueError(f"refusing to write through a link: {folder!r}")
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._folders.add(folder)
        if path not in self._known:  # said before it is written: what a killed run leaves behind must be known
            os.write(self._list, f"{path}\n".encode())
        if isinstance(content, bytes):
            self.changed += write_if_changed(full, content, self._new)
        else:
            self.changed += self._join(full, content)

    def _join(self, path: str, content: Joined) -> bool:
        parts = [f"{self._base}/{part}" for part in content.paths]
        try:
            size = os.stat(path).st_size  # noqa: PTH116
            if size == sum(os.stat(part).st_size for part in parts):  # noqa: PTH116
                with open(path, "rb") as old:  # noqa: PTH123
                    if all(old.read(len(piece)) == piece for piece in _pieces(parts)):
                        return False
        except FileNotFoundError:
            pass
        with open(self._new, "wb") as new:  # noqa: PTH123
            for piece in _pieces(parts):
                new.write(piece)
        os.replace(self._new, path)  # noqa: PTH105
        return True


def _pieces(paths: Iterable[str]) -> Iterator[bytes]:
    for path in paths:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            yield file.readall()


def settle(home: Path, paths: Iterable[str]) -> int:
    """When all have filled the folder: remove what we wrote before and is not in `paths`, and list what is there."""
    listed = list(paths)
    kept = set(listed)
    if len(kept) < len(listed):
        raise ValueError(f"two files at one place: {next(p for p in sorted(kept) if listed.count(p) > 1)!r}")
    base = os.path.realpath(home)
    _sweep(home)
    removed = sum(_remove(base, path) for path in _listed(home) - kept)
    if kept:
        text = "".join(f"{path}\n" for path in sorted(kept))
        write_if_changed(f"{base}/{LIST}", text.encode(), f"{base}/{_NEW}")
    else:
        Path(base, LIST).unlink()
        _prune(base)
    return removed


def _sweep(home: Path) -> None:
    """Remove what a process that was killed has left half done."""
    for left in home.glob(f"{_NEW}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _listed(home: Path) -> set[str]:
    """What we have written in a folder, as far as its list can be trusted."""
    lines = (home / LIST).read_text("utf-8", errors="replace").split("\n")
    return {line for line in lines if line and not _UNSAFE.search(line)}


def _remove(base: str, path: str) -> bool:
    """Remove one file, and the folders that it leaves empty."""
    folder = os.path.dirname(f"{base}/{path}")  # noqa: PTH120
    if os.path.realpath(folder) != folder or not os.path.isfile(f"{base}/{path}"):  # noqa: PTH113
        return False
    Path(base, path).unlink()
    while folder != base and _prune(folder):
        folder = os.path.dirname(folder)  # noqa: PTH120
    return True


def _prune(folder: str) -> bool:
    try:
        Path(folder).rmdir()
    except OSError:  # not empty
        return False
    return True
