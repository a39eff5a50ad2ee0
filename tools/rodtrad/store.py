"""What was made of each file, kept until the file or the program changes: bytes by path, in one SQLite file.

It is a memory and nothing more: a fault makes it empty, never an error. It lies with the user and not in the project,
since whoever writes to a project must not be able to say what was found there.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

RECENT = 100_000_000
"""Nanoseconds. A file changed so lately may change again within one tick of the file system's clock: not kept."""

PAGE = 16384
"""Bytes. A row is several thousand: pages of the usual 4,096 take half as long again to write."""

FEW = 100
"""Rows that are asked for by name; of more, all are read."""


class Row(NamedTuple):
    """What is known of one file; `stamp` says of which state of it."""

    stamp: str
    head: bytes
    said: bytes
    asked: bytes


class Store:
    """One SQLite file. Use it in the process that opened it."""

    def __init__(self, path: Path, version: str) -> None:
        """Open or make the file; what another version of the program has written is forgotten. Raises OSError."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _own(path)
        try:
            self._open(path, version)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):  # in use, not damaged
                raise OSError(f"{path}: {error}") from error
            path.unlink(missing_ok=True)
            try:
                self._open(path, version)
            except sqlite3.DatabaseError as error:
                raise OSError(f"{path}: {error}") from error

    def _open(self, path: Path, version: str) -> None:
        self._version, self._process = _number(version), os.getpid()
        self._db = sqlite3.connect(path, timeout=2, isolation_level=None)
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute(f"PRAGMA page_size = {PAGE}")
        if self._db.execute("PRAGMA user_version").fetchone()[0] != self._version:
            self._db.executescript(
                "BEGIN IMMEDIATE; DROP TABLE IF EXISTS kept; DROP TABLE IF EXISTS parts; DROP TABLE IF EXISTS words;"
                "CREATE TABLE kept (path TEXT PRIMARY KEY, stamp TEXT, head BLOB, said BLOB, asked BLOB);"
                "CREATE TABLE parts (path TEXT PRIMARY KEY, stamp TEXT, parts BLOB);"
                "CREATE TABLE words (word TEXT PRIMARY KEY, right INTEGER);"
                f"PRAGMA user_version = {self._version}; COMMIT"
            )

    def heads(self) -> dict[str, tuple[str, bytes]]:
        """Stamp and head of everything that is kept, by path."""
        try:
            found = self._db.execute("SELECT path, stamp, head FROM kept").fetchall()
        except sqlite3.DatabaseError:
            return {}
        return {path: (stamp, head) for path, stamp, head in found}

    def rows(self, paths: Collection[str]) -> dict[str, Row]:
        """The whole rows of some paths."""
        columns = "SELECT path, stamp, head, said, asked FROM kept"
        try:
            if len(paths) > FEW:
                found = self._db.execute(columns).fetchall()
            else:
                found = self._db.execute(f"{columns} WHERE path IN ({','.join('?' * len(paths))})", [*paths]).fetchall()
        except sqlite3.DatabaseError:
            return {}
        return {path: Row(*row) for path, *row in found}

    def parts(self, path: str, stamp: str) -> bytes:
        """The parts of the face of a file in one state; raises KeyError when they are gone."""
        try:
            found = self._db.execute("SELECT parts FROM parts WHERE path = ? AND stamp = ?", (path, stamp)).fetchone()
        except sqlite3.DatabaseError as error:
            raise KeyError(path) from error
        if found is None:
            raise KeyError(path)
        data: bytes = found[0]
        return data

    def put(self, rows: Mapping[str, Row], parts: Mapping[str, bytes], gone: Collection[str] = ()) -> None:
        """Keep rows and parts, forget what is gone; all of it, or nothing where another version has taken over."""
        with suppress(sqlite3.DatabaseError):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                if self._db.execute("PRAGMA user_version").fetchone()[0] != self._version:
                    self._db.execute("ROLLBACK")
                    return
                for table in ("kept", "parts"):
                    self._db.executemany(f"DELETE FROM {table} WHERE path = ?", ((path,) for path in gone))
                put = ((path, rows[path].stamp, data) for path, data in parts.items())
                keep = ((path, *row) for path, row in rows.items())
                self._db.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", keep)
                self._db.executemany("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", put)
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def words(self) -> dict[str, bool]:
        """Words that the dictionary has been asked about, and whether it knew them; none in another process."""
        if os.getpid() != self._process:
            return {}
        try:
            return {word: bool(right) for word, right in self._db.execute("SELECT word, right FROM words")}
        except sqlite3.DatabaseError:
            return {}

    def learn(self, words: Mapping[str, bool]) -> None:
        """Keep what the dictionary has said, unless another version has taken over."""
        with suppress(sqlite3.DatabaseError):
            if self._db.execute("PRAGMA user_version").fetchone()[0] == self._version:
                self._db.executemany("INSERT OR REPLACE INTO words VALUES (?, ?)", words.items())

    def close(self) -> None:
        self._db.close()


def _own(path: Path) -> None:
    """Make the file for nobody else to read; raise OSError where others may put one in its place."""
    found = path.parent.stat()
    if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o022):
        raise OSError(f"{path.parent} is open to others")
    path.touch(mode=0o600)
    path.chmod(0o600)


def _number(version: str) -> int:
    return int.from_bytes(hashlib.sha256(version.encode()).digest()[:4]) >> 1


def store_of(root: Path) -> Store | None:
    """The store of a project, or None where none can be had."""
    from platformdirs import user_cache_dir

    name = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:24]
    try:
        return Store(Path(user_cache_dir("rodtrad"), f"{name}.sqlite"), program())
    except OSError:
        return None


def program() -> str:
    """A word that changes with the program: what it made before must not be taken for what it makes now."""
    home = os.path.dirname(__file__)  # noqa: PTH120 - asked at every start
    seen = hashlib.sha256(sys.version.encode())
    libraries = os.path.dirname(os.path.dirname(msgspec.__file__))  # noqa: PTH120
    seen.update(str(os.stat(libraries).st_mtime_ns).encode())  # noqa: PTH116 - changes when one is installed
    for folder, folders, names in os.walk(home):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".txt")):
                stat = os.stat(f"{folder}/{name}")  # noqa: PTH116
                seen.update(f"{folder}/{name} {stat.st_mtime_ns} {stat.st_size}\n".encode())
    return seen.hexdigest()


def stamp(path: str) -> str:
    """Changes whenever the file does; "" for a file that is not there or was changed just now."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - thousands of files
    except OSError:
        return ""
    if max(stat.st_mtime_ns, stat.st_ctime_ns) > time.time_ns() - RECENT:
        return ""
    return f"{stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_size} {stat.st_ino}"
