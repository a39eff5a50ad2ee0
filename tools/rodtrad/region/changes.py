"""What changed in a copy, document by document, and what a person must look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from rodtrad.feed.listings import Event
from rodtrad.region.documents import Document, Said

What = Literal[
    "withdrawn",
    "gone",
    "unselected",
    "clinical",
    "restored",
    "new",
    "clarifying",
    "editorial",
    "lifecycle",
    "catalogue",
]

ORDER: tuple[What, ...] = (
    *("withdrawn", "gone", "unselected", "clinical", "restored", "new"),
    *("clarifying", "editorial", "lifecycle", "catalogue"),
)
"""Gravest first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One document that is not what it was."""

    key: str
    title: str
    what: What
    before: str | None = None
    """Version that held before."""
    after: str | None = None
    """Version that holds now; of a withdrawn document, held last."""
    summary: tuple[str, ...] = ()
    """What changed, in Swedish."""
    reason: str = ""
    """Why it was withdrawn."""
    replaced_by: tuple[str, ...] = ()
    """Keys."""
    in_use: bool = False
    """It held in the copy, and does so no longer."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A regional addition that was written against another version than the one that holds now."""

    key: str
    national: str
    """Key of the national document."""
    based_on: str
    now: str
    """Version that holds; "" when the document is withdrawn or gone."""


def change(
    key: str, old: Document | None, new: Document | None, title: str, events: Sequence[Event], *, named: bool = False
) -> Change:
    """What has become of a document; `events` are the new ones that concern it. `named`: the sender still has it."""
    held = old is not None and not old.is_withdrawn
    before = old.version if old else None
    if new is None:
        return Change(key, title, "unselected" if named else "gone", before, in_use=held and before is not None)
    summary = tuple(line for event in events for line in event.summary)
    state = new.state
    said = Change(key, title, _what(old, new, events), before, new.version, summary)
    if not new.is_withdrawn:
        return said
    return Change(
        key,
        title,
        said.what,
        before,
        new.version,
        reason=state.reason or "",
        replaced_by=tuple(state.replaced_by),
        in_use=held,
    )


def _what(old: Document | None, new: Document, events: Sequence[Event]) -> What:
    if new.is_withdrawn:
        return "lifecycle" if old and old.is_withdrawn else "withdrawn"
    if old is None or (old.version is None and new.version is not None):
        return "new"
    if old.is_withdrawn:
        return "restored"
    if new.version is None:
        return "catalogue"
    if old.version == new.version:
        return "lifecycle"
    classes = {event.change_class for event in events}
    for what in ("clinical", "clarifying", "editorial"):
        if what in classes:
            return what
    return "clinical"  # nobody says: somebody must look


def conflict(
    addition: Document, noted: Callable[[str], Said | None], document: Callable[[str], Document | None]
) -> Conflict | None:
    """Whether a regional addition must be looked at."""
    said = noted(addition.newest.sha256)
    if said is None or addition.is_withdrawn:
        return None
    matter = said.content.matter
    key = f"vardforlopp/{matter.adds_to}"
    national = document(key)
    now = "" if national is None or national.is_withdrawn else national.version or ""
    if national is not None and national.version is None:  # an entry of the catalogue: its text is elsewhere
        return None
    return None if now == matter.based_on else Conflict(addition.key, key, str(matter.based_on or ""), now)
