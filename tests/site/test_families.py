"""What holds for every page of every family, on the real content."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import PurePosixPath
from types import ModuleType, SimpleNamespace
from typing import cast
from urllib.parse import urlsplit

import pytest
from family_pages import dom, real_pages, real_site, words
from lxml import html

from rodtrad.site import families
from rodtrad.site.page import Page, PageError, TocItem

FAMILIES: dict[str, list[str]] = {}
for _path in sorted(real_pages()):
    FAMILIES.setdefault(_path.partition("/")[0], []).append(_path)
each_family = pytest.mark.parametrize("family", sorted(FAMILIES), ids=lambda name: name or "front")
FEED = ("api/", "utkast/", "pagefind/", "bilder/")
"""Files that others put beside the pages."""

FILES = {path for path, _ in families.list_files(real_site()[0])}
"""Files that the families themselves put there."""


def _target(path: str, href: str) -> tuple[str, str]:
    """The address and anchor that a relative link on a page leads to."""
    parts = urlsplit(href)
    here = PurePosixPath("/", path)
    steps: list[str] = list(here.parts[1:])
    for step in parts.path.split("/"):
        if step == "..":
            assert steps, f"{path}: {href} leads out of the site"
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    address = "/".join(steps)
    return (f"{address}/" if address and "." not in steps[-1] else address), parts.fragment


def _ids(page: Page) -> set[str]:
    return set(dom(page).xpath("//@id")) | {"rt-main"}


IDS = {path: _ids(page) for path, page in real_pages().items()}


@each_family
def test_every_link_leads_somewhere(family: str) -> None:
    for path in FAMILIES[family]:
        for link in dom(real_pages()[path]).iterfind(".//a[@href]"):
            href = link.get("href", "")
            if re.match(r"[a-z]+:", href):
                continue
            target, anchor = _target(path, href)
            if target.startswith(FEED) or target in FILES:
                continue
            # Codes and acts have dots and colons of their own.
            found = target if target in IDS else f"{target}/"
            assert found in IDS, f"{path}: {href}"
            assert not anchor or anchor in IDS[found], f"{path}: {href}"


@each_family
def test_headings_are_in_order_and_ids_are_unique(family: str) -> None:
    for path in FAMILIES[family]:
        tree = dom(real_pages()[path])
        level = 1
        for element in tree.iter("h1", "h2", "h3", "h4", "h5", "h6"):
            here = int(element.tag[1])
            assert here > 1, "the frame writes the only level-one heading"
            assert here <= level + 1, f"{path}: {element.text_content()} skips a level"
            level = here
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), f"{path}: an id stands twice"


@each_family
def test_tables_scroll_and_say_what_heads_what(family: str) -> None:
    for path in FAMILIES[family]:
        for table in dom(real_pages()[path]).iter("table"):
            box = table.getparent()
            assert box is not None
            assert box.get("class") == "rt-scroll"
            assert box.get("tabindex") == "0"
            assert box.get("aria-label")
            assert all(cell.get("scope") for cell in table.iter("th"))
            width = {sum(int(cell.get("colspan", "1")) for cell in row) for row in table.iterfind(".//tbody/tr")}
            spans = [cell for cell in table.iter("th", "td") if cell.get("rowspan")]
            assert spans or len(width) <= 1, f"{path}: rows of different width"


@each_family
def test_the_table_of_contents_agrees_with_the_headings(family: str) -> None:
    for path in FAMILIES[family]:
        page = real_pages()[path]

        def ids(items: tuple[TocItem, ...]) -> list[str]:
            return [id for item in items for id in (item.id, *ids(item.children))]

        assert set(ids(page.toc)) <= IDS[path]


@each_family
def test_nothing_is_styled_or_scripted_in_place(family: str) -> None:
    for path in FAMILIES[family]:
        tree = dom(real_pages()[path])
        assert not tree.xpath("//script[not(@src)] | //style | //*[@style]")
        assert all(src.startswith("../") for src in tree.xpath("//script/@src"))
        assert not [
            name for element in tree.iter(html.etree.Element) for name in element.attrib if name.startswith("on")
        ]


@each_family
def test_pages_say_what_they_are(family: str) -> None:
    for path in FAMILIES[family]:
        page = real_pages()[path]
        assert page.title
        assert page.description
        assert len(page.description) <= 160 or page.path.startswith(("vardforlopp", "register"))
        assert page.path == "" or page.path.endswith("/")


def test_what_is_not_served_has_no_page() -> None:
    """Else every link to it would be turned into plain words."""
    assert {path.partition("/")[0] for path in real_pages() if "/" in path} <= families.served()


def family_of(**made: object) -> families.Family:
    return families._family(cast(ModuleType, SimpleNamespace(__name__="rodtrad.site.pages.ny", **made)))


def refused(monkeypatch: pytest.MonkeyPatch, **made: object) -> str:
    site, _ = real_site()
    monkeypatch.setattr(families, "families", lambda: (family_of(**made),))
    with pytest.raises(PageError) as found:
        list(chain(families.list_pages(site), families.list_files(site)))
    return str(found.value)


def test_two_pages_at_one_address_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(path="x/", title="X", html="", description="X")
    assert (
        refused(monkeypatch, pages=lambda _: iter([page, page])) == "there would be two pages at `x/`: of ny and of ny"
    )


def test_what_goes_wrong_in_a_family_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(monkeypatch, pages=lambda _: [1 // 0]).startswith("ny: ZeroDivisionError")
    assert refused(monkeypatch, files=lambda _: [1 // 0]).startswith("ny: ZeroDivisionError")


def test_a_family_that_makes_nothing_is_refused() -> None:
    with pytest.raises(TypeError, match="it makes nothing"):
        family_of(NAVIGATON=())


def test_drawings_have_words() -> None:
    drawn = [svg for page in real_pages().values() for svg in dom(page).iterfind(".//figure/svg")]
    assert len(drawn) > 5
    for svg in drawn:
        assert svg.get("role") == "img"
        said = "".join(words(part) for part in svg.iterfind("desc"))
        assert len(svg.get("aria-label", said)) > 20
        assert all(svg.xpath(f"*[@id='{svg.get(name)}']") for name in ("aria-labelledby", "aria-describedby") if said)


def test_every_document_that_can_be_shown_has_a_page() -> None:
    site, _ = real_site()
    missing = [key for key in site.library.faces if f"{key}/" not in real_pages()]
    assert missing == []
