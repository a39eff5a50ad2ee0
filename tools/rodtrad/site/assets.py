"""The site's own style sheet and script: a file in `styles` or `scripts` is part of it, in order of name."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from rodtrad.drawing import STYLE

BLOCK = "rodtrad-block.js"
"""The script that shows a block on other web sites; a file of its own in the theme, as it is written."""

_SHARED = "_shared.js"
"""What more than one part of the script needs."""

_STYLE = "/* Rödtråd: colours, type, spacing and parts of its own on top of Material. */\n"
_SCRIPT = (
    "/* Rödtråd: what a page can do with script; everything is readable without."
    ' No dependencies, no requests elsewhere. */\n"use strict";\n'
)


def style() -> str:
    """The whole style sheet."""
    return _STYLE + STYLE + "".join(_parts("styles", ".css"))


def script() -> str:
    """The whole script: each part in a block of its own, so that none sees names of another but `_shared.js`."""
    shared = files(__package__).joinpath("scripts", _SHARED).read_text(encoding="utf-8")
    return _SCRIPT + shared + "".join(f"{{\n{part}}}\n" for part in _parts("scripts", ".js"))


def integrity() -> str:
    """What a page may demand of the script for embedding, to the byte: `sha384-…`."""
    data = files(__package__).joinpath("theme", "assets", BLOCK).read_bytes()
    return f"sha384-{b64encode(hashlib.sha384(data).digest()).decode()}"


def modules() -> Iterator[tuple[str, str]]:
    """Name and text of each module of the search page, which no other page loads."""
    for file in _files("searching/browser", ".js"):
        yield file.name, file.read_text(encoding="utf-8")


def _parts(folder: str, ending: str) -> Iterator[str]:
    """The parts in a folder beside this module."""
    return (file.read_text(encoding="utf-8") for file in _files(folder, ending))


def _files(folder: str, ending: str) -> list[Traversable]:
    found = [
        file
        for file in files(__package__).joinpath(folder).iterdir()
        if file.name.endswith(ending) and file.name != _SHARED
    ]
    return sorted(found, key=lambda file: file.name)
