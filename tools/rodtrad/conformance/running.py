"""Running somebody's client through cases: once for each state, ended when it takes too long, judged by its list."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rodtrad.conformance.building import Built, build
from rodtrad.conformance.faults import GREEDY, Server, serving
from rodtrad.conformance.forging import OUTSIDE
from rodtrad.conformance.histories import CODES, Case, Outcome, allowed

PLACES = ("{url}", "{dir}", "{root}", "{list}")
"""Words of a command that are replaced."""

SAID: Mapping[Outcome, str] = {
    "updated": "tas in",
    "refused": "vägras",
    "stale": "inaktuell",
    "either": "tas in eller vägras",
}

LONGEST_LIST = 1 << 20
"""Bytes of a list that are read."""

_SHOWN = 3
"""Lines that differ, of each sort, and last lines of what the client prints."""


@dataclass(frozen=True)
class Verdict:
    """What came of a case."""

    case: Case
    came: tuple[str, ...]
    """What the client did, state by state, until it went wrong."""
    faults: tuple[str, ...] = ()
    """What was wrong (Swedish); nothing when all was right."""

    @property
    def expected(self) -> tuple[str, ...]:
        return tuple(SAID[state.outcome] for state in self.case.states)


@dataclass
class Runner:
    """A client, by its command line."""

    command: Sequence[str]
    timeout: float
    """Seconds that one run may take."""
    parallel: int
    """Cases at once."""
    _alive: set[subprocess.Popen[bytes]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: bool = False

    def run(self, cases: Sequence[Case], now: dt.datetime) -> Iterator[Verdict]:
        """The verdicts in order. What waits for a server is begun first. Raises OSError for no command."""
        pool = ThreadPoolExecutor(self.parallel)
        try:
            first = sorted(cases, key=lambda case: not any(state.fault for state in case.states))
            waiting = {case.name: pool.submit(self._case, case, now) for case in first}
            for case in cases:
                yield waiting[case.name].result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            with self._lock:
                self._stopped = True
                for process in self._alive:
                    _end(process)
            pool.shutdown()

    def _case(self, case: Case, now: dt.datetime) -> Verdict:
        came: list[str] = []
        faults: tuple[str, ...] = ()
        with tempfile.TemporaryDirectory(prefix="rodtrad-", ignore_cleanup_errors=True) as name, serving() as server:
            home = Path(name)
            root, states = build(case, home / "avsandare", now)
            client = _Client(self, server, home / "klient", home / "utskrift")
            client.begin(root)
            for number, state in enumerate(states, 1):
                said, faults = client.meet(state)
                came.append(said)
                if faults:
                    faults = tuple(f"tillstånd {number}: {fault}" for fault in faults)
                    break
        return Verdict(case, tuple(came), faults)

    def start(self, words: Sequence[str], output: Path) -> int | None:
        """Run the client to its end; its exit code, or None when it had to be ended."""
        with output.open("wb") as file, self._lock:
            if self._stopped:
                return None
            # A session of its own: what it has started can be ended with it, and nothing else.
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
            )
            self._alive.add(process)
        try:
            return process.wait(self.timeout)
        except subprocess.TimeoutExpired:
            _end(process)
            process.wait()
            return None
        finally:
            with self._lock:
                self._alive.discard(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that has not been waited for, and what it has started: nobody else can have its number yet."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


@dataclass(frozen=True)
class _Client:
    """One copy that goes through the states of one case."""

    runner: Runner
    server: Server
    home: Path
    output: Path

    @property
    def list(self) -> Path:
        return self.home / "lista"

    def begin(self, root: Path) -> None:
        (self.home / "kopia").mkdir(parents=True)
        shutil.copyfile(root, self.home / "root.json")

    def meet(self, state: Built) -> tuple[str, tuple[str, ...]]:
        """Run the client on a state: what it did, in a word, and what was wrong."""
        self.server.home, self.server.fault, self.server.fed = state.folder, state.fault, 0
        self.list.unlink(missing_ok=True)
        values = (self.server.url, str(self.home / "kopia"), str(self.home / "root.json"), str(self.list))
        code = self.runner.start([_replaced(word, values) for word in self.runner.command], self.output)
        outcome = None if code is None else CODES.get(code)
        said = SAID[outcome] if outcome else _odd(code)
        faults = [*self._judged(state, code, outcome, said), *self._outside(), *self._greedy()]
        if faults:
            faults += [f"klienten skrev: {line}" for line in self._last()]
        return said, tuple(faults)

    def _judged(self, state: Built, code: int | None, outcome: Outcome | None, said: str) -> Iterator[str]:
        if code is None:
            yield f"klienten blev inte klar inom tidsgränsen ({self.runner.timeout:g} s) och avslutades."
            return
        may = allowed(state.outcome)
        if outcome not in may:
            yield f"väntat: {SAID[state.outcome]}; kom: {said} (utgångskod {code})."
            if "updated" in may:
                return
        taken = outcome == "updated" and "updated" in may
        yield from self._compared(state.lines if taken else state.before)

    def _compared(self, wanted: Sequence[str]) -> Iterator[str]:
        try:
            with self.list.open("rb") as file:
                data = file.read(LONGEST_LIST + 1)
            lines = [line.rstrip("\r") for line in data.decode().split("\n") if line.strip()]
        except FileNotFoundError:
            if wanted:
                yield "ingen lista skrevs; den ska skrivas varje gång, också när den goda kopian är kvar."
            return
        except (OSError, UnicodeDecodeError) as error:
            yield f"listan går inte att läsa: {error}."
            return
        if len(data) > LONGEST_LIST:
            yield f"listan är längre än {LONGEST_LIST} byte."
            return
        if len(set(lines)) < len(lines):
            yield "samma rad står flera gånger i listan."
        yield from _few("saknas i listan", set(wanted) - set(lines))
        yield from _few("ska inte stå i listan", set(lines) - set(wanted))

    def _outside(self) -> Iterator[str]:
        if (self.home / OUTSIDE).exists():
            yield "klienten skrev utanför sin mapp."
            shutil.rmtree(self.home / OUTSIDE, ignore_errors=True)

    def _greedy(self) -> Iterator[str]:
        if self.server.fed > GREEDY:
            yield f"klienten läste mer än {GREEDY >> 20} MB av ett svar som aldrig tar slut."

    def _last(self) -> Sequence[str]:
        with self.output.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - 2000))
            return file.read().decode(errors="replace").strip().splitlines()[-_SHOWN:]


def _replaced(word: str, values: Sequence[str]) -> str:
    for place, value in zip(PLACES, values, strict=True):
        word = word.replace(place, value)
    return word


def _odd(code: int | None) -> str:
    if code is None:
        return "hängde"
    return f"avbröts av signal {-code}" if code < 0 else "okänd utgångskod"


def _few(what: str, lines: set[str]) -> Iterator[str]:
    for line in sorted(lines)[:_SHOWN]:
        yield f"{what}: {line[:200]}"
    if len(lines) > _SHOWN:
        yield f"{what}: och {len(lines) - _SHOWN} till"
