"""Tables that many pages share: made once for each library, however many pages ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from rodtrad.library import Library

T = TypeVar("T")


def once(make: Callable[[Library], T]) -> Callable[[Library], T]:
    """Keep what `make` made of the last library: a page that asks costs nothing more."""
    kept: list[tuple[Library, T]] = []

    @wraps(make)
    def get(library: Library) -> T:
        if not kept or kept[0][0] is not library:
            kept[:] = [(library, make(library))]
        return kept[0][1]

    return get
