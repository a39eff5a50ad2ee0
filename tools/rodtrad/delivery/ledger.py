"""What lies in a store that may change or go: a publication writes only what differs, and removes only its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Mapping
from typing import NamedTuple

import msgspec
from msgspec import Struct

from rodtrad.delivery.refusing import RefusedError
from rodtrad.delivery.stores import Store
from rodtrad.feed.canonical import canonical
from rodtrad.feed.models import Environment

PLACE = ".rodtrad-publicerat.json"

UNKNOWN = ""
"""For the hash of a file that a run was about to write."""


LINGERS = dt.timedelta(days=1)
"""How long open pages may go on fetching their parts."""

VOUCHED = dt.timedelta(days=31)
"""How long somebody may vouch for what was signed, and a day for clocks that differ."""


class Ledger(Struct, frozen=True):
    environment: Environment
    passing: Mapping[str, str]
    """Hash of each file that may change, by path."""
    finished: bool = True
    """False while a run is at work, and after it when it was killed."""
    leaving: Mapping[str, dt.datetime] = {}
    """What somebody may still fetch, though nothing that is published now names it, and since when."""


class Going(NamedTuple):
    removed: list[str]
    leaving: Mapping[str, dt.datetime]


def read(store: Store, environment: Environment) -> tuple[Ledger, bytes | None]:
    """The ledger of a store, and its bytes. Raises RefusedError for a store of another environment."""
    try:
        data = store.read(PLACE)
    except FileNotFoundError:
        return Ledger(environment, {}, finished=False), None
    try:
        found = msgspec.json.decode(data, type=Ledger)
    except msgspec.MsgspecError:
        return Ledger(environment, {}, finished=False), data
    if found.environment != environment:
        raise RefusedError(
            f"Dit är miljön {found.environment} publicerad, men nycklarna hör till {environment}: varje miljö har en "
            "egen adress."
        )
    return found, data


def going(
    ledger: Ledger, kept: Container[str], signed: Iterable[str], part: Callable[[str], bool], now: dt.datetime
) -> Going:
    """What to remove of what is no longer made.

    A `part` of pages that are open in a browser goes first after a day, and what was `signed` when no metadata that
    names it can hold any longer.
    """
    gone = [path for path in ledger.passing if path not in kept]
    lists = {path for path in signed if path not in kept}
    leaving = {path: since for path, since in ledger.leaving.items() if path not in kept}
    leaving |= {path: now for path in (*lists, *filter(part, gone)) if path not in leaving}
    over = {path for path, since in leaving.items() if now - since >= (VOUCHED if path in lists else LINGERS)}
    return Going(
        sorted(over | {path for path in gone if not part(path)}),
        {path: since for path, since in leaving.items() if path not in over},
    )


def begun(ledger: Ledger, planned: Mapping[str, str]) -> Ledger:
    """Before the first write: what a run will make is ours even if it is killed, and then nobody knows what it is."""
    changing = {path: UNKNOWN for path, sha256 in planned.items() if ledger.passing.get(path) != sha256}
    return Ledger(ledger.environment, {**ledger.passing, **changing}, finished=False, leaving=ledger.leaving)


def write(store: Store, before: bytes | None, ledger: Ledger) -> bytes:
    """Write it, unless another run has done so meanwhile."""
    # msgspec goes as deep as there are keys when it sorts many that come in a bad order, and then it is gone.
    passing, leaving = dict(sorted(ledger.passing.items())), dict(sorted(ledger.leaving.items()))
    after = canonical(msgspec.structs.replace(ledger, passing=passing, leaving=leaving))
    store.swap(PLACE, before, after)
    return after
