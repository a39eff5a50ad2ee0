"""Words kept inside a PNG: what the picture shows goes with it, wherever it is moved."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def with_words(png: bytes, key: str, words: str) -> bytes:
    """The picture with a compressed text under `key`, in place of one that is there (PNG 1.2, 4.2.3.2)."""
    kept = [chunk for chunk in _chunks(png) if not _is_about(chunk, key)]
    said = key.encode("latin-1") + b"\0\0" + zlib.compress(words.encode(), 9)
    return _SIGNATURE + b"".join(_written(*chunk) for chunk in [*kept[:-1], (b"zTXt", said), kept[-1]])


def words_of(png: bytes, key: str) -> str:
    """The text under `key`; "" where there is none."""
    for chunk in _chunks(png):
        if _is_about(chunk, key):
            return zlib.decompress(chunk[1][len(key) + 2 :]).decode()
    return ""


def _is_about(chunk: tuple[bytes, bytes], key: str) -> bool:
    return chunk[0] == b"zTXt" and chunk[1].startswith(key.encode("latin-1") + b"\0\0")


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of every chunk. Raises ValueError when it is no PNG."""
    if not png.startswith(_SIGNATURE):
        raise ValueError("not a PNG")
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _written(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
