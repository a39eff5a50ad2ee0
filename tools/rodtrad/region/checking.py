"""A copy checked against what was signed, without the sender: every blob by hash, every row by what it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from rodtrad.feed.listings import Event, Manifest, Register, ShardEntry
from rodtrad.region.copy import AGAIN, Copy
from rodtrad.region.documents import Selection, check_said, decoded, in_shard, manifest_of
from rodtrad.region.errors import NotTrustedError
from rodtrad.region.history import events_in, read_page

MOST = 10
"""Damaged files that are named."""

_register = msgspec.json.Decoder(Register)


def verify(copy: Copy, selection: Selection, folder: Path, root: bytes | None = None) -> int:
    """Return the number of files that were checked. Raises NotTrustedError, which names what is damaged.

    With a `root` that was handed over, who has signed the copy is checked too; else it vouches for itself.
    """
    from rodtrad.region.trust import ROLES, check_follows, signed_manifest

    if root is not None:
        check_follows(copy.state("root"), root, folder)
    target, expires = signed_manifest({role: copy.state(role) for role in ROLES})
    damaged: list[str] = []
    manifest = manifest_of(_whole(copy, ShardEntry(path=target.path, sha256=target.sha256, bytes=target.bytes)))
    signed = {
        "expires": expires.isoformat(),
        "manifest": target.sha256,
        "sequence": str(manifest.sequence),
        "environment": manifest.environment,
    }
    for name, value in signed.items():
        if copy.state(name) != value.encode():
            raise NotTrustedError(f"Kopian är skadad: {name} är inte {value}, som är undertecknat. {AGAIN}")
    for entry in manifest.registers:
        _whole(copy, entry)
    count = 1 + len(manifest.registers) + _pages(copy, manifest, selection)
    rows = copy.rows()
    files = {path: (key, sha256) for path, key, sha256 in copy.files()}
    additions = []
    for entry in manifest.shards:
        count += 1
        for document, said in in_shard(_whole(copy, entry), entry.path, selection.environment):
            if document.region:
                additions.append(document)
            if rows.get(document.key) != said:
                if selection.takes(document):
                    damaged.append(document.key)
                continue
            del rows[document.key]
            for file in document.files:
                count += 1
                row = files.pop(file.path, None)
                try:
                    _whole(copy, file)
                    noted = copy.said(file.sha256)
                    good = noted is not None and row == (document.key, file.sha256)
                    if noted:
                        check_said(document, file, noted, selection.environment)
                except NotTrustedError:
                    good = False
                damaged += [] if good else [file.path]
    inherited, _ = selection.inherited(additions, copy.said)
    damaged += [document.key for document in inherited if copy.document(document.key) is None]
    damaged += [*rows, *(path for path, (key, _) in files.items() if key not in rows)]
    if damaged:
        more = f" och {len(damaged) - MOST} till" if len(damaged) > MOST else ""
        raise NotTrustedError(f"Kopian är skadad: {', '.join(sorted(damaged)[:MOST])}{more}. {AGAIN}")
    return count


def _pages(copy: Copy, manifest: Manifest, selection: Selection) -> int:
    """Check the events; return the number of pages."""
    entry: ShardEntry | None = manifest.changes
    found: list[list[Event]] = []
    while entry is not None:
        page = read_page(_whole(copy, entry), entry.path, selection.environment)
        found.append(page.events)
        entry = page.previous
    said = [event for events in reversed(found) for event in events]
    if said != events_in(copy, 0) or [event.number for event in said] != list(range(1, manifest.sequence + 1)):
        raise NotTrustedError(f"Kopian är skadad: händelserna är inte de som är undertecknade. {AGAIN}")
    return len(found)


def _whole(copy: Copy, entry: ShardEntry) -> bytes:
    data = copy.blob(entry.sha256)
    if (hashlib.sha256(data).hexdigest(), len(data)) != (entry.sha256, entry.bytes):
        raise NotTrustedError(f"Kopian är skadad: {entry.path}. {AGAIN}")
    return data


def registers(copy: Copy, manifest: Manifest) -> Iterator[tuple[Register, bytes]]:
    """Every register, and its bytes. Raises NotTrustedError."""
    for entry in manifest.registers:
        data = copy.blob(entry.sha256)
        yield decoded(_register, data, entry.path), data


def register(copy: Copy, manifest: Manifest, name: str) -> tuple[Register, bytes]:
    """One register, and its bytes. Raises KeyError and NotTrustedError."""
    for said, data in registers(copy, manifest):
        if said.id == name:
            return said, data
    raise KeyError(f"register/{name}")
