"""Whom the copy trusts: the chain from a root that was handed over, by The Update Framework (python-tuf)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tuf.api import exceptions
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp  # type: ignore[attr-defined]
from tuf.ngclient.config import UpdaterConfig
from tuf.ngclient.fetcher import FetcherInterface
from tuf.ngclient.updater import Updater

from rodtrad.feed.addresses import ARCHIVE, MANIFEST, METADATA, signed_at
from rodtrad.region.documents import SHA256
from rodtrad.region.errors import CopyError, NotTrustedError, StaleError
from rodtrad.region.fetching import Fetching, MissingError

_LONGEST_ROOT = 512_000

ROLES: Mapping[str, Any] = {one.type: one for one in (Root, Timestamp, Snapshot, Targets)}
"""What signs each part of the metadata, in the order in which they vouch for each other."""


@dataclass(frozen=True, slots=True)
class Target:
    """A signed file: where it lies, its hash and length."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Trusted:
    """What is signed now."""

    manifest: Target
    archive: Target | None
    expires: datetime
    """When nobody vouches for it any longer."""
    metadata: Mapping[str, bytes]
    """What says so, by role: to check the copy by without the sender."""


class _Metadata(FetcherInterface):
    """The sender's metadata, for python-tuf. The timestamp is fetched only when it is another."""

    def __init__(self, fetching: Fetching, folder: Path, tag: str) -> None:
        self._fetching, self._kept = fetching, folder / f"{Timestamp.type}.json"
        self.tag = tag
        """Hash of a timestamp, and the ETag that the sender gave it."""

    def _fetch(self, url: str) -> Iterator[bytes]:
        yield self.download_bytes(url, _LONGEST_ROOT)

    def download_bytes(self, url: str, max_length: int) -> bytes:
        name = url.rpartition("/")[2]
        known, etag = self._known() if name == self._kept.name else (b"", "")
        try:
            data, etag = self._fetching.get(f"{METADATA}/{name}", max_length, etag)
        except MissingError as error:
            raise exceptions.DownloadHTTPError(str(error), error.status) from error
        data = known if data is None else data
        if name == self._kept.name:
            self.tag = f"{hashlib.sha256(data).hexdigest()} {etag}" if etag else ""
        return data

    def _known(self) -> tuple[bytes, str]:
        """The timestamp that is here, and the ETag of exactly that."""
        sha256, _, etag = self.tag.partition(" ")
        data = self._kept.read_bytes() if self._kept.exists() else b""
        return (data, etag) if hashlib.sha256(data).hexdigest() == sha256 else (b"", "")


def refresh(
    folder: Path, fetching: Fetching, *, root: bytes | None, now: datetime, tag: str = ""
) -> tuple[Trusted, str]:
    """What the sender has signed by now, and a tag to ask by the next time, from `root` or what was trusted before.

    Raises NotTrustedError, StaleError, NotFetchedError and OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    metadata = _Metadata(fetching, folder, tag)
    address = f"{fetching.shown}{METADATA}/"
    config = UpdaterConfig(max_delegations=0)
    try:
        updater = Updater(str(folder), address, fetcher=metadata, config=config, bootstrap=root)
        # The library takes the time when it starts, and has no other way to be told another.
        updater._trusted_set.reference_time = now
        updater.refresh()
        manifest, archive = (updater.get_targetinfo(name) for name in (MANIFEST, ARCHIVE))
    except exceptions.ExpiredMetadataError as error:
        raise StaleError(
            f"Kopian är inaktuell: avsändarens underskrift har gått ut ({error}). "
            "Den som finns kan läsas tills vidare. Hör av dig till avsändaren."
        ) from error
    except exceptions.DownloadHTTPError as error:
        raise CopyError(f"{error} Är adressen rätt?") from error
    except exceptions.RepositoryError as error:
        raise NotTrustedError(_words(error)) from error
    if manifest is None:
        raise NotTrustedError("Avsändaren har inte undertecknat någon förteckning (manifest.json).")
    kept = {role: (folder / f"{role}.json").read_bytes() for role in ROLES}
    said = Trusted(
        _target(manifest, MANIFEST),
        _target(archive, ARCHIVE) if archive else None,
        min(Metadata[Any].from_bytes(data).signed.expires for data in kept.values()),
        kept,
    )
    return said, metadata.tag


def first_root(fetching: Fetching) -> bytes:
    """The first root as the sender itself hands it out: nobody else has vouched for it. Raises NotFetchedError."""
    data, _ = fetching.get(f"{METADATA}/1.root.json", _LONGEST_ROOT)
    return data or b""


def signed_manifest(kept: Mapping[str, bytes]) -> tuple[Target, datetime]:
    """The manifest that a copy's own metadata vouches for, by role, and until when; it may have expired.

    Raises NotTrustedError when it does not.
    """
    try:
        said = {role: Metadata[Any].from_bytes(kept[role]) for role in ROLES}
        for role, one in said.items():
            said[Root.type].verify_delegate(role, one)
        timestamp, snapshot, targets = (said[role].signed for role in (Timestamp.type, Snapshot.type, Targets.type))
        timestamp.snapshot_meta.verify_length_and_hashes(kept[Snapshot.type])
        named = snapshot.meta["targets.json"]
        named.verify_length_and_hashes(kept[Targets.type])
        if (timestamp.snapshot_meta.version, named.version) != (snapshot.version, targets.version):
            raise ValueError("of different publications")
        return _target(targets.targets[MANIFEST], MANIFEST), min(one.signed.expires for one in said.values())
    except (exceptions.RepositoryError, ValueError, KeyError, AttributeError) as error:
        raise NotTrustedError(f"Kopians underskrift stämmer inte ({error}).") from error


def check_follows(root: bytes, first: bytes, folder: Path) -> None:
    """Raise NotTrustedError unless a copy's root is `first`, or comes after it, each signed by the one before."""
    try:
        last, trusted = Metadata[Root].from_bytes(root), Metadata[Root].from_bytes(first)
        while trusted.signed.version < last.signed.version:
            number = trusted.signed.version + 1
            kept = folder / METADATA / "root_history" / f"{number}.root.json"
            after = Metadata[Root].from_bytes(root if number == last.signed.version else kept.read_bytes())
            trusted.verify_delegate(Root.type, after)
            trusted = after
        same = trusted.signed == last.signed
    except (exceptions.RepositoryError, ValueError, FileNotFoundError) as error:
        raise NotTrustedError(_STRANGER.format(f" ({error})")) from error
    if not same:
        raise NotTrustedError(_STRANGER.format(""))


_STRANGER = "Kopian är inte undertecknad av den som har lämnat root-filen{}. Ta bort mappen och hämta om med --root."


def _target(info: TargetFile, name: str) -> Target:
    sha256 = info.hashes.get("sha256", "")
    if not SHA256.fullmatch(sha256):
        raise NotTrustedError(f"Avsändaren har undertecknat {name} utan kontrollsumma.")
    return Target(signed_at(name, sha256), sha256, info.length)


def _words(error: Exception) -> str:
    match error:
        case exceptions.BadVersionNumberError():
            said = "Servern lämnar äldre uppgifter än de som redan har hämtats"
        case exceptions.UnsignedMetadataError():
            said = "Underskriften stämmer inte: ändrade uppgifter, eller en nyckel som inte gäller"
        case exceptions.LengthOrHashMismatchError():
            said = "Uppgifter som hör ihop stämmer inte med varandra"
        case _:
            said = "Uppgifterna om vad som är undertecknat går inte att läsa"
    return f"{said} ({error}). Kopian är orörd. Försök igen senare; händer det igen, hör av dig till avsändaren."
