"""The site's own style sheet and script: a file in `styles` or `scripts` is part of it, in order of name."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from importlib.resources import files

from rodtrad.drawing import STYLE

BLOCK = "rodtrad-block.js"
"""The script that shows a block on other web sites; a file of its own in the theme, as it is written."""

_STYLE = "/* Rödtråd: colours, type, spacing and parts of its own on top of Material. */\n"
_SCRIPT = (
    "/* Rödtråd: what a page can do with script; everything is readable without."
    ' No dependencies, no requests elsewhere. */\n"use strict";\n'
)


def style() -> str:
    """The whole style sheet."""
    return _STYLE + STYLE + "".join(_parts("styles", ".css"))


def script() -> str:
    """The whole script: each part in a block of its own, so that none sees another's names."""
    return _SCRIPT + "".join(f"{{\n{part}}}\n" for part in _parts("scripts", ".js"))


def integrity() -> str:
    """What a page may demand of the script for embedding, to the byte: `sha384-…`."""
    data = files(__package__).joinpath("theme", "assets", BLOCK).read_bytes()
    return f"sha384-{b64encode(hashlib.sha384(data).digest()).decode()}"


def _parts(folder: str, ending: str) -> Iterator[str]:
    """The parts in a folder beside this module."""
    found = [file for file in files(__package__).joinpath(folder).iterdir() if file.name.endswith(ending)]
    for file in sorted(found, key=lambda file: file.name):
        yield file.read_text(encoding="utf-8")
