"""One file with every file that never changes, for who has none of them yet; the same bytes whenever it is made."""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from rodtrad.delivery.refusing import RefusedError
from rodtrad.feed.listings import ShardEntry
from rodtrad.zstandard import zstd

LEVEL = 12
"""Of compression: a third more effort than is usual for what is read more often than it is written."""

SHARE = 0.1
"""Of the bytes that it should hold; when more are missing it is worth making anew."""


def write(target: Path, home: Path, entries: Mapping[str, ShardEntry]) -> None:
    """Write the archive of files below `home`: names in order, no times, no owners. One file at a time is in memory.

    Raises RefusedError for a file that is not what it was when its entry was read.
    """
    with (
        zstd.open(target, "wb", level=LEVEL) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in sorted(entries):
            data = (home / path).read_bytes()
            if hashlib.sha256(data).hexdigest() != entries[path].sha256:
                raise RefusedError(f"{home / path} ändrades under tiden: kör igen när flödet är färdigskrivet.")
            info = tarfile.TarInfo(path)
            info.size, info.mode = len(data), 0o644
            tar.addfile(info, io.BytesIO(data))


def lacks_much(wanted: Iterable[ShardEntry], held: Iterable[ShardEntry]) -> bool:
    """Whether who has unpacked what is held must fetch so much of what is wanted that a new archive is worth it."""
    has = {entry.sha256 for entry in held}
    sizes = {entry.sha256: entry.bytes for entry in wanted}
    missing = sum(size for sha256, size in sizes.items() if sha256 not in has)
    return missing > SHARE * sum(sizes.values())
