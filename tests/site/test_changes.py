"""The log of releases, a page for each environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from family_pages import dom, made, words

from rodtrad.feed.releases import HOME, Event, ReleaseError, file_name
from rodtrad.site.page import Page
from rodtrad.site.pages import changes

FILES = {
    "vardforlopp/a.md": "---\nid: a\ntitel: Nya titeln\ntyp: vårdförlopp\nomfattning: fulltext\n---\n",
    "vardforlopp/b.md": "---\nid: b\ntitel: Efterträdaren\ntyp: vårdförlopp\nomfattning: fulltext\n---\n",
    "tillagg/skane/a.md": "---\nregion: skane\ntillägg till: a\nbygger på: 1.0.0\n---\n",
    "register/regioner.yaml": "id: regioner\ntitel: R\nposter:\n  - id: skane\n    namn: Region Skåne\n",
}


def event(number: int, **more: object) -> Event:
    given: dict[str, object] = {
        "nummer": number,
        "händelse": "utgivning",
        "dokument": "vardforlopp/a",
        "version": "1.0.0",
        "miljö": "production",
        "klass": "clinical",
        "titel": "A",
        "datum": "2026-11-22",
        "sha256": "" if more.get("händelse") == "upphävande" else f"{number:064}",
    }
    return Event(**(given | more))  # type: ignore[arg-type]


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, Page]:
    log = tmp_path / HOME / "logg"
    log.mkdir(parents=True)
    events = [
        event(1, sammanfattning=("Första utgåvan",)),
        event(2, dokument="tillagg/skane/a", miljö="acceptance", sammanfattning=("Första utgåvan",)),
        event(3, version="2.0.0", sammanfattning=("Tid ändrad: 1 timme → 30 minuter",)),
        event(
            4, händelse="upphävande", klass="lifecycle", skäl="Ersatt", ersätts_av=("vardforlopp/b",), version="2.0.0"
        ),
    ]
    for one in events:
        (log / file_name(one.nummer)).write_text(one.write(), "utf-8")
    return made(changes, FILES, tmp_path)


def rows(page: Page) -> list[str]:
    return [words(row) for row in dom(page).iterfind(".//tbody/tr")]


def test_each_environment_has_its_own_log_newest_first(pages: dict[str, Page]) -> None:
    assert rows(pages["andringar/produktion/"]) == [
        "4 22 november 2026 A Upphävt Upphävt Ändrat läge Skäl: Ersatt Ersatt av Efterträdaren",
        "3 22 november 2026 A Upphävt 2.0.0 Klinisk ändring Tid ändrad: 1 timme → 30 minuter",
        "1 22 november 2026 A Upphävt 1.0.0 Första utgåvan –",
    ]
    assert rows(pages["andringar/acceptans/"]) == ["2 22 november 2026 Nya titeln: Region Skåne 1.0.0 Första utgåvan –"]
    assert pages["andringar/acceptans/"].noindex
    assert not pages["andringar/produktion/"].noindex


def test_the_first_page_counts(pages: dict[str, Page]) -> None:
    said = rows(pages["andringar/"])
    assert said[0].startswith("Produktion")
    assert said[0].endswith("2 1")
    assert said[1].endswith("1 0")


def test_an_empty_log_says_so(tmp_path: Path) -> None:
    page = made(changes, {}, tmp_path)["andringar/produktion/"]
    assert "Inget är utgivet" in words(dom(page))


def test_a_gap_in_the_log_is_not_passed_over(tmp_path: Path) -> None:
    log = tmp_path / HOME / "logg"
    log.mkdir(parents=True)
    (log / file_name(2)).write_text(event(2).write(), "utf-8")
    with pytest.raises(ReleaseError):
        made(changes, {}, tmp_path)
