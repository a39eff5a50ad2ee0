"""The national texts that a region has fetched: a copy that `rodtrad pull` keeps, or a folder that holds a feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import msgspec

from rodtrad.errors import UsageError
from rodtrad.face import Face
from rodtrad.feed import models as m
from rodtrad.feed.addresses import RELEASED
from rodtrad.feed.faces import face_of, register_face
from rodtrad.feed.listings import Index
from rodtrad.feed.releases import KEY
from rodtrad.matter import SEMVER
from rodtrad.reader import kind_of


class Copy(Protocol):
    """What is asked of the texts, whoever keeps them."""

    @property
    def environment(self) -> m.Environment:
        """Only `production` holds."""

    @property
    def stale(self) -> bool:
        """Whether nobody vouches for it any longer: it must be fetched again."""

    def keys(self) -> Iterable[str]:
        """Of every document, sorted: `vardforlopp/sepsis`."""

    def current(self, key: str) -> bytes:
        """A document as it holds now, as JSON. Raises KeyError."""

    def version(self, key: str, version: str) -> bytes:
        """A released version. Raises KeyError."""

    def registers(self) -> Iterable[bytes]:
        """Every register, as JSON."""


def open_copy(path: Path) -> Copy:
    """The texts in a folder. Raises UsageError when it holds none."""
    pulled, *lists = _written_anew(path)
    if pulled.is_file():
        return Pulled(path)
    for index in lists:
        if index.is_file():
            return FeedFolder(index.parent)
    raise UsageError(f"{path} holds no national texts: fetch them with `rodtrad pull`, or name a folder with a feed")


def looks(path: Path) -> tuple[object, ...]:
    """What is another whenever the texts in a folder are."""
    found = [file.stat() for file in _written_anew(path) if file.is_file()]
    return tuple((stat.st_mtime_ns, stat.st_size, stat.st_ino) for stat in found)


def _written_anew(path: Path) -> Sequence[Path]:
    """Of a pulled copy, and of a folder with a feed or the site around it, the file that changes whenever they do."""
    from rodtrad.region.copy import NAME

    return path / NAME, path / "index.json", path / RELEASED / "index.json"


class Pulled:
    """A copy that `rodtrad pull` keeps: every byte was verified when it was fetched."""

    def __init__(self, folder: Path) -> None:
        """Raises UsageError when nothing has been fetched yet, or the file is damaged."""
        from rodtrad.region import Mirror

        self._mirror = Mirror(folder)
        with _told():
            self.environment = self._mirror.manifest.environment

    def keys(self) -> Iterable[str]:
        with _told():
            return self._mirror.keys()

    def current(self, key: str) -> bytes:
        with _told():
            return self._mirror.current(key)

    def version(self, key: str, version: str) -> bytes:
        with _told():
            return self._mirror.version(key, version)

    def registers(self) -> Iterable[bytes]:
        with _told():
            return list(self._mirror.registers())

    @property
    def stale(self) -> bool:
        with _told():
            return self._mirror.stale


@contextmanager
def _told() -> Iterator[None]:
    """What is wrong with a pulled copy ends the command."""
    from rodtrad.region import CopyError

    try:
        yield
    except CopyError as error:
        raise UsageError(str(error)) from error


class FeedFolder:
    """A folder with a feed, such as `api/v1`. Nothing in it is verified: it is for trying, and for the sender's own."""

    stale = False

    def __init__(self, home: Path) -> None:
        """Raises UsageError unless it has the list of a feed."""
        self.home = home
        try:
            self._index = msgspec.json.decode((home / "index.json").read_bytes(), type=Index)
        except (msgspec.MsgspecError, OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{home / 'index.json'} is not the list of a feed: {error}") from error
        self._keys = {key for one in self._index.documents if KEY.fullmatch(key := one.url.removesuffix(".json"))}

    @property
    def environment(self) -> m.Environment:
        return self._index.environment

    def keys(self) -> Iterable[str]:
        return sorted(self._keys)

    def current(self, key: str) -> bytes:
        return self._read(key, f"{key}.json")

    def version(self, key: str, version: str) -> bytes:
        if not SEMVER.fullmatch(version):
            raise KeyError(version)
        return self._read(key, f"{key}/{version}.json")

    def registers(self) -> Iterator[bytes]:
        for path in sorted((self.home / "register").glob("*.json")):
            yield path.read_bytes()

    def _read(self, key: str, path: str) -> bytes:
        if key not in self._keys:
            raise KeyError(key)
        try:
            return (self.home / path).read_bytes()
        except FileNotFoundError as error:
            raise KeyError(path) from error


def national_faces(copy: Copy, local: Iterable[str]) -> list[Face]:
    """The faces of what a copy holds, but for those whose file is among the project's own, by path.

    Raises UsageError when the copy holds what is no document.
    """
    own = {f"{found[1]}/{found[2]}" for path in local if (found := kind_of(path))}
    others = sorted({*copy.keys()} - own)
    try:
        faces = [face_of(copy.current(key)) for key in others]
        faces += [face for data in copy.registers() if (face := register_face(data)).key not in own]
    except (msgspec.MsgspecError, ValueError, KeyError) as error:
        raise UsageError(f"the national texts cannot be read: {error}") from error
    return faces
