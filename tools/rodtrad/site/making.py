"""Make every page of the site from documents that are read one by one, in any number of processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from rodtrad import feed_writing
from rodtrad.document import Document
from rodtrad.face import Face, forget
from rodtrad.library import Library, link
from rodtrad.matter import SLUG
from rodtrad.rules.taken_address import RULES
from rodtrad.site import families
from rodtrad.site.frame import frame
from rodtrad.site.page import Page, PageError, Site
from rodtrad.site.pathway.head import withdrawn
from rodtrad.site.searching import FOLDER
from rodtrad.site.searching.collecting import Collector, Share
from rodtrad.site.searching.reading import Said, read
from rodtrad.site.searching.related import Related
from rodtrad.site.shell import Key, Shell, key_of, parts_of

EMPTY = link(())


class Finished(NamedTuple):
    """A page as bytes, and what the search knows of it."""

    path: str
    html: bytes
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """What finished pages are made with, and where they go."""

    site: Site
    shells: Mapping[Key, Shell]
    name: str
    """The site's name."""
    out: Path
    related: Related | None = None
    """Knows what words are found by in the search index; None when none is made."""

    def finish(self, pages: Iterable[Page]) -> Iterator[Finished]:
        """Each page as bytes."""
        for page in pages:
            shell = self.shells[key_of(page)]
            html = shell.fill(parts_of(page, self.name, self.site.address, frame(page, self.site)))
            yield Finished(page.path, html.encode(), self.said(page))

    def said(self, page: Page) -> Said | None:
        """What the search knows of a page."""
        return read(page) if self.related and page.searchable else None

    def write(self, finished: Iterable[Finished], collector: Collector | None) -> None:
        """Write finished pages, and let the collector know what they say."""
        for page in finished:
            folder = os.path.join(self.out, page.path)  # noqa: PTH118 - a third of the time of Path
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            with open(os.path.join(folder, "index.html"), "wb") as file:  # noqa: PTH118,PTH123
                file.write(page.html)
            if collector:
                collector.take([page.said])

    def put(self, files: Iterable[families.File]) -> None:
        """Write what lies beside the pages."""
        for path, data in files:
            place = self.out / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)

    def collector(self) -> Collector | None:
        """Collects what the search knows; None when no index is made."""
        return Collector(self.out / FOLDER, self.related) if self.related else None

    @property
    def bare(self) -> Press:
        """The press without the library, for a process that has one: cheaper to send."""
        return replace(self, site=replace(self.site, library=EMPTY))

    def of(self, library: Library) -> Press:
        """The press with the library of this process."""
        return self if self.site.library is library else replace(self, site=replace(self.site, library=library))


def pages_of(documents: Iterable[Document], site: Site) -> Iterator[Page]:
    """The pages of documents; a fault in one names it."""
    for document in documents:
        if not has_address(document.face):
            continue
        try:
            yield from (_marked(page, document, site) for page in families.document_pages(document, site))
        except Exception as error:
            raise PageError(f"{document.face.path}: {type(error).__name__}: {error}") from error


def has_address(face: Face) -> bool:
    """Whether a page can lie at the document's key. It could be another's, or none at all; a check says so."""
    parts = face.key.split("/")
    return all(SLUG.fullmatch(part) for part in parts) and parts[:2] != ["handbok", RULES]


def _marked(page: Page, document: Document, site: Site) -> Page:
    """With a word at the top, and in the search, where the document has been withdrawn."""
    event = site.withdrawn.get(document.face.key)
    if event is None:
        return page
    filters = {**page.filters, "Läge": ["Upphävt"]} if page.filters else page.filters
    return replace(page, banners=(withdrawn(event), *page.banners), filters=filters, noindex=True)


class Written(NamedTuple):
    """What stays of documents when they are written."""

    said: Share | None
    """What the search knows of their pages."""
    feed: feed_writing.Share | None


def write_share(
    documents: Iterable[Document], library: Library, press: Press | None, plan: feed_writing.Plan | None
) -> Written:
    """Write the pages of documents (with a press) and their part of the feed (with a plan): each is read only once."""
    collector = press.collector() if press else None
    feed = None
    if press:
        documents = _printed(documents, press.of(library), collector)
    if plan:
        feed = feed_writing.write_share(documents, library, plan)
    for _ in documents:  # those that the feed has not asked for
        pass
    forget()
    return Written(collector.share() if collector else None, feed)


def _printed(documents: Iterable[Document], press: Press, collector: Collector | None) -> Iterator[Document]:
    """Each document when its pages are written."""
    for document in documents:
        press.write(press.finish(pages_of((document,), press.site)), collector)
        yield document


def list_of_pages(documents: Iterable[Document], library: Library, site: Site) -> list[Page]:
    """All pages of documents at once, for a theme that renders each on its own."""
    return list(pages_of(documents, site))
