"""Where a publication is put: what any store must do, and a folder that a web server serves."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from rodtrad.delivery.compressing import MADE_BY, Coding
from rodtrad.delivery.refusing import RefusedError
from rodtrad.delivery.serving import KEPT, SQUEEZED, cache
from rodtrad.feed.addresses import METADATA
from rodtrad.files import alone

Content = bytes | Path
"""What is written: bytes, or a file that is too large to hold in memory."""


Mine = Callable[[], None]
"""Asks whether a lock is still one's own. Raises RefusedError when another publisher has taken it."""


class Store(Protocol):
    """Files by path, relative to the site's root. Raises OSError when it cannot be reached or written."""

    def lock(self, now: dt.datetime) -> AbstractContextManager[Mine]:
        """Keep other publishers out. Raises RefusedError when one is at work."""

    def read(self, path: str) -> bytes:
        """The whole file; raises FileNotFoundError."""

    def list(self, folder: str) -> Iterator[tuple[str, int]]:
        """Path and length of every file below a folder, in no order; of all files when it is ""."""

    def write(self, path: str, content: Content) -> None:
        """Put a file in its place in one step."""

    def write_all(self, files: Iterable[tuple[str, Content]]) -> None:
        """Put many files, in any order; when it returns they are there."""

    def swap(self, path: str, before: bytes | None, after: bytes) -> None:
        """Replace a file that still is what it was (None: not there). Raises RefusedError when it is not."""

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""

    def flush(self) -> None:
        """When it returns, a power failure loses nothing that was written before."""


_UNSAFE = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[\x00-\x1f\\]")

_APART = ".rodtrad-ny"
"""Folder of files that are not yet in their place."""

LEAST = 512
"""Bytes of a file that is worth compressing."""


class Folder:
    """A folder that a web server serves, with compressed copies beside the files."""

    def __init__(self, home: Path, codings: Iterable[Coding] = ("gz",)) -> None:
        """`gz` is made of every file, `br` and `zst` of JSON that never changes."""
        self._home = home.absolute()
        self._codings = frozenset(codings)
        self._safe: set[str] = set()
        self._unsure: set[str] = set()

    @contextmanager
    def lock(self, now: dt.datetime) -> Iterator[Mine]:
        try:
            with alone(self._home):
                shutil.rmtree(self._home / _APART, ignore_errors=True)
                (self._home / _APART).mkdir()
                try:
                    yield lambda: None  # nobody takes it while this process lives
                finally:
                    shutil.rmtree(self._home / _APART, ignore_errors=True)
        except BlockingIOError:
            raise RefusedError(f"En annan publicering till {self._home} pågår: vänta tills den är klar.") from None

    def read(self, path: str) -> bytes:
        return self._place(path).read_bytes()

    def list(self, folder: str) -> Iterator[tuple[str, int]]:
        for base, _, names in os.walk(self._home / folder):
            for name in names:
                full = os.path.join(base, name)  # noqa: PTH118 - thousands of files
                yield os.path.relpath(full, self._home).replace(os.sep, "/"), os.stat(full).st_size  # noqa: PTH116

    def write(self, path: str, content: Content) -> None:
        place = self._place(path)
        self._ready(place.parent)
        new = self._home / _APART / "ny"
        if isinstance(content, bytes):
            new.write_bytes(content)
        else:
            shutil.copyfile(content, new)
        worth = (
            path[0] != "."
            and path.rpartition(".")[2] in SQUEEZED
            and f"/{METADATA}/" not in path
            and new.stat().st_size >= LEAST
        )
        for coding, compress in MADE_BY.items():
            beside = place.with_name(f"{place.name}.{coding}")
            if worth and coding in self._codings and (coding == "gz" or cache(path) == KEPT):
                compressed = self._home / _APART / coding
                compress(new, compressed)
                self._put(compressed, beside)
            else:  # one that an earlier publication made would be served in place of the new
                beside.unlink(missing_ok=True)
        self._put(new, place)

    def write_all(self, files: Iterable[tuple[str, Content]]) -> None:
        for path, content in files:
            self.write(path, content)

    def swap(self, path: str, before: bytes | None, after: bytes) -> None:
        try:
            found = self.read(path)
        except FileNotFoundError:
            found = None
        if found != before:
            raise RefusedError(f"{path} ändrades under tiden av en annan publicering: kör igen.")
        self.write(path, after)
        self.flush()

    def remove(self, path: str) -> None:
        place = self._place(path)
        self._inside(place.parent)
        place.unlink(missing_ok=True)
        for coding in MADE_BY:
            place.with_name(f"{place.name}.{coding}").unlink(missing_ok=True)
        with suppress(OSError):  # not empty
            while (place := place.parent) != self._home:
                place.rmdir()
                self._safe.discard(os.fspath(place))

    def flush(self) -> None:
        folders = {os.path.dirname(path) for path in self._unsure}  # noqa: PTH120
        for path in (*self._unsure, *folders):
            with suppress(FileNotFoundError):
                handle = os.open(path, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)
        self._unsure.clear()

    def _put(self, new: Path, place: Path) -> None:
        """Move a file to its place. Its time in whole seconds is another than that of the file it replaces.

        nginx makes the ETag of time and length: within a second, another text of the same length would have the same.
        """
        new.chmod(0o644)
        with suppress(FileNotFoundError):
            before = int(place.stat().st_mtime)
            if int(new.stat().st_mtime) <= before:
                os.utime(new, (before + 1, before + 1))
        new.replace(place)
        self._unsure.add(os.fspath(place))

    def _place(self, path: str) -> Path:
        if _UNSAFE.search(path):
            raise ValueError(f"refusing to write outside the folder: {path!r}")
        return self._home / path

    def _ready(self, folder: Path) -> None:
        """Make a folder, unless a link on the way there leads out of ours."""
        name = os.fspath(folder)
        if name not in self._safe:
            folder.mkdir(parents=True, exist_ok=True)
            self._inside(folder)
            self._safe.add(name)

    def _inside(self, folder: Path) -> None:
        if folder.resolve() != self._home.resolve() / folder.relative_to(self._home):
            raise RefusedError(f"{folder} leder ut ur {self._home}: ta bort länken.")
