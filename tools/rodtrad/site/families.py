"""Page families: a module in `site/pages` is a family, and everything that it makes follows from its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from rodtrad.document import Document
from rodtrad.model import Kind
from rodtrad.registry import modules
from rodtrad.site.page import Entry, Page, PageError, Site

File = tuple[str, bytes]
"""Where a file lies on the site, and what is in it."""


@dataclass(frozen=True, slots=True)
class Family:
    """One family, read from its module."""

    name: str
    serves: Sequence[str]
    """First parts of the addresses of its pages."""
    navigation: Sequence[Entry]
    footer: Sequence[Entry]
    kinds: Sequence[Kind]
    """Kinds of documents that `of_document` makes pages of."""
    of_document: Callable[[Document, Site], Iterator[Page]] | None
    of_site: Callable[[Site], Iterator[Page]] | None
    files_of: Callable[[Site], Iterator[File]] | None
    """Makes what lies beside the pages, to take away: tables, calendars."""


@cache
def families() -> tuple[Family, ...]:
    """Every family, by name of module."""
    return tuple(_family(module) for module in modules("rodtrad.site.pages").values())


def _family(module: ModuleType) -> Family:
    if not any(hasattr(module, name) for name in ("document_pages", "pages", "files")):
        raise TypeError(f"{module.__name__} has none of `document_pages`, `pages` and `files`: it makes nothing")
    return Family(
        module.__name__.rpartition(".")[2],
        getattr(module, "SERVES", ()),
        getattr(module, "NAVIGATION", ()),
        getattr(module, "FOOTER", ()),
        getattr(module, "KINDS", ()),
        getattr(module, "document_pages", None),
        getattr(module, "pages", None),
        getattr(module, "files", None),
    )


@cache
def served() -> frozenset[str]:
    """First parts of the addresses that there are pages at."""
    return frozenset(part for family in families() for part in family.serves)


@cache
def navigation() -> tuple[Entry, ...]:
    """The sections, in order."""
    return _in_order(entry for family in families() for entry in family.navigation)


@cache
def footer() -> tuple[Entry, ...]:
    """The links in the footer, in order."""
    return _in_order(entry for family in families() for entry in family.footer)


def _in_order(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.order, entry.path)))


def list_pages(site: Site) -> Iterator[Page]:
    """Pages that are made from faces: front page, lists, registers."""
    made: dict[str, str] = {}
    for family in families():
        with _named(family):
            for page in family.of_site(site) if family.of_site else ():
                if other := made.get(page.path):
                    raise PageError(f"there would be two pages at `{page.path}`: of {family.name} and of {other}")
                made[page.path] = family.name
                yield page


def list_files(site: Site) -> Iterator[File]:
    """What lies beside the pages."""
    for family in families():
        with _named(family):
            yield from family.files_of(site) if family.files_of else ()


@contextmanager
def _named(family: Family) -> Iterator[None]:
    """What goes wrong in a family names it."""
    try:
        yield
    except PageError:
        raise
    except Exception as error:
        raise PageError(f"{family.name}: {type(error).__name__}: {error}") from error


def document_pages(document: Document, site: Site) -> Iterator[Page]:
    """Pages of one document."""
    for family in families():
        if family.of_document and document.kind in family.kinds:
            yield from family.of_document(document, site)
