"""What is done to a state by whoever has keys of the sender: some that were stolen, or all, or none that hold."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tarfile
from collections.abc import Callable, Mapping
from typing import Any, Literal

from rodtrad.conformance.harms import NEWS, document, manifest, metadata
from rodtrad.conformance.sender import Harm, Served, put
from rodtrad.delivery import signing
from rodtrad.delivery.keys import Role, load
from rodtrad.delivery.metadata import (
    CryptoSigner,
    Metadata,
    MetaFile,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from rodtrad.feed.addresses import ARCHIVE, MANIFEST, RELEASED
from rodtrad.feed.canonical import canonical, sha256
from rodtrad.zstandard import zstd

YEAR = dt.timedelta(days=365)


def signed_by_nobody(*roles: Role) -> Harm:
    """New metadata of these roles is signed with keys that no root knows."""
    return lambda state: sign_anew(state, {role: CryptoSigner.generate_ed25519() for role in roles})


def signed_by_stolen(*roles: Role) -> Harm:
    """The same, with keys that a root knew once."""

    def harm(state: Served) -> None:
        known = load(state.sender.stolen)
        sign_anew(state, {role: known.signer(role) for role in roles})

    return harm


def first_root_again(state: Served) -> None:
    """The first state is served again, signed anew with its stolen keys: as if no root had followed."""
    shutil.rmtree(state.folder)
    shutil.copytree(state.earlier[0], state.folder)
    known = load(state.sender.stolen)
    roles: tuple[Role, ...] = ("targets", "snapshot", "timestamp")
    for _ in range(9):  # past every version that the client has seen
        sign_anew(state, {role: known.signer(role) for role in roles})


def older_snapshot(state: Served) -> None:
    """By a thief of the timestamp's key."""
    sign_anew(state, {}, snapshot=1)


def older_targets(state: Served) -> None:
    """By a thief of the keys of timestamp and snapshot."""
    sign_anew(state, {}, targets=1)


def expired(role: Role) -> Harm:
    """What is signed in a role has ended; what points to it has not."""
    return lambda state: sign_anew(state, {}, until={role: state.sender.now - dt.timedelta(days=1)})


def forged(edit: Callable[[Lists], object]) -> Harm:
    """The lists say something else, and that is signed with every key that is needed."""

    def harm(state: Served) -> None:
        lists = Lists(state)
        edit(lists)
        lists.write()

    return harm


def with_archive(make: Callable[[Served], bytes] | None) -> Harm:
    """Another archive is signed, or none."""

    def harm(state: Served) -> None:
        _sign(state, manifest(state).read_bytes(), make(state) if make else None)

    return harm


def no_manifest(state: Served) -> None:
    """What is signed says nothing of a manifest."""
    said = Metadata[Targets].from_bytes(metadata("targets")(state).read_bytes()).signed.targets
    sign_anew(state, {}, signed={name: one for name, one in said.items() if name != MANIFEST})


def shard_outside(state: Served) -> None:
    """A list lies where names lead that nobody should follow."""
    lists = Lists(state)
    entry = lists.manifest["shards"][lists.shard]
    data = (state.home / entry["path"]).read_bytes()
    entry["path"] = f"manifest/../../{OUTSIDE}/forteckning.json"
    put(state.home.parent / OUTSIDE / "forteckning.json", data)
    data = canonical(lists.manifest)
    put(state.home / MANIFEST, data)
    _sign(state, data)


class Lists:
    """The lists of a state, as JSON to be altered; bytes are written as they are."""

    def __init__(self, state: Served) -> None:
        self.state = state
        self.manifest: Any = json.loads(manifest(state).read_bytes())
        self.shards: list[Any] = [self._read(entry) for entry in self.manifest["shards"]]
        self.page: Any = self._read(self.manifest["changes"])

    @property
    def shard(self) -> int:
        """Number of the shard that speaks of the news."""
        return next(n for n, shard in enumerate(self.shards) if any(d["key"] == NEWS for d in shard["documents"]))

    def document(self, key: str = NEWS) -> Any:
        """What is said of a document."""
        return next(document for shard in self.shards for document in shard["documents"] if document["key"] == key)

    def put(self, data: bytes, path: str | None = None) -> None:
        """Let the newest version of the news be other bytes, with the hash that is right; or lie elsewhere."""
        entry = self.document()["files"][-1]
        entry.update(path=path or entry["path"], sha256=sha256(data), bytes=len(data))
        place = (self.state.home / entry["path"]).resolve()
        if not place.is_relative_to(self.state.folder.resolve()):
            raise ValueError(f"{path} leads out of what is served")
        put(place, data)

    def newest(self) -> Any:
        """What the newest version of the news says."""
        return json.loads(document(self.state).read_bytes())

    def write(self) -> None:
        """Write the lists under their hashes, and sign."""
        if not isinstance(self.manifest, bytes):
            self.manifest["shards"] = [self._entry("manifest", shard) for shard in self.shards]
            if not self.page["sealed"]:
                self.manifest["changes"] = self._entry("manifest/andringar", self.page)
        data = _bytes(self.manifest)
        put(self.state.home / MANIFEST, data)
        _sign(self.state, data)

    def _read(self, entry: Any) -> Any:
        return json.loads((self.state.home / entry["path"]).read_bytes())

    def _entry(self, folder: str, value: object) -> dict[str, Any]:
        data = _bytes(value)
        path = f"{folder}/{sha256(data)}.json"
        put(self.state.home / path, data)
        return {"path": path, "sha256": sha256(data), "bytes": len(data)}


OUTSIDE = "utanfor"
"""Name of a folder beside the client's own, where nothing may be written."""

DEEP = b'{"documents":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
"""JSON that exhausts whoever reads it by calling itself."""

NO_JSON = b"\xff\xfe Inte JSON"


def names_that_lead_out(state: Served) -> bytes:
    """An archive of the right files, each with a name that lies outside the folder where it is unpacked."""
    files = {f"../{OUTSIDE}/{path.name}": path.read_bytes() for path in state.home.glob("*/*/*.json")}
    return zstd.compress(b"".join(_member(name, len(data)) + _padded(data) for name, data in files.items()), 3)


def archive_bomb(_: Served) -> bytes:
    """An archive that unpacks to ten thousand times its length."""
    squeeze, piece = zstd.ZstdCompressor(3), b"\0" * (1 << 20)
    head = squeeze.compress(_member("vardforlopp/ett/1.0.0.json", 128 << 20))
    return head + b"".join(squeeze.compress(piece) for _ in range(128)) + squeeze.flush()


def _member(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf()


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % tarfile.BLOCKSIZE)


def sign_anew(
    state: Served,
    signers: Mapping[Role, CryptoSigner],
    *,
    signed: Mapping[str, TargetFile] | None = None,
    targets: int | None = None,
    snapshot: int | None = None,
    until: Mapping[Role, dt.datetime] | None = None,
) -> None:
    """New targets, snapshot and timestamp, with the sender's own keys where none is given.

    `signed` are other targets; `targets` and `snapshot` the versions that are pointed to, where not the new ones.
    """
    known = load(state.sender.keys)
    old: Any = {role: Metadata.from_bytes(metadata(role)(state).read_bytes()).signed for role in _ROLES}
    new = {role: metadata_of.version + 1 for role, metadata_of in old.items()}
    meta = {"targets.json": MetaFile(targets or new["targets"])}
    kinds: dict[Role, Any] = {
        "targets": Targets(targets=dict(old["targets"].targets if signed is None else signed)),
        "snapshot": Snapshot(meta=meta),
        "timestamp": Timestamp(snapshot_meta=MetaFile(snapshot or new["snapshot"])),
    }
    for role, kind in kinds.items():
        kind.version = new[role]
        kind.expires = ((until or {}).get(role) or state.sender.now + YEAR).replace(microsecond=0)
        said: Metadata[Any] = Metadata(kind)
        said.sign(signers.get(role) or known.signer(role))
        place = signing.place(RELEASED, role, None if role == "timestamp" else kind.version)
        put(state.folder / place, said.to_bytes())


_ROLES: tuple[Role, ...] = ("targets", "snapshot", "timestamp")


def _sign(state: Served, data: bytes, archive: bytes | Literal[False] | None = False) -> None:
    """Sign a manifest; the archive stays unless another is given, or None."""
    said = Metadata[Targets].from_bytes(metadata("targets")(state).read_bytes()).signed.targets
    named = {**said, MANIFEST: signing.target(MANIFEST, data)}
    files = {MANIFEST: data}
    if archive is None:
        named.pop(ARCHIVE, None)
    elif archive is not False:
        named[ARCHIVE] = signing.target(ARCHIVE, archive)
        files[ARCHIVE] = archive
    for name, content in files.items():
        put(state.folder / signing.at(RELEASED, name, sha256(content)), content)
    sign_anew(state, {}, signed=named)


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else canonical(value)
