"""What is to be published: a folder with a feed and perhaps its site, where every file is what the manifest says."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from rodtrad.delivery.apart import check_file, check_known, check_said
from rodtrad.delivery.refusing import RefusedError
from rodtrad.feed.addresses import ARCHIVE, MANIFEST, METADATA, WORKING, home_of
from rodtrad.feed.listings import ChangePage, Listing, Manifest, Shard, ShardDocument, ShardEntry
from rodtrad.feed.models import Environment

_List = TypeVar("_List", bound=Listing)


@dataclass(frozen=True)
class Source:
    """A feed and its site in a folder. Paths are relative to the folder, but those in entries to the feed."""

    folder: Path
    home: str
    """Where the feed lies in the folder."""
    manifest: Manifest
    data: bytes
    """The manifest as it is written."""
    shards: Sequence[tuple[ShardEntry, Shard]]
    pages: Sequence[tuple[ShardEntry, ChangePage]]
    """The pages of changes, oldest first."""
    lasting: Mapping[str, ShardEntry]
    """Every file that never changes, by its path in the feed."""
    passing: Mapping[str, str]
    """The hash of every other file, by path."""

    @property
    def lasting_places(self) -> set[str]:
        """Paths in the folder of what never changes."""
        return {f"{self.home}/{path}" for path in self.lasting}

    @property
    def documents(self) -> Iterator[ShardDocument]:
        """Every document, with its files."""
        for _, shard in self.shards:
            yield from shard.documents


def read(folder: Path, environment: Environment) -> Source:
    """Read a folder and hash all that it holds. Raises RefusedError when it is of another environment, or not whole."""
    home = home_of(environment)
    data = _bytes(folder / home / MANIFEST)
    manifest = decoded(data, Manifest, environment)
    listed = ((entry, _checked(folder / home, entry, environment)) for entry in manifest.shards)
    shards = [(entry, decoded(found, Shard, environment)) for entry, found in listed]
    pages = list(_pages(folder / home, manifest, environment))
    files = {file.path: file for _, shard in shards for document in shard.documents for file in document.files}
    for entry in (*manifest.registers, *files.values()):
        _checked(folder / home, entry, environment)
    lists = (*manifest.shards, *manifest.registers, *(entry for entry, _ in pages))
    lasting = {entry.path: entry for entry in lists}
    if environment != "draft":  # of a working text there is no version: its file changes
        lasting |= files
    keys = {document.key for _, shard in shards for document in shard.documents}
    passing = {}
    for path in _passing(folder, home):
        inside = path.removeprefix(f"{home}/")
        if inside not in lasting:
            if inside != path:
                check_known(inside, keys)
                check_file(folder, path, environment)
            passing[path] = _hash(folder, path)
    return Source(folder, home, manifest, data, shards, pages, lasting, passing)


def _passing(folder: Path, home: str) -> Iterator[str]:
    """Every file of the site and the feed, but what a publication makes itself."""
    walked = list(_walk(folder))
    there = set(walked)
    for path in walked:
        made = path.startswith((f"{home}/{METADATA}/", f"{home}/manifest/", f"{home}/{ARCHIVE}"))
        copy = path.endswith((".gz", ".br", ".zst")) and path.rpartition(".")[0] in there
        if belongs(path, home) and not made and not copy:
            if not _NAME.fullmatch(path):
                raise RefusedError(f"{path!r} har ett namn som en webbserver inte kan visa: byt namn på filen.")
            yield path


def belongs(path: str, home: str) -> bool:
    """Whether a file goes with a feed: all of the site but working texts, or these alone."""
    return path.startswith("utkast/") == (home == WORKING)


def decoded(data: bytes, model: type[_List], environment: Environment) -> _List:
    """A list of one environment; raises RefusedError for another's."""
    try:
        found = msgspec.json.decode(data, type=model)
    except msgspec.MsgspecError as error:
        raise RefusedError(f"Flödets manifest går inte att läsa: {error}. Gör om det med `rodtrad feed`.") from error
    if found.environment != environment:
        raise RefusedError(f"Flödet hör till miljön {found.environment}, men nycklarna till {environment}.")
    return found


def _pages(home: Path, manifest: Manifest, environment: Environment) -> Iterator[tuple[ShardEntry, ChangePage]]:
    found = []
    entry: ShardEntry | None = manifest.changes
    while entry:
        page = decoded(_checked(home, entry, environment), ChangePage, environment)
        found.append((entry, page))
        entry = page.previous
    yield from reversed(found)


_NAME = re.compile(r"(?!.*(?:^|/)\.{0,2}(?:/|$))[^\x00-\x1f\\\ud800-\udfff]+")


def _checked(home: Path, entry: ShardEntry, environment: Environment) -> bytes:
    if not _NAME.fullmatch(entry.path):
        raise RefusedError(f"Manifestet nämner {entry.path!r}, som inte är någon fil i flödet.")
    data = _bytes(home / entry.path)
    if len(data) != entry.bytes or hashlib.sha256(data).hexdigest() != entry.sha256:
        raise RefusedError(f"{entry.path} är inte den fil som manifestet nämner. Gör om flödet med `rodtrad feed`.")
    check_said(entry.path, data, environment)
    return data


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        said = f"{path} går inte att läsa ({error.strerror}). Gör flödet med `rodtrad feed` eller `rodtrad build`."
        raise RefusedError(said) from error


def hash_of(path: Path) -> str:
    """Hex digest of a file that need not fit in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{20}")
"""A key, wherever in a file it stands; a page may speak of keys."""

_LOOKED_AT = 1 << 20
"""Bytes of a file: no key is so long, nor what is put before one."""


def _hash(folder: Path, path: str) -> str:
    """The same, of a file that may be published."""
    with (folder / path).open("rb") as file:
        if _KEY.search(file.read(_LOOKED_AT)):
            raise RefusedError(f"{folder / path} är en privat nyckel: flytta den. Ingenting är publicerat.")
    return hash_of(folder / path)


def _walk(folder: Path) -> Iterator[str]:
    """Every file that is no link and not hidden; `.well-known` is made to be found."""
    base = os.fspath(folder)
    for here, folders, names in os.walk(base):
        folders[:] = sorted(name for name in folders if name[0] != "." or name == ".well-known")
        for name in sorted(names):
            full = os.path.join(here, name)  # noqa: PTH118 - thousands of files
            if name[0] != "." and os.path.isfile(full) and not os.path.islink(full):  # noqa: PTH113, PTH114
                yield os.path.relpath(full, base).replace(os.sep, "/")
