"""What a page is, and what page families are given to make pages from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from rodtrad.face import Face
from rodtrad.feed.releases import Event, frozen_path
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import AdditionMatter, Kind
from rodtrad.rules import is_full_text


class PageError(Exception):
    """A page could not be made; the message says which and why."""


@dataclass(frozen=True, slots=True)
class TocItem:
    """One line of a page's table of contents."""

    title: str
    """Plain words."""
    id: str
    """Id of the element it leads to."""
    children: tuple[TocItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One section in the navigation."""

    title: str
    path: str
    """Path of the section's first page, such as `vardforlopp/`."""
    order: int


@dataclass(frozen=True, slots=True)
class Banner:
    """A notice above the title of a page."""

    kind: str
    """`warning`, `info` or `quiet`: how it is coloured. The words carry the meaning."""
    title: str
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One finished page. The shell adds header, title, banners, table of contents and footer."""

    path: str
    """Where it lies: `vardforlopp/sepsis/`; "" is the front page. Ends with "/" (or is empty)."""
    title: str
    """Plain words; the page's only h1."""
    html: str
    """Everything below the title; headings from h2."""
    kicker: str = ""
    """A word or two above the title: what kind of page it is."""
    lead: str = ""
    """One plain sentence below the title."""
    toc: tuple[TocItem, ...] = ()
    description: str = ""
    """For search engines; plain words."""
    banners: tuple[Banner, ...] = ()
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Search filters: name → values, in Swedish."""
    searchable: bool = True
    """False keeps the page out of the site's own search."""
    noindex: bool = False
    """True asks search engines outside to leave it out."""
    source: str = ""
    """Path of the document it shows, relative to the project; "" for lists."""
    full_width: bool = False
    """No table of contents beside the text."""


@dataclass(frozen=True)
class Site:
    """Everything a page family may ask about: the faces of all documents, never their bodies."""

    root: Path
    library: Library
    served: frozenset[str]
    """First parts of the addresses that some family makes pages at: a link elsewhere is written without link."""
    address: str = ""
    """The site's absolute address, ending in "/"; "" when it is not known. Links on pages are relative anyway."""
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    """Only in the live preview: findings by path of document."""
    serving: bool = False
    environment: str = "production"
    """Which releases are shown: `production`, or `acceptance` for trying things out."""
    released: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Key of a document → its released versions, oldest first."""
    code_lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Scheme → code → title, from the lists that the project has; none is part of this package."""
    events: Sequence[Event] = ()
    """Releases and withdrawals, in order of number."""
    comments: str = ""
    """Where readers comment, with places to fill in; "" where it is not set. See `commenting`."""
    publisher: str = ""
    """Who answers for the site; "" where it is not set."""

    @cached_property
    def additions(self) -> Mapping[str, Sequence[Face]]:
        """Id of a pathway → the regional additions to it."""
        table: dict[str, list[Face]] = {}
        for face in self.library.of(Kind.ADDITION):
            if isinstance(face.matter, AdditionMatter) and face.matter.adds_to:
                table.setdefault(face.matter.adds_to, []).append(face)
        return table

    @cached_property
    def withdrawn(self) -> Mapping[str, Event]:
        """Key of a document that no longer holds → the event that withdrew it."""
        last = {event.dokument: event for event in self.events}
        return {key: event for key, event in last.items() if not event.is_release}

    def is_released_as_is(self, face: Face) -> bool:
        """True when the text here, to the byte, is what the newest release was made from."""
        versions = self.versions(face.key)
        if not versions:
            return False
        try:
            data = (self.root / frozen_path(face.key, versions[-1])).read_bytes()
        except OSError:
            return False
        return face.sha256.encode() in data

    def versions(self, key: str) -> Sequence[str]:
        """Released versions of a document, oldest first."""
        return self.released.get(key, ())

    def feed_path(self, face: Face) -> str:
        """Where the document's JSON lies on this site: released texts and catalogue entries apart from drafts."""
        kept_apart = is_full_text(face) and face.key not in self.released
        return f"{'utkast' if kept_apart else 'api'}/v1/{face.key}.json"

    def code_title(self, scheme: str, code: str) -> str:
        """What a code means, where a list is at hand; else ""."""
        return self.code_lists.get(scheme, {}).get(code, "")
