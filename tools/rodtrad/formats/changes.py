"""Numbered changes, a hundred to a page; a full page is sealed and never changes again."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed import listings, models
from rodtrad.feed.items import Feed, File, Item, canonical, sha256
from rodtrad.feed.releases import Event
from rodtrad.formats import Schema

SCHEMAS = (
    Schema(
        *("changes", ("andringar/{page}.json", "manifest/andringar/{sha256}.json"), listings.ChangePage),
        "Numbered changes without gaps, a hundred to a page; a sealed page never changes again.",
    ),
)

PAGE = 100
"""Events on a page."""


def note(item: Item) -> dict[str, models.Kind]:
    """Of what kind the document was when each version was released: a sealed page must not learn better."""
    return {version.event.version: version.kind for version in item.versions}


def index(feed: Feed) -> Iterator[File]:
    """`andringar/1.json` …; there is always a first page, and the last one also lies under its hash."""
    for page in pages(feed):
        data = canonical(page)
        yield f"andringar/{page.page}.json", data
        if not page.sealed:
            yield entry(page, data).path, data


def pages(feed: Feed) -> Iterator[listings.ChangePage]:
    """Each names the one before it by hash."""
    kinds = {record.key: record.notes["changes"] for record in feed.records}
    previous = None
    for start in range(0, max(len(feed.events), 1), PAGE):
        events = feed.events[start : start + PAGE]
        page = listings.ChangePage(
            **listings.head(feed.environment),
            page=start // PAGE + 1,
            sealed=len(events) == PAGE,
            previous=previous,
            events=[_event(e, number, kinds[e.dokument][e.version]) for number, e in enumerate(events, start + 1)],
        )
        yield page
        previous = entry(page, canonical(page))


def last(feed: Feed) -> listings.ShardEntry:
    """The last page, from which the others can be found."""
    *_, page = pages(feed)
    return entry(page, canonical(page))


def entry(page: listings.ChangePage, data: bytes) -> listings.ShardEntry:
    """Where a page lies for ever: a sealed one at its own address."""
    digest = sha256(data)
    path = f"andringar/{page.page}.json" if page.sealed else f"manifest/andringar/{digest}.json"
    return listings.ShardEntry(path=path, sha256=digest, bytes=len(data))


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
