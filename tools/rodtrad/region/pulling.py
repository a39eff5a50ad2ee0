"""Bringing a copy up to date: what is signed, the shards that are touched, the files that are missing, one switch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from rodtrad.errors import UsageError
from rodtrad.feed.addresses import MANIFEST, METADATA
from rodtrad.feed.listings import Manifest, ShardEntry
from rodtrad.region import trust
from rodtrad.region.checking import register
from rodtrad.region.copy import Copy
from rodtrad.region.documents import (
    Document,
    Selection,
    in_shard,
    manifest_of,
    said_by,
    same_environment,
)
from rodtrad.region.errors import CopyError, NotTrustedError
from rodtrad.region.fetching import Fetching
from rodtrad.region.history import unknown
from rodtrad.region.importing import from_archive
from rodtrad.region.switching import Switched, switch
from rodtrad.region.words import Pulled

SHARE = 0.5
"""Of the bytes of all documents: when more is missing, the archive is fetched."""

_encode = msgspec.json.Encoder(order="sorted").encode


@dataclass(slots=True)
class Run:
    """One run: a copy, its sender, and what is to be taken."""

    copy: Copy
    fetching: Fetching
    folder: Path
    selection: Selection
    now: datetime
    progress: Callable[[int, int], None] = lambda _done, _all: None
    """Told how many bytes of how many there are."""
    manifest: Manifest = field(init=False)
    files: int = 0
    """Fetched so far."""

    def take(self, entry: ShardEntry) -> bytes:
        """A file that is signed for, from the copy or else from the sender."""
        if self.copy.has(entry.sha256):
            return self.copy.blob(entry.sha256)
        data = self.fetching.entry(entry)
        self.copy.put(entry.sha256, data)
        self.files += 1
        return data

    def take_documents(self, entries: list[ShardEntry], done: int = 0) -> None:
        """Fetch files of documents, a few at once."""
        total = done + sum(entry.bytes for entry in entries)
        for entry, data in self.fetching.each(entries):
            self.copy.put(entry.sha256, data, said_by(data, entry.path))
            self.files += 1
            done += len(data)
            self.progress(done, total)
        self.copy.flush()

    def stated(self, but: frozenset[str] = frozenset()) -> Iterator[tuple[str, Document, bytes]]:
        """Shard, document and the words about it, a shard at a time; without the shards that are excepted."""
        for entry in self.manifest.shards:
            if entry.sha256 not in but:
                for document, said in in_shard(self.copy.blob(entry.sha256), entry.path, self.selection.environment):
                    yield entry.sha256, document, said


def pull(run: Run, *, root: bytes | None, dry: bool = False) -> Pulled:
    """Bring the copy up to date, or only tell what would change.

    Raises CopyError, OSError and sqlite3.Error; the copy is then as it was, and what was fetched is not fetched again.
    """
    copy = run.copy
    kept = copy.state("environment").decode()
    if kept and kept != run.selection.environment:
        raise CopyError(f"Kopian är av miljön {kept}. Hämta {run.selection.environment} till en annan mapp.")
    tag = copy.state("tag").decode()
    signed, tag = trust.refresh(run.folder / METADATA, run.fetching, root=root, now=run.now, tag=tag)
    vouched = {
        "tag": tag.encode(),
        "expires": signed.expires.isoformat().encode(),
        **signed.metadata,
    }
    selection = _encode(run.selection)
    known = int(copy.state("sequence")) if kept else None
    same = copy.state("selection") == selection
    if known is not None and same and copy.state("manifest").decode() == signed.manifest.sha256:
        copy.remember(**vouched)
        return Pulled(known, known, len(copy.keys()), moved=run.fetching.moved, dry=dry)
    target = signed.manifest
    run.manifest = manifest_of(run.take(ShardEntry(path=target.path, sha256=target.sha256, bytes=target.bytes)))
    _check(run.manifest, run.selection, known or 0)
    _take_lists(run)
    _check_region(run)
    history = unknown(
        run.manifest.changes, run.manifest.sequence, known or 0, copy, run.selection.environment, run.take
    )
    copy.flush()
    untouched = frozenset(copy.shards() if same and not run.selection.region else ())
    inherited = _inherited(run)
    if not dry:
        _take_missing(run, untouched, inherited, signed.archive)
    state = {
        "environment": run.selection.environment.encode(),
        "manifest": target.sha256.encode(),
        "selection": selection,
        "sequence": str(run.manifest.sequence).encode(),
        **vouched,
    }
    done = switch(run, history, untouched, inherited, {} if dry else state, first=known is None)
    return _told(run, known, done, dry=dry)


def _told(run: Run, known: int | None, done: Switched, *, dry: bool) -> Pulled:
    return Pulled(
        known,
        run.manifest.sequence,
        done.documents,
        done.changes,
        done.conflicts,
        run.files,
        run.fetching.moved,
        dry,
    )


def _check(manifest: Manifest, selection: Selection, known: int) -> None:
    same_environment(manifest, MANIFEST, selection.environment)
    if not manifest.schema_version.startswith("1."):
        raise NotTrustedError(f"Flödet har version {manifest.schema_version}, som är nyare. Uppdatera rodtrad.")
    if manifest.sequence < known:
        raise NotTrustedError(
            f"Avsändaren är på händelse {manifest.sequence}, men kopian har redan {known}. "
            "Kopian är orörd. Hör av dig till avsändaren."
        )


def _take_lists(run: Run) -> None:
    """The shards and registers that are not here."""
    entries = {entry.sha256: entry for entry in (*run.manifest.shards, *run.manifest.registers)}
    missing = [entry for entry in entries.values() if not run.copy.has(entry.sha256)]
    for entry, data in run.fetching.each(missing):
        run.copy.put(entry.sha256, data)
        run.files += 1
    run.copy.flush()


def _check_region(run: Run) -> None:
    """A name that is misspelt would give no additions, and nobody would miss them."""
    if not run.selection.region:
        return
    with suppress(KeyError):
        said, _ = register(run.copy, run.manifest, "regioner")
        known = sorted(entry.id for entry in said.entries)
        if known and run.selection.region not in known:
            raise UsageError(f"{run.selection.region!r} is no region; choose one of {', '.join(known)}")


def _inherited(run: Run) -> frozenset[str]:
    """Keys of the additions that the region's own build on."""
    if not run.selection.region:
        return frozenset()
    additions = [document for _, document, _ in run.stated() if document.region]
    while True:
        found, unread = run.selection.inherited(additions, run.copy.said)
        if not unread:
            return frozenset(document.key for document in found)
        run.take_documents(unread)


def _take_missing(run: Run, untouched: frozenset[str], inherited: frozenset[str], archive: trust.Target | None) -> None:
    """The files that are named and not here: one by one, or by the archive when that is most of them."""
    missing: dict[str, ShardEntry] = {}
    whole = named = 0
    for _, document, _ in run.stated(untouched):
        named += sum(file.bytes + 2048 for file in document.files)
        if run.selection.takes(document) or document.key in inherited:
            for file in document.files:
                whole += file.bytes
                if not run.copy.has(file.sha256):
                    missing[file.sha256] = file
    left = sum(file.bytes for file in missing.values())
    if archive and not untouched and left > SHARE * whole:
        sizes = frozenset(file.bytes for file in missing.values())
        most = 2 * named + 64 * 1024 * 1024  # an honest archive is a bag of what is named, or was not long ago
        for sha256, data in from_archive(run.fetching, run.folder, archive, sizes, most, run.progress):
            if sha256 in missing:
                file = missing.pop(sha256)
                run.copy.put(sha256, data, said_by(data, file.path))
                run.files += 1
        run.copy.flush()
    run.take_documents(list(missing.values()))
