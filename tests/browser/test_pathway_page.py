"""A pathway's page in use: where the reader is, the chart at every size, a chain of the thread, the versions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

DEPRESSION = "vardforlopp/depression-vuxna/"

Opener = Callable[..., Page]


def test_the_letter_that_is_read_is_marked_in_the_bar_and_in_the_chart(visit: Opener) -> None:
    page = visit(DEPRESSION + "#behandling")
    expect(page.locator(".rt-local [aria-current]")).to_have_text("F")
    expect(page.locator("svg.flow .flow-now title")).to_have_text("F. Behandling")
    page.get_by_role("navigation", name="I vårdförloppet").get_by_role("link", name="Schema").click()
    expect(page.locator("svg.flow .flow-now .flow-shape")).to_be_in_viewport()
    expect(page.locator(".rt-local [aria-current]")).to_have_count(0)  # no action is read
    page.locator('.rt-local a[href="#diagnostik"]').click()
    expect(page.locator("#diagnostik")).to_be_in_viewport()
    expect(page.locator(".rt-local [aria-current]")).to_have_text("C")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_bar_stays_in_sight_and_hides_no_heading(visit: Opener, width: int) -> None:
    page = visit(DEPRESSION + "#utvardering", width=width)
    bar = page.locator(".rt-local").bounding_box()
    heading = page.locator("#utvardering").bounding_box()
    assert bar is not None
    assert heading is not None
    assert bar["y"] < 80
    assert heading["y"] >= bar["y"] + bar["height"]


def test_the_chart_grows_shrinks_and_is_dragged(visit: Opener) -> None:
    page = visit(DEPRESSION, width=390)
    box = page.locator(".flow-scroll")
    width = "svg => svg.getBoundingClientRect().width"
    chart = page.locator("svg.flow")
    natural = chart.evaluate(width)
    page.get_by_role("button", name="Förstora schemat").click()
    assert chart.evaluate(width) == pytest.approx(natural * 1.25, abs=2)
    page.get_by_role("button", name="Hela bredden").click()
    assert chart.evaluate(width) <= box.evaluate("box => box.clientWidth")
    page.get_by_role("button", name="Full storlek").click()
    box.scroll_into_view_if_needed()
    start = box.evaluate("box => box.scrollLeft")
    place = box.bounding_box()
    assert place is not None
    page.mouse.move(200, place["y"] + 400)
    page.mouse.down()
    page.mouse.move(120, place["y"] + 400, steps=4)
    page.mouse.up()
    assert box.evaluate("box => box.scrollLeft") == pytest.approx(start + 80, abs=2)
    assert page.url.endswith(DEPRESSION)


def test_the_whole_chart_shows_at_once_where_there_is_room_also_without_script(visit: Opener) -> None:
    for script in (True, False):
        page = visit(DEPRESSION, script=script)
        assert not page.locator(".flow-scroll").evaluate("box => box.scrollWidth > box.clientWidth")


@pytest.mark.parametrize("by", ["hover", "focus"])
def test_a_chain_of_the_thread_is_marked(visit: Opener, by: str) -> None:
    page = visit(DEPRESSION)
    goal = page.locator("table.rt-thread tbody tr").nth(1).locator("td a").first
    getattr(goal, by)()
    marked = page.locator("table.rt-thread .rt-thread__on")
    said = " ".join(marked.all_inner_texts())
    assert "Första besök i specialiserad psykiatrisk vård" in said
    assert "Ansvaret är otydligt" in said
    assert "Helhetsintryck" not in said


def test_another_version_is_chosen_by_keyboard(visit: Opener) -> None:
    page = visit("vardforlopp/sepsis/")
    page.get_by_text("Andra versioner").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="1.0.0", exact=True).click()
    expect(page.get_by_text("En tidigare utgåva.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sepsis 1.0.0")


def test_a_block_is_commented_on_by_its_own_address(visit: Opener) -> None:
    page = visit("vardforlopp/sepsis/")
    card = page.locator("article.rt-node").first
    block = card.locator("h4").get_attribute("id")
    comment = card.get_by_role("link", name="Kommentera")
    assert (
        comment.get_attribute("href")
        == f"https://synpunkter.example/ny?om=vardforlopp%2Fsepsis%23{block}&version=3.0.0"
    )
    goal = page.locator("#m-larm, [id^='m-']").first
    goal.locator(".rt-anchor").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".rt-linked [role=status]")).to_contain_text("Länken")
    there = page.get_by_role("link", name="Kommentera stycket").get_attribute("href")
    assert there is not None
    assert f"%23{goal.get_attribute('id')}&" in there
