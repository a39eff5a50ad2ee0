"""The numbered events, read back from the last page to the last one known: what was told once must not be told anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from rodtrad.feed import models as m
from rodtrad.feed.listings import ChangePage, Event, ShardEntry
from rodtrad.region.copy import Copy
from rodtrad.region.documents import FOLDERS, check_entry, decoded, same_environment
from rodtrad.region.errors import NotTrustedError

_page = msgspec.json.Decoder(ChangePage)
_event = msgspec.json.Decoder(Event)


@dataclass(frozen=True, slots=True)
class History:
    """What is new in the history."""

    pages: tuple[tuple[int, str], ...]
    """Number and hash of the pages that are new or longer."""
    events: tuple[Event, ...]
    """By number."""


def key_of(event: Event) -> str:
    """Of the document that an event is about."""
    return f"{FOLDERS[event.kind]}/{event.id}"


def read_page(data: bytes, name: str, environment: m.Environment) -> ChangePage:
    """Raises NotTrustedError for what is no page of the environment."""
    page = decoded(_page, data, name)
    same_environment(page, name, environment)
    if page.previous:
        check_entry(page.previous, name)
    return page


def events_in(copy: Copy, after: int) -> list[Event]:
    """The events that a copy knows, by number."""
    return [_event.decode(said) for said in copy.events(after)]


def unknown(
    last: ShardEntry,
    sequence: int,
    known: int,
    copy: Copy,
    environment: m.Environment,
    get: Callable[[ShardEntry], bytes],
) -> History:
    """The pages and events after number `known`; `get` fetches a page and keeps it. Raises NotTrustedError.

    A history that says of a known event what it did not say before, or has a gap, is refused.
    """
    pages: list[tuple[int, str]] = []
    found: list[list[Event]] = []
    entry: ShardEntry | None = last
    until = sequence
    while entry is not None and not copy.is_page(entry.sha256):
        page = read_page(get(entry), entry.path, environment)
        numbers = [event.number for event in page.events]
        first = until - len(numbers) + 1
        if numbers != list(range(first, until + 1)) or (pages and page.page != pages[-1][0] - 1):
            raise NotTrustedError(_GAP.format(entry.path))
        if [event for event in page.events if event.number <= known] != events_in(copy, first - 1)[: known - first + 1]:
            raise NotTrustedError(_REWRITTEN.format(entry.path, known))
        pages.append((page.page, entry.sha256))
        found.append([event for event in page.events if event.number > known])
        if first > 1 and page.previous is None:
            raise NotTrustedError(f"{entry.path} säger inte vad som hände före händelse {first}.")
        if first <= known + 1:
            if first > 1 and page.previous and not copy.is_page(page.previous.sha256):
                raise NotTrustedError(_REWRITTEN.format(page.previous.path, known))
            break
        until, entry = first - 1, page.previous
    events = tuple(event for events in reversed(found) for event in events)
    if len(events) != sequence - known:  # a known page was met too early: what lies between is told nowhere
        raise NotTrustedError(_GAP.format(last.path))
    return History(tuple(pages), events)


_GAP = "{} har en lucka bland händelserna. Hör av dig till avsändaren."

_REWRITTEN = (
    "{} säger något annat om det som redan har hänt (till och med händelse {}) än när det hämtades. "
    "Kopian är orörd. Fråga avsändaren; är det avsiktligt: hämta till en ny mapp."
)
