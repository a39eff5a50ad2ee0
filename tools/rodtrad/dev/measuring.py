"""Runs one command in a fresh process and says how long it took and how much memory it and its children held."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SAMPLE_EVERY = 0.25
"""Seconds. Adding up the memory of several large processes takes their time: four times a second a tenth of it."""
_LIMIT = 1800.0
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: wall seconds, CPU seconds of all processes, peak memory in MiB, exit code, last words when it failed."""

    seconds: float
    cpu: float
    mebibytes: float
    code: int
    said: str = ""
    weighed: bool = False
    """The memory of all processes was added up meanwhile, which took time: the seconds say too much."""


def measure(command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None, *, weigh: bool = False) -> Sample:
    """Run `command` to its end with its output thrown away; only its last words are kept.

    Unless it is to `weigh` them all, the memory is that of the largest single process.
    """
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        watch = _Watch(child.pid, weigh=weigh)
        watch.start()
        try:
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.perf_counter() - started
        except BaseException:
            # It leads a group of its own: nobody else would end it when we are interrupted.
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            raise
        finally:
            watch.stop()
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip()[-400:]
    # ru_maxrss knows the largest single process exactly; the watch knows the sum of all, but only now and then.
    peak = max(watch.peak, usage.ru_maxrss * 1024)
    return Sample(seconds, usage.ru_utime + usage.ru_stime, peak / 2**20, child.returncode, said, weigh)


class _Watch(threading.Thread):
    """Ends a process that runs too long; adds up the memory of it and all its descendants, if it is to `weigh` them."""

    def __init__(self, pid: int, *, weigh: bool) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid, self._weigh = pid, weigh
        self._done = threading.Event()
        self._until = time.monotonic() + _LIMIT

    def run(self) -> None:
        while not self._done.wait(_SAMPLE_EVERY):
            if self._weigh:
                self.peak = max(self.peak, memory(family(self._pid)))
            if time.monotonic() > self._until:
                os.killpg(self._pid, signal.SIGKILL)
                return

    def stop(self) -> None:
        """End the watch before the process id can be given to another process."""
        self._done.set()
        self.join()


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    found, waiting = [], [pid]
    while waiting:
        parent = waiting.pop()
        found.append(parent)
        try:
            for task in Path(f"/proc/{parent}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except OSError:  # it ended while we looked
            continue
    return found


def memory(pids: Sequence[int]) -> int:
    """Return the bytes that the processes hold; pages that several share count once."""
    if len(pids) == 1:
        try:
            return int(Path(f"/proc/{pids[0]}/statm").read_text().split()[1]) * _PAGE
        except (OSError, IndexError):
            return 0
    total = 0
    for pid in pids:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)
    return total
