"""The switch: in one transaction the copy becomes what the manifest says, and it is noted what that changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rodtrad.feed.listings import Event, Manifest
from rodtrad.region.changes import Change, Conflict, change, conflict
from rodtrad.region.copy import Copy
from rodtrad.region.documents import Document, Selection, check_said, read
from rodtrad.region.errors import NotTrustedError
from rodtrad.region.history import History, key_of


class Plan(Protocol):
    """What is to be switched to."""

    copy: Copy
    selection: Selection
    manifest: Manifest

    def stated(self, but: frozenset[str] = ...) -> Iterator[tuple[str, Document, bytes]]:
        """Shard, document and the words about it."""


@dataclass(frozen=True, slots=True)
class Switched:
    """What the copy has become, or would."""

    documents: int
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def switch(
    plan: Plan,
    history: History,
    untouched: frozenset[str],
    inherited: frozenset[str],
    state: Mapping[str, bytes],
    *,
    first: bool,
) -> Switched:
    """Let the copy be what the manifest says and remember `state`; without any, only tell what would change.

    `untouched` are the shards that it has taken from already. Raises NotTrustedError; then nothing is changed.
    """
    copy, manifest = plan.copy, plan.manifest
    same = untouched & {entry.sha256 for entry in manifest.shards}
    old: dict[str, bytes] = {}
    for shard in copy.shards() - same:
        old |= copy.documents_of(shard)
    changed: dict[str, Document | None] = {}
    unselected: dict[str, Document] = {}
    with copy.switching(dry=not state):
        for key in old:
            copy.drop(key)
        for shard, document, said in plan.stated(same):
            key = document.key
            before = old.pop(key, None)
            if not (plan.selection.takes(document) or key in inherited):
                if before:
                    unselected[key] = read(before)
                continue
            _insert(plan, shard, document, said, dry=not state)
            if before != said and not first:
                changed[key] = read(before) if before else None
        lost = {key: read(said) for key, said in old.items()}
        changed |= lost | unselected
        lists = [copy_of.sha256 for copy_of in (*manifest.shards, *manifest.registers)]
        if state:
            copy.keep_lists([state["manifest"].decode(), *lists], history.pages)
            copy.keep_events(history.events)
            copy.remember(**state)
        changes = [
            change(key, before, copy.document(key), _title(copy, key, before, history.events), events, named=named)
            for key, before in sorted(changed.items())
            for named in [key in unselected]
            for events in [[event for event in history.events if key_of(event) == key]]
        ]
        return Switched(len(copy.keys()), tuple(changes), tuple(_conflicts(copy, plan.selection, changed, first)))


def _insert(plan: Plan, shard: str, document: Document, said: bytes, *, dry: bool) -> None:
    for file in document.files:
        noted = plan.copy.said(file.sha256)
        if noted is not None:
            check_said(document, file, noted, plan.selection.environment)
        elif not dry:
            raise NotTrustedError(f"{file.path} saknas i kopian.")
    try:
        plan.copy.insert(shard, document, said)
    except sqlite3.IntegrityError as error:
        raise NotTrustedError(f"Avsändaren nämner {document.key} två gånger. Hör av dig till avsändaren.") from error


def _title(copy: Copy, key: str, before: Document | None, events: Sequence[Event]) -> str:
    now = copy.document(key) or before
    noted = copy.said(now.newest.sha256) if now else None
    told = (event.title for event in reversed(events) if key_of(event) == key)
    return noted.title if noted else next(told, key)


def _conflicts(copy: Copy, selection: Selection, changed: Iterable[str], first: bool) -> Iterator[Conflict]:
    """Of the region's own additions, those that this run made out of date."""
    if not selection.region:
        return
    touched = set(changed)
    for key in copy.keys_below(f"tillagg/{selection.region}/"):
        addition = copy.document(key)
        found = conflict(addition, copy.said, copy.document) if addition else None
        if found and (first or touched & {key, found.national}):
            yield found
