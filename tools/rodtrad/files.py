"""Writing files so that no reader ever sees half of one, and nothing unchanged is written again."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

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
        os.close(handle)


def write_atomic(path: Path, data: bytes, *, exclusive: bool = False) -> None:
    """Put `data` at `path` in one step; with `exclusive`, raise FileExistsError rather than replace."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".rodtrad-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        if exclusive:
            path.hardlink_to(temporary)
        else:
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_if_changed(path: Path, data: bytes, temporary: Path | None = None) -> bool:
    """Write `data` unless the file has these bytes already; True when it was written."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary or path.with_name(f".rodtrad-{path.name}")
    temporary.write_bytes(data)
    temporary.replace(path)
    return True


LIST = ".rodtrad"
"""File in a folder that `write_tree` has written: the path of each file it made there."""

_UNSAFE = re.compile(r"(?:^|/)(?:\.{0,2}|\.rodtrad(?:-ny)?)(?:/|$)|[\x00-\x1f]")


def write_tree(home: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write `files` in a folder, remove those it wrote before and are no longer among them; return how many changed.

    Never touches what others have put there: a folder with files in it that has no list of ours is refused. Nor does
    it write outside the folder, or two files at one place.
    """
    if home.exists() and not (home / LIST).is_file() and any(home.iterdir()):
        raise UsageError(f"{home} holds files that were not written by rodtrad: choose another folder, or empty it")
    home.mkdir(parents=True, exist_ok=True)
    base = os.path.realpath(home)
    new = Path(base, f"{LIST}-ny")
    changed = 0
    kept: set[str] = set()
    made: set[str] = set()
    with (home / LIST).open("a+", encoding="utf-8", newline="\n") as known:
        known.seek(0)
        before = {line for line in known.read().split("\n") if line and not _UNSAFE.search(line)}
        for path, data in files:
            if _UNSAFE.search(path):
                raise ValueError(f"refusing to write outside the folder: {path!r}")
            if path in kept:
                raise ValueError(f"two files at one place: {path!r} is written twice")
            kept.add(path)
            folder = os.path.dirname(f"{base}/{path}")  # noqa: PTH120 - thousands of files: strings are 3 × faster
            if folder not in made:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
                if os.path.realpath(folder) != folder:
                    raise ValueError(f"refusing to write through a link: {folder!r}")
                made.add(folder)
            if path not in before:  # said before it is written: what a killed run leaves behind must be known
                known.write(f"{path}\n")
                known.flush()
            changed += write_if_changed(Path(base, path), data, new)
    for path in before - kept:
        changed += _remove(base, path)
    if kept:
        write_if_changed(home / LIST, "".join(f"{path}\n" for path in sorted(kept)).encode(), new)
    else:
        (home / LIST).unlink()
        _prune(base)
    return changed


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
