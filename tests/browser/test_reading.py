"""The chart against the feed, and the feed as a region fetches it, from the built site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page

from loopback import serving

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SEPSIS = "vardforlopp/sepsis/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real site with its search and its feed, on loopback."""
    out = tmp_path_factory.mktemp("site")
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(out))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    with serving(out) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    yield opened
    opened.close()


def test_every_box_of_the_flow_chart_leads_to_its_place(page: Page, address: str) -> None:
    page.goto(address + SEPSIS)
    boxes = page.locator("svg.flow a.flow-node")
    for index in range(boxes.count()):
        goal = boxes.nth(index).get_attribute("href")
        assert goal is not None
        if goal.startswith("#"):
            assert page.locator(f'[id="{goal[1:]}"]').count() == 1, goal
    box = page.locator("svg.flow a.flow-action").first
    goal = box.get_attribute("href")
    box.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("hash => location.hash === hash", arg=goal)
    top = page.evaluate("hash => document.getElementById(hash.slice(1)).getBoundingClientRect().top", goal)
    assert 0 <= top < 900


def test_every_letter_of_the_text_is_in_the_chart_and_in_its_words(page: Page, address: str) -> None:
    page.goto(address + SEPSIS)
    letters = page.evaluate("[...document.querySelectorAll('svg.flow .flow-letter')].map(e => e.textContent)")
    data = httpx2.get(address + "utkast/v1/vardforlopp/sepsis.json").json()
    expected = [node["label"] for node in data["content"]["flow"]["nodes"] if node["label"]]
    assert sorted(letters) == sorted(expected)
    drawn = " ".join("".join(page.evaluate("document.querySelector('svg.flow').textContent")).split())
    for node in data["content"]["flow"]["nodes"]:
        for word in node["title"].split():
            assert word in drawn, word


def test_a_region_fetches_what_the_index_promises(address: str) -> None:
    with httpx2.Client(base_url=address) as client:
        index = client.get("api/v1/index.json").json()
        assert index["environment"] == "acceptance"
        for entry in index["documents"][:20]:
            answer = client.get("api/v1/" + entry["url"])
            assert answer.status_code == 200
            assert len(answer.content) == entry["bytes"]
        two = client.get("api/v1/vardforlopp/sepsis.json").json()
        assert two["lifecycle"]["versions"] == ["1.0.0", "2.0.0", "3.0.0"]
        pages = client.get("api/v1/andringar/1.json").json()
        assert pages["sealed"]
        assert [event["number"] for event in pages["events"]] == list(range(1, 101))
        assert json.loads(client.get("api/v1/manifest.json").content)["sequence"] == len(
            list((ROOT / "content/utgivet/logg").iterdir())
        )


def test_a_reader_of_news_finds_the_changes_from_any_page(page: Page, address: str) -> None:
    lost: list[str] = []
    page.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
    for path in ("", SEPSIS, "koder/icd-10-se/A41/"):
        page.goto(address + path, wait_until="networkidle")
        feed = str(page.locator("link[rel~=alternate][type='application/atom+xml']").evaluate("link => link.href"))
        assert feed == f"{address}api/v1/atom.xml"
    assert b"<feed" in httpx2.get(feed).content
    assert lost == []
    page.goto(f"{address}andringar/")
    assert page.get_by_role("link", name="Atom").evaluate("link => link.href") == feed


def test_what_lies_beside_the_pages_can_be_fetched(page: Page, address: str) -> None:
    for path, name, begins in (
        ("forvaltning/", "kalender (iCalendar)", b"BEGIN:VCALENDAR"),
        ("tackning/arbetslista/", "tabell (CSV)", b"\xef\xbb\xbfslag;"),
    ):
        page.goto(address + path)
        href = str(page.get_by_role("link", name=name).evaluate("link => link.href"))
        assert httpx2.get(href).content.startswith(begins)
