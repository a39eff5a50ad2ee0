"""The lists of codes that a project is checked against: none of its own, and none has to be there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rodtrad.store import stamp

if TYPE_CHECKING:
    from rodtrad.codes import CodeList

FOLDER = "kodlistor"
"""Where a project has its lists, beside `content`: `kodlistor/icd-10-se.tsv`."""

ASKED = "lists"
"""What is noted when a list is asked for."""


class Lists:
    """Lists by code system, each read when it is first asked for."""

    def __init__(self, paths: Mapping[str, Path], asked: set[str] | None = None) -> None:
        self._paths, self._asked = paths, asked

    def listening(self, asked: set[str]) -> Lists:
        """The same lists, and a note in `asked` when one is asked for."""
        return Lists(self._paths, asked)

    def __bool__(self) -> bool:
        if self._asked is not None:
            self._asked.add(ASKED)
        return bool(self._paths)

    def get(self, scheme: str) -> CodeList | None:
        """The list of a code system, if there is one."""
        if self._asked is not None:
            self._asked.add(ASKED)
        path = self._paths.get(scheme)
        return _load(scheme, path, _state(path)) if path else None

    @cached_property
    def answer(self) -> str:
        """A word that changes whenever a list does."""
        return " ".join(f"{path} {_state(path)}" for _, path in sorted(self._paths.items()))


NO_LISTS = Lists({})


def lists_of(root: Path, named: Mapping[str, Path] | None = None) -> Lists:
    """The lists in the project's folder for them, and those `named` instead; raises UsageError for what is no list."""
    paths: dict[str, Path] = {}
    folder = root / FOLDER
    if folder.is_dir():
        from rodtrad.codes import systems

        paths = {scheme: path for scheme in systems() if (path := folder / f"{scheme}.tsv").is_file()}
    paths |= named or {}
    if not paths:
        return NO_LISTS
    from rodtrad.codes import systems

    for scheme, path in paths.items():
        systems()[scheme].require(path)
    return Lists(paths)


def _state(path: Path) -> str:
    return stamp(str(path)) or hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=8)
def _load(scheme: str, path: Path, _state: str) -> CodeList:
    from rodtrad.codes import systems

    return systems()[scheme].load(path)
