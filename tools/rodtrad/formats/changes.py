"""Numbered changes, a hundred to a page; a full page is sealed and never changes again."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.feed.listings import ChangePage
from rodtrad.feed.models import SCHEMA_VERSION
from rodtrad.feed.releases import Event, Feed, File, dump
from rodtrad.formats import Schema

SCHEMAS = (Schema("changes", r"andringar/\d+\.json", ChangePage),)

PAGE = 100
"""Events on a page."""


def index(feed: Feed) -> Iterator[File]:
    """`andringar/1.json` …; there is always a first page."""
    kinds = {item.key: item.current["kind"] for item in feed.items}
    for start in range(0, max(len(feed.events), 1), PAGE):
        events = feed.events[start : start + PAGE]
        number = start // PAGE + 1
        page = {
            "schemaVersion": SCHEMA_VERSION,
            "environment": feed.environment,
            "page": number,
            "sealed": len(events) == PAGE,
            "events": [_event(e, start + i, kinds[e.dokument]) for i, e in enumerate(events, 1)],
        }
        yield f"andringar/{number}.json", dump(page)


def _event(event: Event, number: int, kind: str) -> dict[str, object]:
    return {
        "number": number,
        "kind": kind,
        "id": event.dokument.partition("/")[2],
        "version": event.version,
        "changeClass": event.klass,
        "title": event.titel,
        "date": event.datum or None,
        "summary": list(event.sammanfattning),
        "reason": event.skäl or None,
        "replacedBy": list(event.ersätts_av),
        "sha256": event.sha256 if event.is_release else None,
        "url": f"{event.dokument}/{event.version}.json" if event.is_release else None,
    }
