"""Numbered changes, a hundred to a page; a full page is sealed and never changes again."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed import listings, models
from rodtrad.feed.items import Feed, File, canonical
from rodtrad.feed.releases import Event
from rodtrad.formats import Schema

SCHEMAS = (
    Schema(
        *("changes", ("andringar/{page}.json",), listings.ChangePage),
        "Numbered changes without gaps, a hundred to a page; a sealed page never changes again.",
    ),
)

PAGE = 100
"""Events on a page."""


def index(feed: Feed) -> Iterator[File]:
    """`andringar/1.json` …; there is always a first page."""
    kinds = {record.key: record.kind for record in feed.records}
    for start in range(0, max(len(feed.events), 1), PAGE):
        events = feed.events[start : start + PAGE]
        page = listings.ChangePage(
            schema_version=models.SCHEMA_VERSION,
            environment=feed.environment,
            page=start // PAGE + 1,
            sealed=len(events) == PAGE,
            events=[_event(event, number, kinds[event.dokument]) for number, event in enumerate(events, start + 1)],
        )
        yield f"andringar/{page.page}.json", canonical(page)


def _event(event: Event, number: int, kind: models.Kind) -> listings.Event:
    return listings.Event(
        number=number,
        kind=kind,
        id=event.dokument.partition("/")[2],
        version=event.version,
        change_class=_CLASSES[event.klass],
        title=event.titel,
        date=event.datum or None,
        summary=list(event.sammanfattning),
        reason=event.skäl or None,
        replaced_by=list(event.ersätts_av),
        sha256=event.sha256 if event.is_release else None,
        url=f"{event.dokument}/{event.version}.json" if event.is_release else None,
    )


_CLASSES: dict[str, models.ChangeClass] = {
    "clinical": "clinical",
    "clarifying": "clarifying",
    "editorial": "editorial",
    "lifecycle": "lifecycle",
}
