"""The pages as a reader meets them: links lead, filters filter, searches find, nothing comes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Request, expect

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


def facet(page: Page, group: str, value: str) -> Locator:
    """The link of a value in a facet."""
    return page.locator(f"details:has(> summary:text-is('{group}'))").get_by_role("link", name=re.compile(f"^{value}"))


def test_facets_narrow_the_catalogue_and_the_choice_can_be_shared(visit: Opener) -> None:
    page = visit("vardforlopp/")
    everything = shown_rows(page)
    assert len(everything) > 40
    area = facet(page, "Programområde", "Reumatiska sjukdomar")
    promised = int(area.locator(".rt-count").inner_text())
    area.click()
    few = shown_rows(page)
    assert 0 < len(few) == promised
    expect(page.get_by_role("status")).to_have_text(f"{len(few)} av {len(everything)} vårdförlopp")
    expect(area).to_have_attribute("aria-current", "true")
    # What is counted elsewhere is counted within the choice; the facet itself still offers its other values.
    assert sum(map(int, page.locator("[data-rt-facet=typ] .rt-count").all_inner_texts())) == len(few)
    expect(facet(page, "Programområde", "Psykisk hälsa").locator(".rt-count")).not_to_have_text("0")
    facet(page, "Programområde", "Psykisk hälsa").click()
    assert len(shown_rows(page)) > len(few)
    page.get_by_label("Ord").fill("etablerad")
    assert shown_rows(page) == [title for title in few if "etablerad" in title]
    query = urlsplit(page.url).query
    assert parse_qs(query) == {"programomrade": ["reumatiska-sjukdomar", "psykisk-halsa"], "ord": ["etablerad"]}
    assert shown_rows(visit(f"vardforlopp/?{query}")) == shown_rows(page)
    page.get_by_role("link", name="Ta bort Psykisk hälsa ur urvalet").click()
    assert "psykisk-halsa" not in page.url
    page.go_back()
    assert "psykisk-halsa" in page.url
    page.get_by_role("button", name="Rensa urvalet").click()
    expect(page.get_by_role("status")).to_have_text(f"{len(everything)} vårdförlopp")
    assert shown_rows(page) == everything


def test_facets_are_reached_by_keyboard(visit: Opener) -> None:
    page = visit("vardforlopp/")
    page.get_by_label("Ord").focus()
    for _ in range(3):  # the button, the first heading, its first value
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-rt-facet]').dataset.rtFacet") == "programomrade"
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("aria-current", "true")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert len(shown_rows(page)) == int(page.locator(":focus .rt-count").inner_text())
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).not_to_have_attribute("aria-current", "true")


def test_facets_work_without_script(visit: Opener) -> None:
    page = visit("vardforlopp/", width=390, script=False)
    expect(page.get_by_label("Ord")).to_be_hidden()
    page.get_by_text("Programområde", exact=True).click()
    area = facet(page, "Programområde", "Psykisk hälsa")
    promised = int(area.locator(".rt-count").inner_text())
    area.click()
    page.wait_for_url("**/katalog/programomrade/psykisk-halsa/")
    assert len(shown_rows(page)) == promised
    page.get_by_role("link", name="kombinera i katalogen").click()
    page.wait_for_url("**/vardforlopp/?programomrade=psykisk-halsa")


def test_a_code_is_looked_up_by_keyboard_and_the_choice_can_be_shared(visit: Opener) -> None:
    page = visit("koder/")
    field = page.get_by_label("Kod, början av en kod, eller ord")
    field.focus()
    page.keyboard.type("f 33,1")
    first = page.locator(".rt-hits > li").first
    expect(first.locator(".rt-hit__title")).to_have_text(re.compile(r"^F33\.1\b"))
    expect(page.locator(".rt-codes [role=status]")).to_contain_text("kod")
    assert page.url.endswith("?kod=f%2033%2C1")
    page.keyboard.press("ArrowDown")
    expect(first.locator(".rt-hit__title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/koder/icd-10-se/F33.1/")
    again = visit("koder/?kod=I63")
    blocks = again.locator(".rt-hits > li").first.locator(".rt-uses a[href*='#']")
    expect(blocks.first).to_be_visible()
    target = str(blocks.first.get_attribute("href"))
    blocks.first.click()
    again.wait_for_url(f"**{target.removeprefix('..')}")
    assert again.evaluate("document.getElementById(location.hash.slice(1)) !== null")


def test_a_code_that_is_nowhere_leads_to_the_one_above_and_words_to_codes(visit: Opener) -> None:
    page = visit("koder/?kod=I63.9")
    status = page.locator(".rt-codes [role=status]")
    expect(status).to_have_text("I63.9 står inte för sig. I63 omfattar den.")
    field = page.get_by_label("Kod, början av en kod, eller ord")
    field.fill("sepsis")
    expect(page.locator(".rt-hits")).to_contain_text("R65.1")
    field.fill("Q99.9")
    expect(status).to_have_text("Ingen text här gäller Q99.9.")
    field.fill("")
    expect(status).to_have_text("")


def test_without_script_codes_are_listed_by_chapter(visit: Opener) -> None:
    page = visit("koder/", script=False)
    expect(page.locator(".rt-codes")).to_be_hidden()
    page.get_by_role("link", name=re.compile("^F00–F99")).click()
    expect(page.get_by_role("link", name="F32", exact=True)).to_be_visible()


def test_without_script_everything_is_listed_and_nothing_pretends_to_work(visit: Opener) -> None:
    page = visit("indikatorer/", script=False)
    assert len(shown_rows(page)) > 40
    expect(page.locator(".rt-filter__form")).to_be_hidden()
    page = visit("sok/", script=False)
    expect(page.get_by_text("Sökningen behöver JavaScript")).to_be_visible()


def test_a_date_that_has_passed_since_the_build_is_marked_on_the_day_that_it_is_read(visit: Opener) -> None:
    page = visit("avvikelser/")
    for day, passed in (("2027-12-31", 0), ("2028-01-01", 2)):  # in the list and in the comparison
        page.clock.set_fixed_time(f"{day}T12:00:00")
        page.reload(wait_until="networkidle")
        expect(page.get_by_text("Passerat i dag")).to_have_count(passed)
    page = visit("avvikelser/", script=False)
    expect(page.get_by_text("31 december 2027").first).to_be_visible()


def test_the_front_page_answers_in_one_screen(visit: Opener) -> None:
    page = visit("")
    for name in ("Programområden", "Senast ändrat", "Kommentera", "För regioner: hämta hem"):
        expect(page.get_by_role("heading", name=name)).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Sök tillstånd, åtgärd, indikator eller kod")).to_be_in_viewport(ratio=1)
    narrow = visit("", width=390)
    expect(narrow.get_by_label("Sök tillstånd, åtgärd, indikator eller kod")).to_be_in_viewport(ratio=1)
    narrow.get_by_label("Sök tillstånd, åtgärd, indikator eller kod").fill("sepsis")
    narrow.keyboard.press("Enter")
    narrow.wait_for_url("**/sok/?q=sepsis")


@pytest.mark.parametrize("words", ["sepsis", "blododlingar", "vårdförloppet", "vardforlopp", "förlopp", "R65.1"])
def test_the_search_finds_the_pathway(visit: Opener, words: str) -> None:
    page = visit(f"sok/?q={words} sepsis&typ=vardforlopp")
    page.locator("[data-rt-ready]").wait_for(state="attached")
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
    page.get_by_role("button", name="Byt till ljust utseende").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"
