"""A case: a named history of served states, and what must come of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rodtrad.conformance.faults import Fault
from rodtrad.conformance.harms import NEWS
from rodtrad.conformance.sender import (
    Change,
    Harm,
    release,
)
from rodtrad.feed.models import Environment

Outcome = Literal["updated", "refused", "stale", "either"]
"""`either`: updated to what is right, or refused; anything but taken in."""

CODES: Mapping[int, Outcome] = {0: "updated", 1: "updated", 3: "refused", 4: "stale"}
"""What a client says by its exit code; 1 is an update that somebody ought to look at."""


def allowed(outcome: Outcome) -> tuple[Outcome, ...]:
    """What a client may do where this is expected."""
    return ("updated", "refused") if outcome == "either" else (outcome,)


@dataclass(frozen=True)
class State:
    """What is served, and what must come of it."""

    outcome: Outcome
    changes: tuple[Change, ...] = ()
    """What the sender does before it publishes."""
    harms: tuple[Harm, ...] = ()
    """What becomes of it after."""
    fault: Fault | None = None
    """What the server does."""
    without: frozenset[str] = frozenset()
    """Keys that are served but must not be listed."""
    at: dt.timedelta = dt.timedelta()
    """When it is published, from now."""


@dataclass(frozen=True)
class Case:
    """One history."""

    name: str
    about: str
    """What it is about (Swedish)."""
    states: tuple[State, ...]
    environment: Environment = "production"
    """Whose feed it is; a client always wants production."""


def good(*changes: Change, harms: tuple[Harm, ...] = (), without: frozenset[str] = frozenset()) -> State:
    """What the sender publishes holds."""
    return State("updated", changes, harms, without=without)


FIRST = good()

NEW = release(NEWS)
"""Where something is harmed, something new would have come: whoever sees nothing of it has not refused it."""


def refused(*harms: Harm, changes: tuple[Change, ...] = (NEW,), fault: Fault | None = None) -> State:
    """It must not be taken in."""
    return State("refused", changes, harms, fault)


def on_the_way(name: str, about: str, *harms: Harm, fault: Fault | None = None) -> Case:
    """A case of harm without keys: when it has passed, the client goes on."""
    return Case(name, about, (FIRST, refused(*harms, fault=fault), FIRST))


def signed(name: str, about: str, *harms: Harm) -> Case:
    """A case of harm with keys."""
    return Case(name, about, (FIRST, refused(*harms)))
