"""The search as somebody in a hurry meets it: what is found, how it is shown, and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from rodtrad.dev.search import BARS, ask, queries, recall

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]

QUERIES = Path(__file__).parents[1] / "search_queries.yaml"


def answered(page: Page, query: str | None = None) -> Page:
    """The page when it has answered."""
    page.locator("[data-rt-ready]" if query is None else f'[data-rt-ready="{query}"]').wait_for(state="attached")
    return page


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Sök", exact=True)


def hits(page: Page) -> Locator:
    return page.locator(".rt-hits > li")


def titles(page: Page) -> list[str]:
    return page.locator(".rt-hit__title").all_inner_texts()


@pytest.mark.parametrize("part", ["tuned", "held-out"])
def test_people_find_what_they_look_for(visit: Opener, address: str, part: str) -> None:
    answers = ask(visit("sok/"), address, queries(QUERIES)[part])
    missed = [answer.query.words for answer in answers if not answer.found]
    assert recall(answers) >= BARS[part], missed


def test_a_hit_is_a_document_with_its_blocks(visit: Opener, address: str) -> None:
    page = answered(visit("sok/?q=antibiotika sepsis"))
    first = hits(page).first
    expect(first.get_by_role("heading", name="Sepsis", exact=True)).to_be_visible()
    expect(first.locator(".rt-hit__kind")).to_have_text("Vårdförlopp Exempel Infektionssjukdomar")
    block = first.locator(".rt-hit__blocks > li").first
    link = block.get_by_role("link", name="G Antibiotika", exact=True)
    assert link.get_attribute("href") == "/vardforlopp/sepsis/#antibiotika"
    assert "antibiotika" in [word.casefold() for word in block.locator("mark").all_inner_texts()]
    expect(first.get_by_role("link", name="Konsekvensbeskrivning för Sepsis")).to_be_visible()
    headings = page.locator(".rt-hits h2").all_inner_texts()
    assert len(set(headings)) == len(headings)
    link.click()
    page.wait_for_url("**/vardforlopp/sepsis/#antibiotika")
    expect(page.locator("#antibiotika")).to_be_in_viewport()


def test_what_has_been_replaced_says_so_and_comes_after(visit: Opener) -> None:
    page = answered(visit("sok/?q=riktlinjer demens"))
    kinds = page.locator(".rt-hit__kind").all_inner_texts()
    shown = [kind for kind in kinds if kind.startswith("Nationell riktlinje")]
    assert shown[0] == "Nationell riktlinje"
    assert "Nationell riktlinje Ersatt" in shown


def test_a_misspelt_word_is_taken_for_what_was_meant(visit: Opener) -> None:
    page = answered(visit("sok/?q=deprission"))
    expect(page.get_by_role("status")).to_contain_text("Inga träffar för ”deprission”. Visar träffar för depression.")
    assert titles(page)[0] == "Depression hos vuxna"


def test_a_word_that_is_nowhere_does_not_hide_the_others(visit: Opener) -> None:
    page = answered(visit("sok/?q=sepsis xylofon"))
    expect(page.get_by_role("status")).to_contain_text("Ingen sida har ”xylofon”.")
    assert titles(page)[0] == "Sepsis"
    expect(hits(page).first).to_contain_text("Saknas: xylofon")


def test_words_that_no_page_has_together(visit: Opener) -> None:
    page = answered(visit("sok/?q=karies trombektomi"))
    expect(page.get_by_role("status")).to_contain_text("Ingen sida har allt som du skrev.")
    assert hits(page).count() > 1
    expect(hits(page).first).to_contain_text("Saknas:")


def test_nothing_at_all_is_found(visit: Opener) -> None:
    page = answered(visit("sok/?q=qwrtzx"))
    expect(page.get_by_role("status")).to_have_text("Inga träffar")
    assert hits(page).count() == 0
    expect(page.get_by_role("button", name="Visa fler")).to_be_hidden()
    expect(page.get_by_text("Listorna visar allt:")).to_be_visible()
    page.get_by_label("Sök", exact=True).fill("sepsis")
    expect(page.get_by_text("Listorna visar allt:")).to_be_hidden()


def test_hits_can_be_limited_and_the_choice_is_in_the_address(visit: Opener, address: str) -> None:
    page = answered(visit("sok/?q=stroke"))
    status = page.get_by_role("status")
    every = status.inner_text()
    kind = page.locator(".rt-kind", has_text="Vårdförlopp")
    few = int(re.findall(r"\d+", kind.inner_text())[0])
    assert 1 < few < int(re.findall(r"\d+", every)[0])
    kind.get_by_role("radio").check()
    expect(status).to_contain_text(f"{few} träffar (Vårdförlopp)")
    assert set(page.locator(".rt-hit__kind .rt-badge:first-child").all_inner_texts()) == {"Vårdförlopp"}
    assert page.url == f"{address}sok/?q=stroke&typ=vardforlopp"
    area = page.get_by_label("Programområde", exact=True)
    expect(area.locator("option", has_text="Tandvård")).to_be_disabled()
    area.select_option("nervsystemets-sjukdomar")
    expect(status).to_contain_text("träffar (Vårdförlopp, Nervsystemets sjukdomar)")
    area.select_option("")
    page.get_by_role("radio", name="Alla").check()
    expect(status).to_have_text(every)
    page.go_back()
    expect(status).to_contain_text(f"{few} träffar (Vårdförlopp)")
    page.go_back()
    expect(status).to_contain_text("träffar (Vårdförlopp, Nervsystemets sjukdomar)")
    expect(area).to_have_value("nervsystemets-sjukdomar")
    for _ in range(2):
        page.go_back()
    expect(status).to_have_text(every)
    expect(page.get_by_role("radio", name="Alla")).to_be_checked()
    page.reload()
    assert titles(answered(page))
    only = answered(visit("sok/?q=stroke&omrade=nervsystemets-sjukdomar"))
    assert set(only.locator(".rt-hit__area").all_inner_texts()) == {"Nervsystemets sjukdomar"}


def test_it_answers_while_somebody_types(visit: Opener, address: str) -> None:
    page = answered(visit("sok/"))
    expect(page.get_by_role("status")).to_have_text("")
    expect(page.get_by_role("radio", name="Indikator")).to_be_visible()
    field(page).press_sequentially("artrossk", delay=10)
    answered(page, "artrossk")
    assert any("artrosskola" in title.casefold() for title in titles(page))
    assert page.url == f"{address}sok/?q=artrossk"


def test_by_keyboard_alone(visit: Opener) -> None:
    page = answered(visit("sok/?q=sepsis"))
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    links = page.locator(".rt-hits a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("ArrowUp")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("sepsis")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    expect(hits(page)).to_have_count(0)
    page.keyboard.type("stroke")
    page.keyboard.press("Enter")
    answered(page, "stroke")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vardforlopp/stroke-tia-tidiga-insatser/")


def test_on_every_page_a_key_leads_to_the_search(visit: Opener) -> None:
    page = visit("vardforlopp/sepsis/")
    page.keyboard.press("/")
    expect(page.get_by_role("banner").get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("1/2")
    expect(page.get_by_role("banner").get_by_role("searchbox")).to_have_value("1/2")


def test_more_hits_are_shown_when_asked_for(visit: Opener) -> None:
    page = answered(visit("sok/?q=stroke"))
    before = hits(page).count()
    page.get_by_role("button", name="Visa fler").click()
    hits(page).nth(before).wait_for()
    expect(hits(page).nth(before).locator("a").first).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_small_screen_the_first_hit_is_in_sight(visit: Opener, scheme: str) -> None:
    page = answered(visit("sok/?q=sepsis", width=390, scheme=scheme))
    expect(hits(page).first.locator("h2")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_only_the_search_page_loads_the_search(visit: Opener) -> None:
    page = visit("")
    assert (
        page.evaluate("performance.getEntriesByType('resource').filter((one) => /pagefind|sok/.test(one.name))") == []
    )


def test_without_script_it_says_where_to_look(visit: Opener) -> None:
    page = visit("sok/", script=False)
    expect(page.get_by_text("Sökningen behöver JavaScript")).to_be_visible()
    page.get_by_role("link", name="Alla vårdförlopp").click()
    page.wait_for_url("**/vardforlopp/")
