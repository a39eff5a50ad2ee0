"""Pages made from a few documents written in a test, or from the real content."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import ModuleType

from lxml import html

from rodtrad.document import Document
from rodtrad.library import link
from rodtrad.project import open_project
from rodtrad.reader import read
from rodtrad.site import families
from rodtrad.site.opening import open_site
from rodtrad.site.page import Page, Site

ROOT = Path(__file__).parents[2]


def site_of(files: dict[str, str], root: Path = ROOT / "tests") -> tuple[Site, list[Document]]:
    """A site of documents by path below `content/`."""
    documents = []
    for path, text in sorted(files.items()):
        reading = read(f"content/{path}", text.encode())
        assert reading.document, (path, reading.findings)
        documents.append(reading.document)
    return open_site(root, link(document.face for document in documents)), documents


def made(family: ModuleType, files: dict[str, str], root: Path = ROOT / "tests") -> dict[str, Page]:
    """The pages that one family makes of some documents, by address."""
    site, documents = site_of(files, root)
    return by_path(family, site, documents)


def by_path(family: ModuleType, site: Site, documents: list[Document]) -> dict[str, Page]:
    """The pages that one family makes, by address."""
    found: list[Page] = []
    if hasattr(family, "pages"):
        found += family.pages(site)
    if hasattr(family, "document_pages"):
        for document in documents:
            if document.kind in family.KINDS:
                found += family.document_pages(document, site)
    table = {page.path: page for page in found}
    assert len(table) == len(found), "two pages at one address"
    return table


@cache
def real_site() -> tuple[Site, list[Document]]:
    """The real content."""
    project = open_project(ROOT)
    return open_site(ROOT, project.library, environment="acceptance"), project.documents


@cache
def real_pages() -> dict[str, Page]:
    """Every page that any family makes of the real content."""
    site, documents = real_site()
    found = list(families.list_pages(site))
    for document in documents:
        found += families.document_pages(document, site)
    table = {page.path: page for page in found}
    assert len(table) == len(found), "two pages at one address"
    return table


def dom(page: Page) -> html.HtmlElement:
    """The page's own text as a tree."""
    return html.fragment_fromstring(page.html, create_parent="main")


def words(element: html.HtmlElement) -> str:
    """The words of an element, with single spaces; the pieces of an element are words of their own."""
    said = " ".join(" ".join(element.itertext()).replace("\xa0", " ").split())
    return re.sub(r" ([.,:;)])", r"\1", said)


def section(page: Page, id: str) -> str:
    """The words below a level-two heading, up to the next."""
    tree = dom(page)
    said: list[str] = []
    inside = False
    for element in tree:
        if element.tag == "h2":
            inside = element.get("id") == id
        elif inside:
            said.append(words(element))
    return " ".join(said)


def fact(page: Page, name: str) -> str:
    """The value of a fact in a list of facts."""
    for pair in dom(page).iterfind(".//dl/div"):
        label = pair.find("dt")
        value = pair.find("dd")
        assert label is not None
        assert value is not None
        if words(label).replace("\xad", "") == name:
            return words(value)
    return ""
