"""What is around every page: the menu, the table of contents, what is folded."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SEPSIS = "vardforlopp/sepsis/"

Opener = Callable[..., Page]


@pytest.mark.parametrize("script", [True, False])
def test_the_menu_of_a_narrow_screen_needs_no_script(visit: Opener, script: bool) -> None:
    page = visit(SEPSIS, width=390, script=script)
    menu = page.locator("#rt-menu")
    expect(menu).to_be_hidden()
    page.locator("[popovertarget=rt-menu]").click()
    expect(menu.get_by_role("link", name="Vårdförlopp")).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    page.locator("[popovertarget=rt-menu]").click()
    menu.get_by_role("link", name="Regioner").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Regioner")


def test_a_wide_screen_has_no_menu_but_its_sections(visit: Opener) -> None:
    page = visit("")
    expect(page.locator("[popovertarget=rt-menu]")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Avdelningar").get_by_role("link", name="Regioner")).to_be_visible()


def test_the_table_of_contents_follows_the_reader(visit: Opener) -> None:
    page = visit(SEPSIS)
    here = page.locator(".rt-toc [aria-current=location]")
    for title in ("Flödesschema för vårdförloppet", "Referenser"):
        page.locator(".rt-page h2", has_text=re.compile(rf"^{title}")).evaluate("h => h.scrollIntoView()")
        expect(here).to_have_text(title)
        expect(here).to_be_in_viewport()


def test_the_table_of_contents_is_no_longer_than_the_window(visit: Opener) -> None:
    page = visit(SEPSIS)
    page.set_viewport_size({"width": 1440, "height": 400})
    page.mouse.wheel(0, 3000)
    box = page.locator(".md-sidebar__scrollwrap").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 400


def test_what_is_folded_is_opened_for_a_link_and_for_paper(visit: Opener) -> None:
    page = visit(SEPSIS)
    page.evaluate(
        """() => { const box = document.createElement("details"); box.innerText = "x";
        const goal = document.createElement("p"); goal.id = "inne"; box.append(goal);
        document.querySelector(".rt-page").append(box); location.hash = "inne"; }"""
    )
    expect(page.locator("details:has(#inne)")).to_have_attribute("open", "")
    closed = page.locator(".rt-page details:not([open])")
    before = closed.count()
    assert before
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(closed).to_have_count(before)


def test_text_does_not_reflow_when_the_table_of_contents_comes(visit: Opener) -> None:
    """It follows the text in the page, which may come in pieces: its column is there before."""
    page = visit(SEPSIS)
    text = page.locator(".md-content")
    before = text.bounding_box()
    page.evaluate("document.querySelector('.md-sidebar').remove()")
    assert text.bounding_box() == before


def test_the_contents_are_not_folded_while_they_have_focus(visit: Opener) -> None:
    page = visit("vardforlopp/sepsis/#antibiotika")
    link = page.locator('.rt-toc a[href="#antibiotika"]')
    expect(link).to_be_visible()
    link.focus()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".rt-toc [aria-current=location]")).not_to_have_attribute("href", "#antibiotika")
    expect(link).to_be_visible()
    expect(link).to_be_focused()
