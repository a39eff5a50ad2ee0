"""A small sender: what it has released, its keys, its site, and the states of it that were served."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rodtrad.conformance.office import Office
from rodtrad.delivery import keys
from rodtrad.delivery.keys import Role
from rodtrad.delivery.publishing import publish
from rodtrad.delivery.stores import Content, Folder
from rodtrad.feed.addresses import RELEASED
from rodtrad.feed.models import Environment

FULL = (
    "vardforlopp/ett",
    "vardforlopp/tva",
    "vardforlopp/tre",
    "vardforlopp/fyra",
    "vardforlopp/fem",
    "vardforlopp/sex",
    "vardforlopp/sju",
    "indikatorer/ett",
    "indikatorer/tva",
    "riktlinjer/ett",
    "tillagg/kalmar-lan/ett",
)
"""Keys of what is released from the beginning. One of them weighs little enough for the archive to be kept."""

LISTED = "vardforlopp/listad"
"""Key of an entry in the catalogue."""


class _Site(Folder):
    """A folder where nothing must outlive a power failure, nor be whole while somebody reads."""

    def write(self, path: str, content: Content) -> None:
        put(self._place(path), content if isinstance(content, bytes) else content.read_bytes())

    def flush(self) -> None:
        pass


@dataclass
class Sender:
    """Everything lies below `folder`; what is served, in copies that nobody but an attacker alters."""

    folder: Path
    now: dt.datetime
    environment: Environment = "production"
    office: Office = field(init=False)
    served: list[Path] = field(default_factory=list)
    """A folder for each state so far."""

    def __post_init__(self) -> None:
        self.office = Office(self.folder / "kontor", self.environment)
        for key in FULL:
            self.office.release(key)
        self.office.catalogue[LISTED] = "Finns på annat håll."
        keys.init(self.keys, environment=self.environment, now=self.now)
        shutil.copytree(self.keys, self.stolen)

    @property
    def keys(self) -> Path:
        return self.folder / "nycklar"

    @property
    def stolen(self) -> Path:
        """The keys as they were at first."""
        return self.folder / "stulna"

    @property
    def root(self) -> Path:
        """What was handed over to the client at first."""
        return self.stolen / "root.json"

    def publish(self, at: dt.timedelta = dt.timedelta()) -> None:
        """Publish what is released by now, as if the time were another."""
        self.office.write(self.folder / "kalla" / RELEASED)
        publish(self.folder / "kalla", _Site(self.folder / "plats", ()), self.keys, now=self.now + at)

    def serve(self) -> Served:
        """A copy of what is published."""
        target = self.folder / f"{len(self.served) + 1}"
        shutil.copytree(
            self.folder / "plats", target, ignore=shutil.ignore_patterns(".rodtrad*"), copy_function=os.link
        )
        state = Served(target, self, tuple(self.served))
        self.served.append(target)
        return state


@dataclass(frozen=True)
class Served:
    """One state as it is served."""

    folder: Path
    sender: Sender
    earlier: tuple[Path, ...]
    """The states before it, oldest first."""

    @property
    def home(self) -> Path:
        return self.folder / RELEASED


def put(path: Path, data: bytes) -> None:
    """Let a file be another; the copies of it in other states, which are the same file until then, stay."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


Change = Callable[[Sender], None]
"""What the sender does before it publishes."""

Harm = Callable[[Served], None]
"""What becomes of a state that was published."""


def release(key: str, times: int = 1) -> Change:
    """A new version of a document, or several."""

    def change(sender: Sender) -> None:
        for _ in range(times):
            sender.office.release(key)

    return change


def withdraw(key: str, *successors: str) -> Change:
    """A document holds no longer; others may hold in its place."""
    return lambda sender: sender.office.withdraw(key, *successors)


def list_(key: str, text: str) -> Change:
    """An entry in the catalogue is new, or another."""
    return lambda sender: sender.office.catalogue.update({key: text})


def unlist(key: str) -> Change:
    """An entry is there no longer."""

    def change(sender: Sender) -> None:
        del sender.office.catalogue[key]

    return change


def rotate(*roles: Role, at: dt.timedelta = dt.timedelta()) -> Change:
    """Other keys."""

    def change(sender: Sender) -> None:
        for role in roles:
            keys.rotate(sender.keys, role, now=sender.now + at)

    return change


def published(sender: Sender) -> None:
    """A state that the client never sees."""
    sender.publish()


def grown(sender: Sender) -> None:
    """From now on there are fields that nobody knows today."""
    sender.office.future = True
