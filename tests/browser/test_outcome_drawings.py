"""Outcomes in a real browser: at every width one drawing, legible, with its watermark; accessible in both schemes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

INDICATOR = "indikatorer/trombolys-inom-30-min/"
PERIOD = "utfall/trombolys-inom-30-min/2024/"
STEPS = "indikatorer/riksstroke-reperfusionsbehandlade/"

Opener = Callable[..., Page]


@pytest.mark.parametrize("path", [INDICATOR, PERIOD, STEPS, "indikatorer/trombolys-tid-fran-ankomst/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_inaccessible(visit: Opener, path: str, scheme: str, width: int) -> None:
    page = visit(path, width=width, scheme=scheme)
    for folded in page.locator("details").all():
        folded.evaluate("one => { one.open = true }")
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("width", [320, 390, 800, 1440])
def test_one_drawing_is_shown_and_its_words_are_legible_and_within_it(visit: Opener, width: int) -> None:
    page = visit(INDICATOR, width=width)
    shown = page.locator("figure svg.rt-chart__narrow:visible, figure svg.rt-chart__wide:visible")
    assert shown.count() == 2, "points, and panels over time: one drawing of each"
    for svg in shown.all():
        seen = svg.evaluate(
            """svg => {
              const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
              const texts = [...svg.querySelectorAll("text.chart-text")].map(t => t.getBoundingClientRect());
              return {
                size: scale * parseFloat(getComputedStyle(svg.querySelector("text.chart-text")).fontSize),
                outside: texts.filter(t => t.left < box.left - 2 || t.right > box.right + 2).length,
                over: texts.filter((t, i) => texts.some((o, j) => i < j && t.left + 1 < o.right && o.left + 1 < t.right
                  && t.top + 4 < o.bottom && o.top + 4 < t.bottom)).length,
              };
            }"""
        )
        assert seen["size"] >= 9.5 if width < 390 else seen["size"] >= 11.5
        assert (seen["outside"], seen["over"]) == (0, 0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_watermark_goes_across_the_drawing(visit: Opener) -> None:
    for width in (390, 1440):
        page = visit(INDICATOR, width=width)
        svg = page.locator("figure svg:visible:has(.chart-watermark)").first
        words = svg.locator(".chart-watermark")
        assert words.count() >= 2
        drawing, mark = svg.bounding_box(), words.first.bounding_box()
        assert drawing
        assert mark
        assert mark["width"] > 0.6 * drawing["width"]


def test_a_mark_is_of_two_colours_at_most_and_of_five_shapes(visit: Opener) -> None:
    """In greyscale, and to those who see no colours, the shapes say all."""
    page = visit(PERIOD)
    classes = "one => [...one.querySelectorAll('.chart-mark')].map(mark => mark.tagName + mark.getAttribute('class'))"
    shapes = set(page.locator("figure svg.rt-chart__wide").evaluate(classes))
    assert len(shapes) == 5


def test_the_table_is_unfolded_by_keyboard(visit: Opener) -> None:
    page = visit(INDICATOR, script=False)
    table = page.get_by_role("table", name="Fiktiva data. Utfall 2024")
    expect(table).to_be_hidden()
    page.locator("summary", has_text="Tabell: utfall 2024").focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()


def test_on_paper_everything_is_there(visit: Opener) -> None:
    page = visit(INDICATOR)
    page.emulate_media(media="print")
    expect(page.locator("figure svg.rt-chart__wide").first).to_be_visible()
    expect(page.get_by_role("table", name="Fiktiva data. Utfall 2024")).to_be_visible()
