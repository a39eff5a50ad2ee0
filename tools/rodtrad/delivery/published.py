"""What readers have been given: a new publication may only add to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from rodtrad.delivery.metadata import TargetFile
from rodtrad.delivery.refusing import RefusedError
from rodtrad.delivery.signing import State, at
from rodtrad.delivery.source import Source, decoded
from rodtrad.delivery.stores import Store
from rodtrad.feed.addresses import ARCHIVE, MANIFEST
from rodtrad.feed.listings import ChangePage, Manifest, Shard, ShardEntry
from rodtrad.feed.models import Environment


def compared(store: Store, state: State, source: Source) -> set[str]:
    """What of a source is published already, of the files that never change; only shards that differ are read.

    Raises RefusedError when something that was given out would be taken back or changed.
    """
    manifest = _manifest(store, state, MANIFEST, source.manifest.environment)
    if manifest is None:
        return set()
    if source.manifest.sequence < manifest.sequence:
        raise RefusedError(
            f"Det som är publicerat har {manifest.sequence} händelser, men källan bara {source.manifest.sequence}: "
            "hämta de senaste utgåvorna till projektet och publicera igen."
        )
    there = {entry.path for entry in manifest.registers}
    new = {entry.sha256 for entry in source.manifest.shards}
    old = {entry.sha256 for entry in manifest.shards}
    for entry, shard in source.shards:
        if entry.sha256 in old:
            there |= {entry.path, *(file.path for document in shard.documents for file in document.files)}
    for entry in manifest.shards:
        if entry.sha256 not in new:
            shard = decoded(_fetched(store, state, entry), Shard, manifest.environment)
            there |= _kept(source, shard)
    return there | _pages(store, state, manifest, source)


def in_archive(store: Store, state: State, environment: Environment) -> list[ShardEntry]:
    """The files of documents in the archive that is published; none where there is none, or nobody can say."""
    manifest = _archived(store, state.home, state.target(ARCHIVE), environment)
    shards = manifest.shards if manifest else ()
    found = (decoded(_fetched(store, state, entry), Shard, environment) for entry in shards)
    return [file for shard in found for document in shard.documents for file in document.files]


def signed_places(store: Store, source: Source, targets: Mapping[str, TargetFile]) -> Iterator[str]:
    """Where the files lie that are signed, and the lists that the archive was made from."""
    home, environment = source.home, source.manifest.environment
    yield from (at(home, name, said.hashes["sha256"]) for name, said in targets.items())
    archive = targets.get(ARCHIVE)
    if archive and _made_from(archive) not in ("", targets[MANIFEST].hashes["sha256"]):
        yield at(home, MANIFEST, _made_from(archive))
        if manifest := _archived(store, home, archive, environment):
            yield from (f"{home}/{entry.path}" for entry in manifest.shards)


def lists(store: Store, home: str) -> list[str]:
    """The archives, manifests and shards in a store: of what was ever published, and of runs that were killed."""
    folder = f"{home}/manifest/"
    there = {path for path, _ in store.list(folder.rstrip("/")) if "/" not in path.removeprefix(folder)}
    return sorted(path for path in there if path.rpartition(".")[0] not in there)  # no compressed copies


def _made_from(archive: TargetFile) -> str:
    """Hash of the manifest that an archive was made from; "" when nobody can say."""
    said = (archive.custom or {}).get("manifest")
    return said if isinstance(said, str) else ""


def _archived(store: Store, home: str, archive: TargetFile | None, environment: Environment) -> Manifest | None:
    sha256 = _made_from(archive) if archive else ""
    return decoded(_read(store, at(home, MANIFEST, sha256), sha256), Manifest, environment) if sha256 else None


def _manifest(store: Store, state: State, name: str, environment: Environment) -> Manifest | None:
    said = state.target(name)
    if said is None:
        return None
    sha256 = said.hashes["sha256"]
    return decoded(_read(store, at(state.home, name, sha256), sha256), Manifest, environment)


def _kept(source: Source, shard: Shard) -> set[str]:
    """Files of a shard that are as they were; a version that was given out is for ever."""
    if source.manifest.environment == "draft":
        return set()
    kept = set()
    for document in shard.documents:
        for file in document.files:
            now = source.lasting.get(file.path)
            if now and now.sha256 != file.sha256:
                raise RefusedError(f"{file.path} är publicerad och får inte ändras: ge ut en ny version i stället.")
            if document.version and not now:
                raise RefusedError(
                    f"{file.path} är publicerad men finns inte i källan: hämta utgåvan till content/utgivet. "
                    "Det som inte gäller längre upphävs med `rodtrad withdraw`."
                )
            kept.add(file.path)
    return kept


def _pages(store: Store, state: State, manifest: Manifest, source: Source) -> set[str]:
    """Pages of changes that are as they were. Numbers that were given out keep their events."""
    now = {page.page: (entry, page) for entry, page in source.pages}
    there: set[str] = set()
    last: ShardEntry | None = manifest.changes
    while last:
        page = decoded(_fetched(store, state, last), ChangePage, manifest.environment)
        entry, new = now.get(page.page, (None, None))
        if new is None or entry is None or new.events[: len(page.events)] != page.events:
            raise RefusedError(
                f"Händelserna på sidan {page.page} är publicerade och får inte ändras: återställ content/utgivet/logg."
            )
        if entry.sha256 == last.sha256:  # and with it all pages before
            return there | {entry.path for entry, page in source.pages if page.page <= new.page}
        last = page.previous
    return there


def _fetched(store: Store, state: State, entry: ShardEntry) -> bytes:
    return _read(store, f"{state.home}/{entry.path}", entry.sha256)


def _read(store: Store, path: str, sha256: str) -> bytes:
    try:
        data = store.read(path)
    except FileNotFoundError:
        data = b""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise RefusedError(
            f"{path} är publicerad men skadad eller borta: återställ den ur en säkerhetskopia, eller publicera till en "
            "ny, tom adress."
        )
    return data
