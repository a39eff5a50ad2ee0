"""Atom: the latest changes for any feed reader, newest first; see RFC 4287."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rodtrad.feed.addresses import RELEASED
from rodtrad.feed.items import Feed, File
from rodtrad.feed.models import LICENCE, LICENCES
from rodtrad.feed.releases import Event
from rodtrad.formats import Other
from rodtrad.formats.changes import PAGE

OTHERS = (Other(("atom.xml",), "application/atom+xml", "The latest changes, for feed readers.", drafts=False),)

LATEST = 100
"""Changes in the file; all of them stand in `andringar/`."""

NAMESPACE = "http://www.w3.org/2005/Atom"

NEVER = "1970-01-01"
"""Of a feed in which nothing has changed yet, and of a change whose day is not known: Atom asks for one."""

_CLASSES = {
    "clinical": "klinisk ändring",
    "clarifying": "förtydligande",
    "editorial": "redaktionell ändring",
    "lifecycle": "ändrad giltighet",
}


def index(feed: Feed) -> Iterator[File]:
    """`atom.xml`, for environments with releases."""
    if feed.environment == "draft":
        return
    home = f"{feed.base}api/v1/"
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": "sv"})
    latest = [*enumerate(feed.events, 1)][-LATEST:][::-1]
    _add(root, "id", f"{home}atom.xml")
    _add(root, "title", "Ändringar i vårdförlopp, indikatorer och riktlinjer")
    _add(root, "updated", _moment(max((event.datum for _, event in latest), default="")))
    _add(root, "rights", f"{LICENCE}. {LICENCES[LICENCE]}")
    _add(SubElement(root, "author"), "name", urlsplit(feed.base).hostname or feed.base)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{home}atom.xml"})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.base})
    for number, event in latest:
        _entry(root, number, event, feed.base)
    indent(root)
    yield "atom.xml", tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _entry(root: Element, number: int, event: Event, base: str) -> None:
    entry = SubElement(root, "entry")
    _add(entry, "id", f"{base}{RELEASED}/andringar/{(number - 1) // PAGE + 1}.json#{number}")
    what = "upphävt" if not event.is_release else event.version
    _add(entry, "title", f"{event.titel or event.dokument}: {what} ({_CLASSES[event.klass]})")
    _add(entry, "updated", _moment(event.datum))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{event.dokument}/"})
    if event.is_release:
        address = f"{base}api/v1/{event.dokument}/{event.version}.json"
        SubElement(entry, "link", {"rel": "related", "type": "application/json", "href": address})
    SubElement(entry, "category", {"term": event.klass, "label": _CLASSES[event.klass]})
    said = [*event.sammanfattning, event.skäl, *(f"Ersätts av {key}." for key in event.ersätts_av)]
    _add(entry, "summary", "\n".join(filter(None, said)) or what)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _moment(date: str) -> str:
    """A day, month or year as the moment that it began."""
    day = date or NEVER
    return f"{day}{'-01-01'[: 3 * (2 - day.count('-'))]}T00:00:00Z"
