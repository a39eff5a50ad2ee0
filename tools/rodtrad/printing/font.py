"""The one font of a PDF: its bytes, and how wide words are in it."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import Any

from rodtrad.errors import UsageError

NAME = "Source Sans 3"
FACES = {"upright": "SourceSans3[wght].ttf", "italic": "SourceSans3-Italic[wght].ttf"}


def missing(what: str | None) -> UsageError:
    """What to say of a part of the extra that is not there."""
    return UsageError(f"needs the extra [pdf]: pip install 'rodtrad[pdf]' ({what} is missing)")


@cache
def face(name: str) -> bytes:
    """The bytes of a face; raises UsageError when the font's package is missing."""
    try:
        return files("fontpkg_source_sans_3").joinpath("files", FACES[name]).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError):
        raise missing(f"the font {NAME}, in fontpkg-source-sans-3,") from None


@cache
def _glyphs(name: str, weight: int) -> tuple[dict[int, str], Any, int]:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(face(name)))
    return font.getBestCmap() or {}, font.getGlyphSet(location={"wght": weight}), font["head"].unitsPerEm


def width(words: str, size: float, weight: int = 400, *, italic: bool = False) -> float:
    """How wide words are, letter by letter, in the unit of `size`; a sign that the font lacks is as wide as an em."""
    named, glyphs, em = _glyphs("italic" if italic else "upright", weight)
    return sum(glyphs[named[ord(sign)]].width if ord(sign) in named else em for sign in words) * size / em
