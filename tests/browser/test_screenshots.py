"""The pictures of the site: README's shows what the page shows, and whatever changes in it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from rodtrad.dev.pictures import with_words, words_of
from rodtrad.dev.screenshots import AGAIN, README, changed, main_pages, pictures

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
KEY = "rodtrad:shown"


def test_the_picture_in_the_readme_is_current(browser: Browser, address: str) -> None:
    assert README in (ROOT / "README.md").read_text("utf-8")
    stale = changed((ROOT / README).read_bytes(), browser, address)
    assert not stale, f"{README}: {stale}: {AGAIN}"


@pytest.mark.parametrize("fault", ["words", "place", "colours", "less"])
def test_a_picture_of_another_page_is_told(browser: Browser, address: str, fault: str) -> None:
    png = (ROOT / README).read_bytes()
    rows = json.loads(words_of(png, KEY))
    at = next(place for place, row in enumerate(rows) if row[0] == "Flödesschema för vårdförloppet")
    if fault == "words":
        rows[at][0] = "Flöde"
    elif fault == "place":
        rows[at][2] += 9
    elif fault == "colours":
        rows[at][5] = "rgb(1, 2, 3)"
    else:
        rows.pop()
    stale = changed(with_words(png, KEY, json.dumps(rows)), browser, address)
    assert {"words": "'Flöde'", "place": "another place", "colours": "other colours", "less": "things"}[fault] in stale


def test_a_picture_is_the_same_each_time(browser: Browser, address: str) -> None:
    first, second = (dict(pictures(browser, address, ["om/"])) for _ in range(2))
    assert list(first) == ["om-1440-light.png", "om-1440-dark.png", "om-390-light.png", "om-390-dark.png"]
    assert first == second


def test_the_main_pages_are_those_of_the_navigation(site: Path) -> None:
    pages = main_pages(site)
    assert pages[:2] == ["", "vardforlopp/"]
    assert "sok/?q=sepsis" in pages
    assert len(pages) == len(set(pages)) > 10
