"""Work that is done in a process of its own."""

from __future__ import annotations

import os

import pytest

from rodtrad.crew import apart
from rodtrad.errors import UsageError


def here(number: int) -> tuple[int, int]:
    if number < 0:
        raise UsageError("less than nothing")
    return number, os.getpid()


def test_what_it_gives_comes_from_another_process() -> None:
    number, process = apart(here, 3)
    assert number == 3
    assert process != os.getpid()


def test_it_raises_what_the_work_raises() -> None:
    with pytest.raises(UsageError, match="less than nothing"):
        apart(here, -1)
