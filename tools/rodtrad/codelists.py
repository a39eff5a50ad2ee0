"""The lists of codes that a project is checked against: none of its own, and none has to be there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rodtrad.errors import UsageError
from rodtrad.store import stamp

if TYPE_CHECKING:
    from rodtrad.codes import CodeList

FOLDER = "kodlistor"
"""Where a project has its lists, beside `content`: `kodlistor/icd-10-se.tsv`."""

ASKED = "lists"
"""What is noted when a list is asked for."""


class Lists:
    """Lists by code system, each read when it is first asked for."""

    def __init__(self, paths: Mapping[str, tuple[Path, str]], asked: set[str] | None = None) -> None:
        """`paths` by code system, each with a word for the state of the file."""
        self.paths, self._asked = paths, asked

    def tracked(self, asked: set[str]) -> Lists:
        """The same lists, and a note in `asked` when one is asked for."""
        return Lists(self.paths, asked)

    def __bool__(self) -> bool:
        self._note()
        return bool(self.paths)

    def get(self, scheme: str) -> CodeList | None:
        """The list of a code system, if there is one."""
        self._note()
        found = self.paths.get(scheme)
        return _load(scheme, *found) if found else None

    @property
    def answer(self) -> str:
        """A word that changes whenever a list does."""
        return " ".join(f"{path} {state}" for _, (path, state) in sorted(self.paths.items()))

    def _note(self) -> None:
        if self._asked is not None:
            self._asked.add(ASKED)


NO_LISTS = Lists({})
"""What most projects have."""


def lists_of(root: Path, named: Mapping[str, Path] | None = None) -> Lists:
    """The lists in the project's folder for them, and those `named` instead; raises UsageError for what is no list."""
    paths = dict(named or {})
    if (root / FOLDER).is_dir():
        from rodtrad.codes import systems

        for scheme in systems().keys() - paths.keys():
            path = root / FOLDER / f"{scheme}.tsv"
            if os.path.lexists(path):
                if not path.resolve().is_relative_to(root.resolve()):
                    raise UsageError(f"{path} leads out of the project: put the list itself there")
                paths[scheme] = path
    if not paths:
        return NO_LISTS
    lists = Lists({scheme: (path, _state(path)) for scheme, path in sorted(paths.items())})
    for scheme, (path, state) in lists.paths.items():
        _require(scheme, path, state)
    return lists


def _state(path: Path) -> str:
    from rodtrad.codes._reading import data_of

    return stamp(str(path)) or hashlib.sha256(data_of(path)).hexdigest()


@lru_cache(maxsize=8)
def _require(scheme: str, path: Path, _state: str) -> None:
    from rodtrad.codes import systems

    systems()[scheme].require(path)


@lru_cache(maxsize=8)
def _load(scheme: str, path: Path, _state: str) -> CodeList:
    from rodtrad.codes import systems

    return systems()[scheme].load(path)
