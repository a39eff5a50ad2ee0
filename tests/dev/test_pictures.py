"""Words inside a PNG."""

from __future__ import annotations

import struct
import zlib

import pytest

from rodtrad.dev.pictures import with_words, words_of


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)


def test_words_go_with_the_picture_and_are_replaced() -> None:
    assert words_of(PNG, "rodtrad:shown") == ""
    once = with_words(PNG, "rodtrad:shown", "åäö " * 99)
    assert words_of(once, "rodtrad:shown") == "åäö " * 99
    twice = with_words(once, "rodtrad:shown", "annat")
    assert words_of(twice, "rodtrad:shown") == "annat"
    assert words_of(twice, "rodtrad") == ""
    assert with_words(twice, "rodtrad:shown", "åäö " * 99) == once
    assert once.endswith(chunk(b"IEND", b""))


def test_another_kind_of_file_is_told() -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        words_of(b"GIF89a", "rodtrad:shown")
