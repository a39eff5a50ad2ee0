"""What lies in a store that may change or go: a publication writes only what differs, and removes only its own."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from rodtrad.delivery.refusing import RefusedError
from rodtrad.delivery.stores import Store
from rodtrad.feed.canonical import canonical
from rodtrad.feed.models import Environment

PLACE = ".rodtrad-publicerat.json"

UNKNOWN = ""
"""For the hash of a file that a run was about to write."""


class Ledger(Struct, frozen=True):
    environment: Environment
    passing: Mapping[str, str]
    """Hash of each file that may change, by path."""
    finished: bool = True
    """False while a run is at work, and after it when it was killed."""


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


def begun(ledger: Ledger, planned: Mapping[str, str]) -> Ledger:
    """Before the first write: what a run will make is ours even if it is killed, and then nobody knows what it is."""
    changing = {path: UNKNOWN for path, sha256 in planned.items() if ledger.passing.get(path) != sha256}
    return Ledger(ledger.environment, {**ledger.passing, **changing}, finished=False)


def write(store: Store, before: bytes | None, ledger: Ledger) -> bytes:
    """Write it, unless another run has done so meanwhile."""
    after = canonical(ledger)
    store.swap(PLACE, before, after)
    return after
