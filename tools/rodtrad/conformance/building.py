"""Cases built: every state as a folder to serve, with the lines that a client must write of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from rodtrad.conformance.faults import Fault
from rodtrad.conformance.histories import Case, Outcome
from rodtrad.conformance.sender import Sender


@dataclass(frozen=True)
class Built:
    """One state, ready to be served."""

    folder: Path
    outcome: Outcome
    lines: tuple[str, ...]
    """What must be listed when it is taken in."""
    before: tuple[str, ...]
    """What must be listed when it is not."""
    fault: Fault | None


def build(case: Case, folder: Path, now: dt.datetime) -> tuple[Path, list[Built]]:
    """The root that a client is handed, and the states, below an empty folder."""
    sender = Sender(folder, now, case.environment)
    built: list[Built] = []
    before: tuple[str, ...] = ()
    for state in case.states:
        for change in state.changes:
            change(sender)
        sender.publish(state.at)
        served = sender.serve()
        for harm in state.harms:
            harm(served)
        lines = tuple(line for line in sender.office.expected() if line.partition("\t")[0] not in state.without)
        built.append(Built(served.folder, state.outcome, lines, before, state.fault))
        if state.outcome == "updated":
            before = lines
    return sender.root, built
