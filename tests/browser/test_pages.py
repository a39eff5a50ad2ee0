"""The pages as a reader meets them: links lead, filters filter, searches find, nothing comes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

pytestmark = pytest.mark.browser

STROKE = "vardforlopp/stroke-tia-tidiga-insatser/"
PAGES = ("", "vardforlopp/", STROKE, "vardforlopp/kol/", "indikatorer/trombolys-inom-30-min/", "sok/?q=stroke")

Opener = Callable[..., Page]


def shown_rows(page: Page) -> list[str]:
    return page.locator(".rt-rows > li:visible .rt-row__title a").all_inner_texts()


def test_a_pathway_shows_its_warning_its_letters_and_its_red_thread(visit: Opener) -> None:
    page = visit(STROKE)
    expect(page.get_by_text("Ogranskat exempel. Får inte användas kliniskt.").first).to_be_visible()
    letters = page.locator("article.rt-node > h4 .rt-letter").all_inner_texts()
    assert letters[:4] == ["A", "B", "C", "D"]
    assert len(letters) == len(set(letters))
    table = page.locator("table.rt-thread")
    assert table.locator("thead th").all_inner_texts() == ["Utmaning", "Mål", "Åtgärder", "Indikatorer"]
    assert table.locator("tbody tr").count() >= 6


def test_halves_stand_side_by_side_where_there_is_room(visit: Opener) -> None:
    for width, beside in ((1440, True), (390, False)):
        card = visit(STROKE, width=width).locator(".rt-halves--2").first
        care, patient = (card.locator(f".rt-half--{side}").bounding_box() for side in ("care", "patient"))
        assert care is not None
        assert patient is not None
        assert (abs(care["y"] - patient["y"]) < 2) is beside


def test_a_box_in_the_chart_leads_to_its_action(visit: Opener) -> None:
    page = visit(STROKE)
    box = page.locator("svg.flow a.flow-decision").first
    target = box.get_attribute("href")
    assert target
    assert target.startswith("#")
    box.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(target) + "$"))
    expect(page.locator(target)).to_be_in_viewport()


def test_the_chart_in_words_can_be_unfolded(visit: Opener) -> None:
    page = visit(STROKE)
    steps = page.locator("ol.flow-steps > li")
    expect(steps.first).to_be_hidden()
    page.get_by_text("Flödesschemat i ord").click()
    expect(steps.first).to_be_visible()
    assert steps.count() == page.locator("svg.flow a.flow-node").count()


def test_a_wide_chart_can_be_shown_whole(visit: Opener) -> None:
    page = visit(STROKE, width=390)
    box = page.locator(".flow-scroll")
    wider = "box => box.scrollWidth > box.clientWidth"
    assert box.evaluate(wider)
    page.get_by_role("button", name="Hela bredden").click()
    assert not box.evaluate(wider)


def test_the_catalogue_is_filtered_and_the_choice_can_be_shared(visit: Opener) -> None:
    page = visit("vardforlopp/")
    everything = shown_rows(page)
    assert len(everything) > 40
    page.get_by_label("Programområde").select_option(label="Reumatiska sjukdomar")
    few = shown_rows(page)
    assert 0 < len(few) < 6
    expect(page.get_by_role("status")).to_have_text(f"{len(few)} av {len(everything)} vårdförlopp")
    page.get_by_label("Ord").fill("etablerad")
    assert shown_rows(page) == [title for title in few if "etablerad" in title]
    query = urlsplit(page.url).query
    assert "programomrade=reumatiska-sjukdomar" in query
    assert "ord=etablerad" in query
    assert shown_rows(visit(f"vardforlopp/?{query}")) == shown_rows(page)
    page.get_by_role("button", name="Rensa").click()
    expect(page.get_by_role("status")).to_have_text(f"{len(everything)} vårdförlopp")
    assert shown_rows(page) == everything


def test_without_script_everything_is_listed_and_nothing_pretends_to_work(visit: Opener) -> None:
    page = visit("vardforlopp/", script=False)
    assert len(shown_rows(page)) > 40
    expect(page.locator(".rt-filter__form")).to_be_hidden()
    page = visit("sok/", script=False)
    expect(page.get_by_text("Sökningen behöver JavaScript")).to_be_visible()


@pytest.mark.parametrize(
    "words", ["sepsis", "blododlingar", "vårdförloppet", "vardforlopp", "förlopp", "svikt", "R65.1"]
)
def test_the_search_finds_the_pathway(visit: Opener, words: str) -> None:
    page = visit(f"sok/?q={words}")
    page.locator("[data-rt-ready]").wait_for(state="attached")
    page.get_by_label("Typ").select_option(label="Vårdförlopp")
    page.get_by_label("Sökord").fill(f"{words} sepsis")
    page.get_by_label("Sökord").press("Enter")
    expect(page.locator(".rt-hit__title").filter(has_text=re.compile("^Sepsis$"))).to_be_visible()


def test_the_search_box_leads_to_hits_that_lead_to_pages(visit: Opener) -> None:
    page = visit(STROKE)
    page.get_by_role("banner").get_by_role("searchbox").fill("trombolys")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=trombolys")
    first = page.locator(".rt-hit__title").first
    first.wait_for()
    title = first.inner_text()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_nothing_is_fetched_from_elsewhere(visit: Opener, address: str) -> None:
    asked: list[str] = []
    page = visit("")
    page.on("request", lambda request: asked.append(_url(request)))
    for path in PAGES:
        page.goto(address + path, wait_until="networkidle")
    assert len(asked) > len(PAGES)
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert page.context.cookies() == []


def _url(request: Request) -> str:
    return request.url


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_the_screen(visit: Opener, address: str, width: int) -> None:
    page = visit("", width=width)
    for path in PAGES:
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Opener, address: str, scheme: str) -> None:
    page = visit("", scheme=scheme)
    faults: list[str] = []
    for path in PAGES:
        page.goto(address + path, wait_until="networkidle")
        grave = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
        faults += [f"{path}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in grave]
    assert faults == []


def test_the_keyboard_shows_where_it_is(visit: Opener) -> None:
    page = visit("vardforlopp/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_class(re.compile("md-skip"))
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#rt-main"
    for _ in range(4):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle; })()"
        )
        assert style != "none"


def test_the_colours_follow_the_reader_and_can_be_changed(visit: Opener) -> None:
    page = visit("", scheme="dark")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.locator("label[title='Byt till ljust utseende']").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"
