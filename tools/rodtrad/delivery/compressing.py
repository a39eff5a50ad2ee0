"""Compressed copies of a file, the same bytes whenever they are made."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from rodtrad.zstandard import zstd

Coding = Literal["gz", "br", "zst"]
"""How a copy is compressed; the ending that a web server looks for."""

_PIECE = 1 << 20


def _gz(source: Path, target: Path) -> None:
    # A name or a time in it would make other bytes.
    with source.open("rb") as read, target.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as write:
        shutil.copyfileobj(read, write, _PIECE)


def _br(source: Path, target: Path) -> None:
    import brotli  # type: ignore[import-untyped]

    squeeze: Any = brotli.Compressor(quality=9)
    with source.open("rb") as read, target.open("wb") as write:
        while piece := read.read(_PIECE):
            write.write(squeeze.process(piece))
        write.write(squeeze.finish())


def _zst(source: Path, target: Path) -> None:
    with source.open("rb") as read, zstd.open(target, "wb", level=12) as write:
        shutil.copyfileobj(read, write, _PIECE)


MADE_BY: Mapping[Coding, Callable[[Path, Path], None]] = {"gz": _gz, "br": _br, "zst": _zst}
