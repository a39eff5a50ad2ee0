"""How what is kept is packed, and how an archive is read: a stream of members, none of which is written anywhere."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import IO, cast

from rodtrad.region.errors import NotTrustedError
from rodtrad.zstandard import zstd

WINDOW = 25
"""Power of two: an archive that asks for more memory than 32 MiB to be read is refused."""

_BLOCK = 512
_REGULAR = b"0\0"
_PIECE = 1024 * 1024

LEVEL = 1
"""The least: a first import packs everything, and level 3 would take a quarter more time for 3 % less space."""


def pack(data: bytes) -> bytes:
    return zstd.compress(data, LEVEL)


def unpack(data: bytes, length: int) -> bytes:
    """What was packed, of known length. Raises ValueError when it is not."""
    try:
        found = zstd.ZstdDecompressor().decompress(data, length + 1)
    except zstd.ZstdError as error:
        raise ValueError("damaged") from error
    if len(found) != length:
        raise ValueError("damaged")
    return found


def members(archive: Path, sizes: Container[int], most: int) -> Iterator[bytes]:
    """The content of the members of a `.tar.zst` that are of one of these sizes; no more than `most` bytes are read.

    Names, links and folders in it are nothing to us. Raises NotTrustedError for what is no such archive.
    """
    options = {int(zstd.DecompressionParameter.window_log_max): WINDOW}
    try:
        with zstd.open(archive, "rb", options=options) as stream:
            yield from _members(_Bounded(cast("IO[bytes]", stream), most), sizes)
    except (zstd.ZstdError, EOFError, ValueError) as error:
        raise NotTrustedError(f"Arkivet går inte att läsa ({error}). Hör av dig till avsändaren.") from error


class _Bounded:
    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most

    def exactly(self, count: int) -> bytes:
        self._left -= count
        if self._left < 0:
            raise ValueError("det packar upp till mer än det får")
        parts = []
        while count:
            part = self._stream.read(min(count, _PIECE))
            if not part:
                raise EOFError("det tar slut mitt i")
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def skip(self, count: int) -> None:
        while count:
            piece = min(count, _PIECE)
            self.exactly(piece)
            count -= piece


def _members(stream: _Bounded, sizes: Container[int]) -> Iterator[bytes]:
    while (head := stream.exactly(_BLOCK)).strip(b"\0"):
        size, kind = int(head[124:136].strip(b" \0") or b"0", 8), head[156:157]
        if size < 0:
            raise ValueError("en längd är negativ")
        padding = -size % _BLOCK
        if kind in _REGULAR and size in sizes:
            yield stream.exactly(size)
            stream.skip(padding)
        else:
            stream.skip(size + padding)
