"""The flow chart in a real browser: every text fits, every node can be reached, the words stand clear of each other."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from flowcharts import DEPRESSION, STROKE
from rodtrad.drawing import STYLE, draw, steps_html
from rodtrad.drawing.style import LIGHT
from rodtrad.layout import Chart, Edge, Node

pytestmark = pytest.mark.browser

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ abcdefghijklmnopqrstuvwxyzåäö 0123456789 ,.:;-–/()!?'\"%&+<>=≥≤µ°é§…”’"
HARD = Chart(
    (
        Node("a", "action", "AA", _LETTERS),
        Node("b", "decision", "WW", "WMWMWMWM mmmmmmmm? iiiiiiiiiiiiiiiiiiiiiiii"),
        Node("c", "exit", "", "Läkemedelsutlöst överkänslighetsreaktionsbedömningssamtal"),
        Node("d", "elsewhere", "", "Hjärtsvikt – nydebuterad"),
    ),
    (
        Edge("a", "b", _LETTERS, "senast 2–4 veckor från ÅÄÖ-utredning/åtgärd"),
        Edge("b", "c", "Ja", "", "g"),
        Edge("b", "d", "Ja", "inom 30 dagar", "g"),
        Edge("b", "b", "WWWWWW", "minst en gång per år"),
        Edge("b", "a", "Nej, ≥ 18 år"),
    ),
)
CHARTS = {"depression": DEPRESSION, "stroke": STROKE, "hard": HARD}

_MEASURE = """() => {
  const box = e => { const b = e.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; };
  const out = [];
  for (const node of document.querySelectorAll('.flow-node')) {
    const tip = node.classList.contains('flow-decision') ? 17 : 4;
    const shape = box(node.querySelector('.flow-shape'));
    for (const text of node.querySelectorAll('text')) {
      const strip = node.querySelector('.flow-strip');
      const inside = [shape[0] + tip, shape[1] + 1, shape[2] - tip, shape[3] - 1];
      if (text.classList.contains('flow-letter')) {
        const edge = box(strip);
        inside[0] = edge[0] + 1; inside[2] = edge[2] - 1;
      } else if (strip) {
        inside[0] = box(strip)[2] + 4;
      }
      out.push([text.textContent, box(text), inside]);
    }
  }
  for (const rect of document.querySelectorAll('.flow-label-box')) {
    let next = rect.nextElementSibling;
    while (next && next.tagName === 'text') {
      out.push([next.textContent, box(next), box(rect)]);
      next = next.nextElementSibling;
    }
  }
  for (const word of document.querySelectorAll('.flow-word'))
    out.push([word.textContent, box(word), box(word.previousElementSibling)]);
  return out;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 390, "height": 844})


def show(page: Page, made: Chart, style: str = STYLE) -> None:
    page.set_content(
        f"<!doctype html><html lang='sv'><head><title>Flöde</title><style>{style}</style></head>"
        "<body><main><h1>Flöde</h1>"
        f"<div class='flow-scroll'>{draw(made, 'Flödesschema', 'Samma sak står i ord nedan.')}</div>"
        f"{steps_html(made, lambda node: f'#{node}')}</main></body></html>"
    )


@pytest.mark.parametrize("font", ["DejaVu Sans", "Liberation Sans", ""])
@pytest.mark.parametrize("made", CHARTS.values(), ids=CHARTS)
def test_every_text_fits_its_box(page: Page, made: Chart, font: str) -> None:
    show(page, made, STYLE + (f'.flow {{ font-family: "{font}"; }}' if font else ""))
    found: list[tuple[str, list[float], list[float]]] = page.evaluate(_MEASURE)
    assert len(found) > len(made.nodes)
    for text, (left, top, right, bottom), inside in found:
        assert left >= inside[0], text
        assert right <= inside[2], text
        assert top >= inside[1] - 1, text
        assert bottom <= inside[3] + 1, text


@pytest.mark.parametrize("made", CHARTS.values(), ids=CHARTS)
def test_the_chart_is_legible_without_any_style(page: Page, made: Chart) -> None:
    show(page, made, style="")
    hidden = page.evaluate(
        "() => [...document.querySelectorAll('.flow text')].filter(t => getComputedStyle(t).fill === "
        "getComputedStyle(t.closest('a,g').querySelector('.flow-strip,.flow-label-box,.flow-shape,.flow-badge')).fill)"
        ".filter(t => !t.classList.contains('flow-letter')).map(t => t.textContent)"
    )
    assert hidden == []
    assert all(right <= inside[2] for _, (_, _, right, _), inside in page.evaluate(_MEASURE))


def test_every_node_is_reached_by_keyboard_in_order(page: Page) -> None:
    show(page, DEPRESSION)
    seen = []
    for _ in DEPRESSION.nodes:
        page.keyboard.press("Tab")
        seen.append(page.evaluate("() => document.activeElement.getAttribute('href')"))
    assert sorted(seen) == sorted(f"#{node.id}" for node in DEPRESSION.nodes)
    assert seen[:5] == ["#in-misstanke", "#in-ater", "#a", "#b", "#c"]


def test_only_the_chart_pans_on_a_narrow_screen(page: Page) -> None:
    show(page, DEPRESSION)
    sizes: Any = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.querySelector('.flow-scroll').scrollWidth]"
    )
    assert sizes[0] <= 390
    assert sizes[1] > 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violations(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    background = "#ffffff" if scheme == "light" else "#14191d"
    ink = "#000000" if scheme == "light" else "#ffffff"
    show(page, STROKE, STYLE + f"body {{ background: {background}; color: {ink}; }} a {{ color: inherit; }}")
    results = Axe().run(page)
    page.emulate_media(color_scheme="light")
    assert results.violations_count == 0, results.generate_report()


def test_contrast_of_every_colour(page: Page) -> None:
    """Texts at least 4.5 to 1 and lines at least 3 to 1 against what they stand on, light and dark (WCAG 2.2)."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        show(page, HARD)
        value = page.evaluate(
            """names => { const s = getComputedStyle(document.querySelector('.flow'));
                return Object.fromEntries(names.map(k => [k, s.getPropertyValue('--_' + k).trim()])); }""",
            list(LIGHT),
        )

        def contrast(one: str, other: str, value: dict[str, str] = value) -> float:
            light, dark = sorted((_luminance(value[one]), _luminance(value[other])), reverse=True)
            return (light + 0.05) / (dark + 0.05)

        for ground in ("action", "decision", "entry", "exit", "label"):
            assert contrast("ink", ground) >= 4.5
        for ground in ("entry", "exit", "label"):
            assert contrast("soft", ground) >= 4.5
        for mark in ("mark", "decide"):
            assert contrast("on", mark) >= 4.5
        for line in ("line", "turn", "mark", "decide"):
            assert contrast(line, "back") >= 3
    page.emulate_media(color_scheme="light")


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
