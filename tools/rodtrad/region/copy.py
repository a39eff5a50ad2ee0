"""The copy: one SQLite file of packed blobs by hash, a row a document, and the events; it is switched in one step."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import msgspec

from rodtrad.feed import listings
from rodtrad.region.documents import Document, Said, read
from rodtrad.region.errors import CopyError, EmptyError, NotTrustedError
from rodtrad.region.packing import pack, unpack

NAME = "kopia.sqlite"

PARTIAL = ".hamtas"
"""Ending of an archive that is not yet here whole."""

VERSION = 1

PAGE = 16384
"""Bytes. Packed documents are several times that."""

SYNCHRONOUS = "FULL"
"""A switch that has been told of is there after a power failure too."""

BATCH = 8 * 1024 * 1024
"""Packed bytes that are written at once: what a killed run loses."""

_TABLES = """
CREATE TABLE blobs (
    sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, said BLOB NOT NULL, packed BLOB NOT NULL
);
CREATE TABLE documents (key TEXT PRIMARY KEY, shard TEXT NOT NULL, said BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, key TEXT NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX files_by_key ON files (key);
CREATE INDEX files_by_sha256 ON files (sha256);
CREATE TABLE lists (sha256 TEXT PRIMARY KEY, page INTEGER) WITHOUT ROWID;
CREATE TABLE events (number INTEGER PRIMARY KEY, said BLOB NOT NULL);
CREATE TABLE state (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""
"""`lists` are the other files that are kept: manifest, shards, registers; pages of changes have their number."""

_noted = msgspec.json.Decoder(Said)
_encode = msgspec.json.Encoder().encode


class Copy:
    """The file in a folder. Use it in the thread that opened it."""

    def __init__(self, folder: Path, *, reading: bool = False) -> None:
        """Open it, or make it unless it is only to be read. Raises EmptyError and CopyError."""
        path = folder / NAME
        if reading and not path.is_file():
            raise EmptyError(f"{folder} har ingen kopia än. Kör `rodtrad pull ADRESS {folder}` först.")
        with in_words(folder):
            self._path = path
            self._unlocked: tuple[object, ...] = ()
            if reading:
                self._db, self._unlocked = _connect_reading(path)
            else:
                self._db = _connect(path)
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, VERSION):
                raise CopyError(f"{path} är gjord av en nyare version av rodtrad. Uppdatera rodtrad.")
            if version == 0 and not reading:
                self._db.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT")
        self._waiting = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(sqlite3.Error):  # what has been fetched need not be fetched again
            self.flush()
        self.close()

    def close(self) -> None:
        """Let go of the file; what has been put but not flushed is lost."""
        self._db.close()

    @property
    def is_outdated(self) -> bool:
        """Whether another program has written meanwhile, and what is read here may be half of each."""
        return bool(self._unlocked) and self._unlocked != _looks(self._path)

    def state(self, name: str) -> bytes:
        """What is remembered under a name, or b""."""
        found = self._db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return bytes(found[0]) if found and isinstance(found[0], bytes) else b""

    def remember(self, **values: bytes) -> None:
        """Remember some values by name."""
        self._db.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", values.items())

    def has(self, sha256: str) -> bool:
        """Whether a blob is here."""
        return self._db.execute("SELECT 1 FROM blobs WHERE sha256 = ?", (sha256,)).fetchone() is not None

    def blob(self, sha256: str) -> bytes:
        """The bytes with a hash. Raises NotTrustedError when they are gone or damaged."""
        found = self._db.execute("SELECT bytes, packed FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
        try:
            return unpack(found[1], found[0])
        except (TypeError, ValueError) as error:
            raise NotTrustedError(f"Kopian är skadad: {sha256} saknas. {AGAIN}") from error

    def said(self, sha256: str) -> Said | None:
        """What a document's file says of itself, or None while it is not here."""
        found = self._db.execute("SELECT said FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
        return _noted.decode(found[0]) if found and found[0] else None

    def put(self, sha256: str, data: bytes, said: Said | None = None) -> None:
        """Keep bytes whose hash has been checked."""
        if not self._waiting:
            self._db.execute("BEGIN IMMEDIATE")
        packed = pack(data)
        row = (sha256, len(data), _encode(said) if said else b"", packed)
        self._db.execute("INSERT OR REPLACE INTO blobs VALUES (?, ?, ?, ?)", row)
        self._waiting += len(packed)
        if self._waiting > BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what has been put: it is there even if the run is killed now."""
        if self._waiting:
            self._waiting = 0
            self._db.execute("COMMIT")

    @contextmanager
    def switching(self, *, dry: bool = False) -> Iterator[None]:
        """Everything that is changed in here, or nothing; what nothing needs any longer is removed last.

        When it is `dry`, nothing.
        """
        self.flush()
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            if dry:
                self._db.execute("ROLLBACK")
                return
            self._db.execute(
                "DELETE FROM blobs WHERE sha256 NOT IN (SELECT sha256 FROM files UNION ALL SELECT sha256 FROM lists)"
            )
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def hold(self) -> None:
        """Everything that is read until it is let go is of one moment."""
        self._db.execute("BEGIN")

    def let_go(self) -> None:
        """See what others have written meanwhile."""
        self._db.execute("COMMIT")

    def keys(self) -> list[str]:
        """Of every document, sorted."""
        return [key for (key,) in self._db.execute("SELECT key FROM documents ORDER BY key")]

    def keys_below(self, folder: str) -> list[str]:
        """The keys that begin so."""
        return [key for key in self.keys() if key.startswith(folder)]

    def document(self, key: str) -> Document | None:
        """What the signed lists say of a document."""
        found = self._db.execute("SELECT said FROM documents WHERE key = ?", (key,)).fetchone()
        return read(found[0]) if found else None

    def rows(self) -> dict[str, bytes]:
        """By key, what was said of every document that was taken."""
        return dict(self._db.execute("SELECT key, said FROM documents"))

    def documents_of(self, shard: str) -> dict[str, bytes]:
        """By key, what a shard said of the documents that were taken."""
        return dict(self._db.execute("SELECT key, said FROM documents WHERE shard = ?", (shard,)))

    def shards(self) -> set[str]:
        """Hashes of the shards that documents come from."""
        return {shard for (shard,) in self._db.execute("SELECT DISTINCT shard FROM documents")}

    def insert(self, shard: str, document: Document, said: bytes) -> None:
        """Let a document be what a shard says; raises sqlite3.IntegrityError for one that is. Only while switching."""
        self._db.execute("INSERT INTO documents VALUES (?, ?, ?)", (document.key, shard, said))
        rows = ((file.path, document.key, file.sha256) for file in document.files)
        self._db.executemany("INSERT INTO files VALUES (?, ?, ?)", rows)

    def drop(self, key: str) -> None:
        """Forget a document. Only while switching."""
        self._db.execute("DELETE FROM documents WHERE key = ?", (key,))
        self._db.execute("DELETE FROM files WHERE key = ?", (key,))

    def files(self) -> Iterator[tuple[str, str, str]]:
        """Path, key and hash of every file of a document, by path."""
        yield from self._db.execute("SELECT path, key, sha256 FROM files ORDER BY path")

    def keep_lists(self, lists: Iterable[str], pages: Iterable[tuple[int, str]]) -> None:
        """Keep these lists and no others, and these pages of changes too. Only while switching."""
        self._db.execute("DELETE FROM lists WHERE page IS NULL")
        self._db.executemany("INSERT OR REPLACE INTO lists VALUES (?, NULL)", ((one,) for one in lists))
        for page, sha256 in pages:
            self._db.execute("DELETE FROM lists WHERE page = ?", (page,))
            self._db.execute("INSERT INTO lists VALUES (?, ?)", (sha256, page))

    def is_page(self, sha256: str) -> bool:
        """Whether a page of changes with this hash is known, and so everything before it."""
        asked = "SELECT 1 FROM lists WHERE sha256 = ? AND page IS NOT NULL"
        return self._db.execute(asked, (sha256,)).fetchone() is not None

    def keep_events(self, events: Iterable[listings.Event]) -> None:
        """Keep events by number. Only while switching."""
        rows = ((event.number, _encode(event)) for event in events)
        self._db.executemany("INSERT INTO events VALUES (?, ?)", rows)

    def events(self, after: int) -> list[bytes]:
        """As JSON, by number."""
        found = self._db.execute("SELECT said FROM events WHERE number > ? ORDER BY number", (after,))
        return [said for (said,) in found]


AGAIN = f"Ta bort {NAME} och hämta om."


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Say what went wrong with a file or the disk. Raises CopyError; what was written before holds."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise CopyError(_FULL.format(folder)) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise CopyError(f"{folder / NAME} används av ett annat program. Försök igen senare.") from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise CopyError(f"{folder / NAME} är skadad. {AGAIN}") from error
        raise CopyError(f"{folder / NAME} går inte att använda: {error}.") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:  # what a sender says is read in another place
        raise NotTrustedError(f"{folder / NAME} är skadad: {error}. {AGAIN}") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CopyError(_FULL.format(folder)) from error
        raise CopyError(f"{error.filename or folder} går inte att använda: {error.strerror}.") from error


_FULL = "Disken med {} är full. Kopian är orörd; gör plats och kör igen."


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=30, isolation_level=None)
    db.execute(f"PRAGMA page_size = {PAGE}")
    db.execute("PRAGMA journal_mode = WAL")  # who reads meanwhile reads on, in the copy as it was
    db.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    return db


_SHUT = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def _connect_reading(path: Path) -> tuple[sqlite3.Connection, tuple[object, ...]]:
    """A connection, and what the file looks like when nothing keeps writers out while it is read."""
    address = path.resolve().as_uri()
    looks = _looks(path)
    db = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=30, isolation_level=None)
    try:
        db.execute("SELECT 1 FROM state").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _SHUT:
            raise
        db.close()  # a folder that we may not write in, and nobody writes there now
        return sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None), looks
    return db, ()


def _looks(path: Path) -> tuple[object, ...]:
    found = path.stat()
    beside = path.with_name(f"{path.name}-wal")
    return found.st_ino, found.st_size, found.st_mtime_ns, beside.exists()
