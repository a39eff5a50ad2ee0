"""What an editor sends, as far as there is room for it."""

from __future__ import annotations

import io

MOST = 64 << 20
"""Bytes of a message that are read; a document has at most one sixty-fourth of them."""


class Input(io.BufferedReader):
    """What the editor sends. Of a message that says it is without end nothing is read: it is refused as no JSON."""

    def readline(self, size: int | None = -1, /) -> bytes:
        return super().readline(1_000)

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size) if size is not None and size <= MOST else b"!"
