"""Files of cases are many, small and soon gone: in memory where that is possible."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rodtrad.conformance.cases import CASES
from rodtrad.conformance.running import Runner, Verdict


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder, in memory where that is possible; temporary ones that are made meanwhile are there too."""
    if Path("/dev/shm").is_dir():
        monkeypatch.setattr(tempfile, "tempdir", "/dev/shm")
    with tempfile.TemporaryDirectory(prefix="rodtrad-test-") as name:
        yield Path(name)


@pytest.fixture
def run(quick: Path) -> Callable[..., dict[str, Verdict]]:
    """The verdicts by name, of a client that is a Python program, on all cases or some."""

    def once(*words: str, only: tuple[str, ...] = (), timeout: float = 60.0) -> dict[str, Verdict]:
        cases = [case for case in CASES if not only or case.name in only]
        runner = Runner([sys.executable, *words], timeout, 8)
        # A client is a program of its own, and no program can be told another time than that of the computer.
        return {verdict.case.name: verdict for verdict in runner.run(cases, datetime.now(UTC))}

    return once
