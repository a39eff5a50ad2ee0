"""What is signed: which manifest and archive hold (targets), in one state (snapshot), and until when (timestamp)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from rodtrad.delivery.keys import Keys, Role
from rodtrad.delivery.metadata import (
    CryptoSigner,
    Metadata,
    MetaFile,
    RepositoryError,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from rodtrad.delivery.refusing import RefusedError
from rodtrad.delivery.stores import Store
from rodtrad.feed.addresses import METADATA, signed_at

LASTS = dt.timedelta(days=365)
"""How long targets and snapshot hold."""

EARLY = dt.timedelta(days=90)
"""What has less left is signed anew."""

TIMESTAMP_LASTS = dt.timedelta(days=30)

WRONG = dt.timedelta(hours=1)
"""By how much two clocks may differ."""


@dataclass(frozen=True)
class State:
    """What readers see: the signed metadata in a store."""

    home: str
    """Where it lies: `api/v1`."""
    root: int
    """Version of the newest root that readers can get; 0 where nothing is published."""
    timestamp: bytes | None = None
    """As it is published."""
    versions: Mapping[Role, int] | None = None
    expires: Mapping[Role, dt.datetime] | None = None
    targets: Mapping[str, TargetFile] | None = None

    def target(self, name: str) -> TargetFile | None:
        return (self.targets or {}).get(name)


def place(home: str, role: Role, version: int | None = None) -> str:
    """Where metadata lies, relative to the site's root."""
    return f"{home}/{METADATA}/{f'{version}.' if version else ''}{role}.json"


def at(home: str, name: str, sha256: str) -> str:
    """Where readers of the metadata fetch what is signed under a name."""
    return f"{home}/{signed_at(name, sha256)}"


def read(store: Store, home: str, keys: Keys) -> State:
    """What is published. Raises RefusedError when other keys have signed it, or newer ones than these."""
    names = (name.rpartition("/")[2] for name, _ in store.list(f"{home}/{METADATA}"))
    found = {name.partition(".")[0] for name in names if "root" in name}
    root = max((int(number) for number in found if number.isdecimal()), default=0)
    if root > max(keys.roots):
        raise RefusedError(f"Nycklarna i {keys.folder} är äldre än de som är publicerade: hämta de nya dit.")
    if root and store.read(place(home, "root", root)) != keys.roots[root]:
        raise RefusedError(f"Det som är publicerat är signerat med andra nycklar än de i {keys.folder}.")
    try:
        data = store.read(place(home, "timestamp"))
    except FileNotFoundError:
        return State(home, root)
    reader = _Reader(store, keys, home, root)
    try:
        timestamp = reader.read("timestamp", Timestamp)
        snapshot = reader.read("snapshot", Snapshot, timestamp.snapshot_meta.version)
        targets = reader.read("targets", Targets, snapshot.meta["targets.json"].version)
    except (RepositoryError, FileNotFoundError, KeyError) as error:
        raise RefusedError(
            f"Det som är publicerat under {home}/{METADATA} är skadat eller inte signerat med nycklarna i "
            f"{keys.folder} ({error}): återställ det ur en säkerhetskopia."
        ) from error
    signed: Mapping[Role, Timestamp | Snapshot | Targets] = {
        "timestamp": timestamp,
        "snapshot": snapshot,
        "targets": targets,
    }
    versions = {role: metadata.version for role, metadata in signed.items()}
    expires = {role: metadata.expires for role, metadata in signed.items()}
    return State(home, root, data, versions, expires, targets.targets)


def sign(store: Store, keys: Keys, state: State, targets: Mapping[str, TargetFile], *, now: dt.datetime) -> dt.datetime:
    """Sign what holds from now, the timestamp last; return until when.

    What is as before and has long left is kept. While a new root is on its way to readers, everything is signed with
    the old keys too: whoever has the one root or the other can read it. Of a key that is lost, some readers will have
    to try again.
    """
    _clock(state, now)
    writer = _Writer(store, keys, state, now)
    until = (now + LASTS).replace(microsecond=0)
    exchanged = state.root not in (0, max(keys.roots))
    if state.timestamp is None:
        writer.roots()
    renewed = {
        role: exchanged or state.expires is None or state.expires[role] - now < EARLY
        for role in ("targets", "snapshot")
    }
    versions = dict(state.versions or {})
    if renewed["targets"] or targets != state.targets:
        versions["targets"] = writer.put("targets", Targets(expires=until, targets=dict(targets)))
        renewed["snapshot"] = True
    if renewed["snapshot"]:
        meta = {"targets.json": MetaFile(versions["targets"])}
        versions["snapshot"] = writer.put("snapshot", Snapshot(expires=until, meta=meta))
    expires = (now + TIMESTAMP_LASTS).replace(microsecond=0)
    writer.swap(Timestamp(expires=expires, snapshot_meta=MetaFile(versions["snapshot"])))
    if state.timestamp is not None:
        writer.roots()
        if not exchanged:  # the run before this one has published the newest root: nobody is on their way to it
            keys.forget()
    return expires


def _clock(state: State, now: dt.datetime) -> None:
    """What is published was signed before now: from a clock that is slow, readers would get what has ended already."""
    until = state.expires["timestamp"] if state.expires else now
    if until - TIMESTAMP_LASTS > now + WRONG:
        raise RefusedError(
            f"Datorns klocka visar {now:%Y-%m-%d %H:%M}, men det som är publicerat undertecknades senare, "
            f"{until - TIMESTAMP_LASTS:%Y-%m-%d %H:%M}: ställ klockan. Ingenting är undertecknat."
        )


def target(name: str, data: bytes, **custom: object) -> TargetFile:
    """What is signed of some bytes."""
    return described(name, hashlib.sha256(data).hexdigest(), len(data), **custom)


def described(name: str, sha256: str, length: int, **custom: object) -> TargetFile:
    """The same, of what is not in memory."""
    return TargetFile(length, {"sha256": sha256}, name, {"custom": custom} if custom else {})


_Signed = TypeVar("_Signed", Timestamp, Snapshot, Targets)


@dataclass(frozen=True)
class _Reader:
    """Who can write in the store must not have us sign what they like: what is carried over must be ours."""

    store: Store
    keys: Keys
    home: str
    root: int

    def read(self, role: Role, kind: type[_Signed], version: int | None = None) -> _Signed:
        """Metadata that a root knows the key of. Raises RepositoryError and FileNotFoundError."""
        found: Metadata[_Signed] = Metadata.from_bytes(self.store.read(place(self.home, role, version)))
        if not isinstance(found.signed, kind) or version not in (None, found.signed.version):
            raise RepositoryError(f"{role} is something else")
        roots = [self.keys.newest.signed, *([self.keys.root(self.root)] if self.root else [])]
        for number, root in enumerate(roots, 1):
            try:
                root.verify_delegate(role, found.signed_bytes, found.signatures)
            except RepositoryError:
                if number == len(roots):
                    raise
            else:
                break
        return found.signed


@dataclass(frozen=True)
class _Writer:
    store: Store
    keys: Keys
    state: State
    now: dt.datetime

    def roots(self) -> None:
        """Put the roots that readers cannot get yet, oldest first: they follow them one by one."""
        for version in range(self.state.root + 1, max(self.keys.roots) + 1):
            self.store.write(place(self.state.home, "root", version), self.keys.roots[version])
        self.store.flush()

    def put(self, role: Role, signed: Targets | Snapshot) -> int:
        """Write a new version and return its number. One that a killed run has left was never referred to."""
        signed.version = self._next(role)
        self.store.write(place(self.state.home, role, signed.version), self._signed(role, signed))
        return signed.version

    def swap(self, signed: Timestamp) -> None:
        """The one write that readers wait for; all before it must be safe."""
        signed.version = self._next("timestamp")
        self.store.flush()
        self.store.swap(place(self.state.home, "timestamp"), self.state.timestamp, self._signed("timestamp", signed))

    def _next(self, role: Role) -> int:
        """Higher than any before, also than those that are forgotten when a store is restored from a backup."""
        return max((self.state.versions or {}).get(role, 0) + 1, int(self.now.timestamp()))

    def _signed(self, role: Role, signed: Targets | Snapshot | Timestamp) -> bytes:
        metadata: Metadata[Any] = Metadata(signed)
        for signer in self._signers(role):
            metadata.sign(signer, append=True)
        return metadata.to_bytes()

    def _signers(self, role: Role) -> Iterator[CryptoSigner]:
        newest: Root = self.keys.newest.signed
        yield self.keys.signer(role)
        if self.state.root:
            earlier = self.keys.root(self.state.root)
            if self.keys.public(role, earlier) != self.keys.public(role, newest) and self.keys.has(role, earlier):
                yield self.keys.signer(role, earlier)
