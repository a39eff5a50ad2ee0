"""The first import: one archive instead of thousands of files; every byte of it is checked before it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from pathlib import Path

from rodtrad.region.copy import PARTIAL
from rodtrad.region.errors import NotTrustedError
from rodtrad.region.fetching import Fetching, MissingError
from rodtrad.region.packing import members
from rodtrad.region.trust import Target

_PIECE = 1024 * 1024


def from_archive(
    fetching: Fetching,
    folder: Path,
    archive: Target,
    sizes: Container[int],
    most: int,
    progress: Callable[[int, int], None],
) -> Iterator[tuple[str, bytes]]:
    """Hash and bytes of the members of the archive that have one of the sizes; none when the sender has lost it.

    Raises NotTrustedError for an archive that is not the signed one. What a killed run has fetched of it is used.
    """
    path = folder / f"{archive.sha256}{PARTIAL}"
    for left in folder.glob(f"*{PARTIAL}"):
        if left != path:
            left.unlink()
    with suppress(MissingError):
        _download(fetching, path, archive, progress)
        for data in members(path, sizes, most):
            yield hashlib.sha256(data).hexdigest(), data
    path.unlink(missing_ok=True)


def _download(fetching: Fetching, path: Path, archive: Target, progress: Callable[[int, int], None]) -> None:
    resumed = path.exists()
    fetching.download(archive.path, path, archive.bytes, lambda done: progress(done, archive.bytes))
    if _sha256(path) == archive.sha256:
        return
    path.unlink()
    if resumed:  # the half that was here may have been the wrong one
        _download(fetching, path, archive, progress)
        return
    raise NotTrustedError(
        "Arkivet är inte det som avsändaren har undertecknat: kontrollsumman stämmer inte. "
        "Inget i det har använts. Försök igen senare; händer det igen, hör av dig till avsändaren."
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
