"""Earlier releases can be read again, and say what holds now."""

from __future__ import annotations

from dataclasses import replace

from choosing import choose
from family_pages import dom, real_pages, real_site, words

from rodtrad.feed.releases import Event
from rodtrad.site.families import list_pages
from rodtrad.site.making import pages_of
from rodtrad.site.page import Page

KEY = "vardforlopp/sepsis/"


def test_an_earlier_release_has_a_page_that_says_what_it_is() -> None:
    page = real_pages()[f"{KEY}1.0.0/"]
    said = [f"{banner.title} {banner.html}" for banner in page.banners]
    assert any("Version 1.0.0" in one and "Den senaste är 3.0.0" in one for one in said)
    assert page.noindex
    assert not page.searchable
    assert "Får inte användas kliniskt" in said[0]


def test_it_shows_the_words_of_its_own_version() -> None:
    pages = real_pages()
    then, now = (words(dom(pages[path])) for path in (f"{KEY}1.0.0/", KEY))
    assert "inom 12 timmar" in then.partition("Senaste ändringar")[0]
    assert "inom 12 timmar" not in now.partition("Senaste ändringar")[0]


def test_links_in_it_stay_in_it() -> None:
    page = real_pages()[f"{KEY}1.0.0/"]
    ids = {element.get("id") for element in choose(dom(page), "[id]")}
    inside = [a.get("href", "") for a in choose(dom(page), "a") if a.get("href", "").startswith("#")]
    assert len(inside) > 100
    assert {href[1:] for href in inside} <= ids
    assert not [a for a in choose(dom(page), "a") if "sepsis/#" in a.get("href", "")]


def test_every_version_can_be_chosen_and_none_leads_nowhere() -> None:
    site, _ = real_site()
    pages = real_pages()
    for path, page in pages.items():
        if not path.startswith("vardforlopp/"):
            continue
        for a in choose(dom(page), ".rt-versions a"):
            assert _target(page, a.get("href", "")) in pages
    assert site.versions("vardforlopp/sepsis") == ["1.0.0", "2.0.0", "3.0.0"]
    assert [words(a) for a in choose(dom(pages[KEY]), ".rt-versions a")] == ["2.0.0", "1.0.0"]
    earlier = [words(a) for a in choose(dom(pages[f"{KEY}1.0.0/"]), ".rt-versions a")]
    assert earlier == ["Vårdförloppets sida", "2.0.0"]


def _target(page: Page, href: str) -> str:
    parts = page.path.rstrip("/").split("/")
    while href.startswith("../"):
        parts.pop()
        href = href[3:]
    return "/".join([*parts, href]) if parts else href


def test_what_changed_is_told_newest_first() -> None:
    lines = [words(row) for row in choose(dom(real_pages()[KEY]), "#rt-andringar + div tbody tr")]
    assert [line.split()[0] for line in lines] == ["3.0.0", "2.0.0", "1.0.0"]
    assert "Klinisk ändring" in lines[0]


def test_what_is_withdrawn_says_so_on_every_page_of_it_and_wherever_it_is_listed() -> None:
    site, documents = real_site()
    event = Event(
        nummer=site.events[-1].nummer + 1,
        händelse="upphävande",
        dokument="vardforlopp/sepsis",
        version="2.0.0",
        miljö="acceptance",
        klass="lifecycle",
        skäl="Texten var fel.",
    )
    gone = replace(site, events=(*site.events, event))
    mine = list(pages_of((d for d in documents if d.face.key == event.dokument), gone))
    assert {page.path for page in mine} >= {KEY, f"{KEY}1.0.0/", f"{KEY}patient/", f"{KEY}sammanfattning/"}
    for page in mine:
        assert page.banners[0].title == "Upphävt"
        assert "Texten var fel." in page.banners[0].html
        assert not any("Den senaste är" in banner.html or "Utgiven" in banner.title for banner in page.banners)
        assert not page.filters or page.filters["Läge"] == ["Upphävt"]
    named = [page for page in list_pages(gone) if 'vardforlopp/sepsis/"' in page.html]
    assert len(named) > 5
    for page in named:
        links = [a for a in choose(dom(page), "a") if a.get("href", "").endswith("vardforlopp/sepsis/")]
        after = [a.getnext() for a in links]
        assert all(mark is not None and words(mark) == "Upphävt" for mark in after), page.path
