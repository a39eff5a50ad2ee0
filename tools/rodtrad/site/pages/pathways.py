"""Vårdförlopp: one page for each pathway, generic model and catalogue entry."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.library import is_example
from rodtrad.model import Kind
from rodtrad.site.addresses import Links
from rodtrad.site.authored import parts, write_part
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.parts import EXAMPLE

SERVES = ("vardforlopp",)
NAVIGATION = (Entry("Vårdförlopp", "vardforlopp/", 10),)
KINDS = (Kind.PATHWAY,)


def document_pages(document: Document, site: Site) -> Iterator[Page]:
    """The page of one pathway."""
    face = document.face
    path = f"{face.key}/"
    setting = Links(site, path).setting(document)
    _, top = parts(document)
    yield Page(
        path=path,
        title=face.title,
        kicker="Vårdförlopp",
        html="".join(write_part(part, setting) for part in top),
        toc=tuple(part.toc for part in top),
        banners=(EXAMPLE,) if is_example(face) else (),
        source=face.path,
    )


def pages(site: Site) -> Iterator[Page]:
    """The list of pathways."""
    yield Page(path="vardforlopp/", title="Vårdförlopp", html="")
