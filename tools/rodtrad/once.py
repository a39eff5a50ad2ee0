"""What many ask of one document, or of one library, is worked out once: they are taken one after another."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_Of = TypeVar("_Of")
_Answer = TypeVar("_Answer")


def once(work: Callable[[_Of], _Answer]) -> Callable[[_Of], _Answer]:
    """Keep the answer for what was asked about last; the very same document or library gets the very same answer."""
    kept: tuple[_Of, _Answer] | None = None

    @wraps(work)
    def answer(of: _Of) -> _Answer:
        nonlocal kept
        last = kept  # read once: another thread may ask about something else
        if last is None or last[0] is not of:
            kept = last = (of, work(of))
        return last[1]

    return answer
