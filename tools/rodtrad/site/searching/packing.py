"""Pagefind's way of packing: the few kinds of CBOR that it uses, under a signature, compressed."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

_SIGNATURE = b"pagefind_dcd"
NUMBER, NEGATIVE, TEXT, LIST = 0, 1, 3, 4


@lru_cache(maxsize=4096)
def head(kind: int, value: int) -> bytes:
    """What stands before a value, or is the value of a number."""
    if value < 24:
        return bytes((kind << 5 | value,))
    for size, mark in ((1, 24), (2, 25), (4, 26)):
        if value < 1 << 8 * size:
            return bytes((kind << 5 | mark,)) + value.to_bytes(size, "big")
    raise ValueError(f"too large for the index: {value}")


def number(value: int) -> bytes:
    """A whole number."""
    return head(NUMBER, value) if value >= 0 else head(NEGATIVE, -1 - value)


def text(words: str) -> bytes:
    """A string."""
    data = words.encode()
    return head(TEXT, len(data)) + data


def listed(items: Iterable[bytes]) -> bytes:
    """A list of what is packed already."""
    found = list(items)
    return head(LIST, len(found)) + b"".join(found)


def sealed(data: bytes) -> bytes:
    """What stands in a file."""
    return gzip.compress(_SIGNATURE + data, 4, mtime=0)


def opened(data: bytes) -> Any:
    """The contents of a file: numbers, strings and lists."""
    return _read(gzip.decompress(data), len(_SIGNATURE))[0]


def _read(data: bytes, at: int) -> tuple[Any, int]:
    kind, value = data[at] >> 5, data[at] & 31
    at += 1
    if value >= 24:
        size = 1 << value - 24
        value = int.from_bytes(data[at : at + size], "big")
        at += size
    if kind == TEXT:
        return data[at : at + value].decode(), at + value
    if kind == LIST:
        items = []
        for _ in range(value):
            item, at = _read(data, at)
            items.append(item)
        return items, at
    return (-1 - value if kind == NEGATIVE else value), at
