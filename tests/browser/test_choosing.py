"""Choosing what to see: by keyboard, without script, by link, remembered; a region's words in their place; on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]

DEPRESSION, SEPSIS = "vardforlopp/depression-vuxna/", "vardforlopp/sepsis/"
FULL = (DEPRESSION, SEPSIS, "vardforlopp/stroke-tia-tidiga-insatser/", "vardforlopp/hoftledsartros-primarvard/")


def card(page: Page, id: str) -> Locator:
    return page.locator("article.rt-node").filter(has=page.locator(f"h4#{id}"))


def is_one_line(page: Page, id: str) -> bool:
    """Whether a card shows only its title, who acts, and the way in."""
    found = card(page, id)
    assert found.locator("h4").is_visible()
    assert found.locator(".rt-who").is_visible()
    folded = not found.locator(".rt-half").first.is_visible()
    assert found.locator(".rt-node__show").is_visible() is folded
    return folded


def kept(page: Page) -> dict[str, str]:
    """What the browser remembers for us."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([name]) => name.startsWith('/rt-')))"
    )
    return found


def test_the_care_level_is_chosen_by_keyboard_and_told(visit: Opener) -> None:
    page = visit(DEPRESSION)
    page.get_by_role("radio", name="Alla").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Primärvård")).to_be_checked()
    status = page.locator(".rt-views__count [role=status]")
    said = re.fullmatch(r"(\d+) av (\d+) åtgärder och beslut visas\.", status.inner_text())
    assert said
    assert 0 < int(said[1]) < int(said[2]) == page.locator("article.rt-node").count()
    assert is_one_line(page, "psykiatrisk-bedomning")
    assert not is_one_line(page, "kartlaggning")
    expect(card(page, "beslut-vardniva").locator(".rt-ways")).to_be_visible()  # a decision of specialised care
    outline = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
    assert page.evaluate(outline) == "solid"
    assert page.url.endswith("?vy=primarvard")
    page.get_by_role("button", name="Visa alla").press("Enter")
    expect(status).to_have_text("")
    assert not is_one_line(page, "psykiatrisk-bedomning")
    assert page.evaluate("document.activeElement.name") == "vy"
    assert "?" not in page.url


def test_level_and_profession_narrow_together_and_can_be_shared(visit: Opener) -> None:
    page = visit(DEPRESSION)
    page.get_by_role("radio", name="Primärvård").check()
    page.get_by_label("Profession").select_option(label="Psykolog")
    assert is_one_line(page, "somatisk-undersokning")  # primary care, but no psychologist
    assert not is_one_line(page, "diagnostik")
    query = page.url.partition("?")[2]
    assert query == "vy=primarvard&profession=psykolog"
    other = visit(f"{DEPRESSION}?{query}")
    assert is_one_line(other, "somatisk-undersokning")
    expect(other.locator("svg.flow a.flow-off[href='#somatisk-undersokning']")).to_have_count(1)
    expect(other.locator("svg.flow a.flow-decision.flow-off")).to_have_count(0)
    assert kept(other) == {}  # whoever is sent a link has not chosen


def test_the_choice_is_remembered_on_every_pathway_until_it_is_taken_back(visit: Opener, address: str) -> None:
    page = visit(DEPRESSION)
    expect(page.get_by_text("Valet sparas bara i den här webbläsaren")).to_be_visible()
    page.get_by_role("radio", name="Specialiserad vård").check()
    page.goto(address + SEPSIS)
    expect(page.get_by_role("radio", name="Specialiserad vård")).to_be_checked()
    assert is_one_line(page, "upptackt")
    assert not is_one_line(page, "intensivvard")
    page.get_by_role("button", name="Visa alla").click()
    assert kept(page) == {}
    page.goto(address + DEPRESSION)
    expect(page.get_by_role("radio", name="Alla")).to_be_checked()


def test_a_choice_that_this_pathway_does_not_have_shows_everything(visit: Opener) -> None:
    page = visit(f"{DEPRESSION}?vy=ambulans&profession=%3Cb%3E&region=nowhere#%E0%A4%A")
    expect(page.get_by_role("radio", name="Alla")).to_be_checked()
    assert page.locator(".rt-node__show:visible").count() == 0
    assert page.locator(".rt-added").count() == 0


def test_a_link_to_a_hidden_action_shows_it_and_so_does_the_way_in(visit: Opener) -> None:
    page = visit(f"{DEPRESSION}?vy=primarvard#psykiatrisk-bedomning")
    assert not is_one_line(page, "psykiatrisk-bedomning")
    expect(page.locator("#psykiatrisk-bedomning")).to_be_in_viewport()
    card(page, "remissvar").locator(".rt-node__show").click()
    assert not is_one_line(page, "remissvar")
    assert not is_one_line(page, "psykiatrisk-bedomning")  # what was opened stays open
    page.get_by_role("radio", name="Kommunal vård").check()
    assert is_one_line(page, "psykiatrisk-bedomning")


def test_it_works_without_script(visit: Opener) -> None:
    page = visit(DEPRESSION, script=False)
    page.get_by_role("radio", name="Primärvård").check()
    assert is_one_line(page, "psykiatrisk-bedomning")
    assert not is_one_line(page, "kartlaggning")
    card(page, "psykiatrisk-bedomning").locator(".rt-node__show").click()
    assert not is_one_line(page, "psykiatrisk-bedomning")
    page.get_by_role("radio", name="Alla").check()
    page.get_by_label("Profession").select_option(label="Kurator")
    assert is_one_line(page, "diagnostik")
    assert not is_one_line(page, "kartlaggning")
    for pretends in ("#rt-region", ".rt-views__count", "text=Valet sparas"):
        expect(page.locator(pretends).first).to_be_hidden()
    page.get_by_text("Regionernas tillägg och avvikelser").click()
    page.get_by_role("link", name="Avvikelse vid M. Konsultation med psykiatrin").click()
    expect(page).to_have_url(re.compile(r"/tillagg/kalmar-lan/depression-vuxna/#avvikelse-konsultation$"))


def test_nothing_is_lost_where_the_browser_refuses_to_remember(visit: Opener, address: str) -> None:
    page = visit("")
    page.add_init_script(
        "for (const name of ['getItem', 'setItem', 'removeItem']) { const own = Storage.prototype[name];"
        " Storage.prototype[name] = function (key, ...rest) { if (key.startsWith('/rt-')) throw new Error('full');"
        " return own.call(this, key, ...rest); }; }"
    )
    page.goto(address + DEPRESSION)
    page.get_by_role("radio", name="Primärvård").check()
    assert is_one_line(page, "psykiatrisk-bedomning")


def test_the_patients_view_puts_the_patient_first(visit: Opener) -> None:
    page = visit(f"{DEPRESSION}?vy=patient")
    found = card(page, "kartlaggning")
    patient, care = found.locator(".rt-half--patient"), found.locator(".rt-half--care")
    expect(care.locator("ul").first).to_be_hidden()
    expect(care.locator("h5")).to_be_visible()
    first, second = patient.bounding_box(), care.bounding_box()
    assert first
    assert second
    assert first["y"] < second["y"]
    page.goto(f"{page.url}#kartlaggning/vard")
    expect(care.locator("ul").first).to_be_visible()


def test_a_regions_words_stand_where_they_belong(visit: Opener, address: str) -> None:
    page = visit(DEPRESSION)
    page.get_by_label("Region", exact=True).select_option(label="Region Kalmar län")
    status = page.locator(".rt-views__regions [role=status]")
    expect(status).to_have_text("Region Kalmar län: 1 tillägg och 1 avvikelse visas i texten.")
    deviation = card(page, "konsultation").get_by_role("complementary", name="Avvikelse: Region Kalmar län")
    for words in ("Exempel", "Skäl", "fasta tider gör det lättare", "31 december 2027", "1 gång per vecka"):
        expect(deviation.get_by_text(words).first).to_be_visible()
    expect(deviation.get_by_role("link")).to_have_attribute("href", re.compile("#avvikelse-konsultation$"))
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size") == page.evaluate(
        "document.querySelectorAll('[id]').length"
    )
    page.get_by_role("link", name="Avvikelse vid M", exact=True).click()
    expect(deviation).to_be_in_viewport()
    assert "region=kalmar-lan" in page.url
    assert kept(page) == {"/rt-region": "kalmar-lan"}
    page.get_by_label("Region", exact=True).select_option(label="Nationell text")
    expect(page.locator(".rt-added")).to_have_count(0)
    assert kept(page) == {}
    assert "region" not in page.url


def test_what_a_region_inherits_is_shown_and_says_whose_it_is(visit: Opener) -> None:
    page = visit(f"{DEPRESSION}?region=jonkopings-lan&vy=specialiserad-vard")
    own = card(page, "overtag").locator(".rt-added")
    expect(own).to_contain_text("gemensamt journalformulär")
    expect(own.get_by_text("Ärvt")).to_have_count(0)
    inherited = card(page, "kartlaggning").locator(".rt-added")
    assert is_one_line(page, "kartlaggning")  # and yet the region's own words are seen
    expect(inherited).to_contain_text("Region Kalmar län")
    expect(inherited.get_by_text("Ärvt")).to_be_visible()
    expect(inherited).to_contain_text("rådgivningsfunktion")


def test_a_deviation_whose_day_has_passed_says_so(visit: Opener, address: str) -> None:
    page = visit("")
    for day, count in (("2027-12-31T12:00:00", 0), ("2028-01-01T12:00:00", 1)):
        page.clock.set_fixed_time(day)
        page.goto(f"{address}{DEPRESSION}?region=kalmar-lan")
        expect(page.locator(".rt-added")).to_have_count(2)
        expect(page.get_by_text("Slutdatumet har passerat")).to_have_count(count)


def test_a_text_that_cannot_be_fetched_leaves_its_mark_and_a_link(visit: Opener, address: str) -> None:
    page = visit("")
    page.route("**/tillagg/**", lambda route: route.fulfill(status=503))
    page.goto(f"{address}{DEPRESSION}?region=kalmar-lan")
    found = card(page, "konsultation").locator(".rt-added")
    expect(found).to_contain_text("Texten kunde inte hämtas.")
    expect(found.get_by_role("link", name="Läs på sidan för Region Kalmar län")).to_be_visible()


def test_only_known_elements_are_taken_from_the_page_that_is_fetched(visit: Opener, address: str) -> None:
    hostile = (
        '<section class="rt-own"><h2 id="avvikelse-konsultation">x</h2><div class="rt-own__words">'
        '<p onclick="window.hit=1" style="color:red">ord <script>window.hit=1</script></p>'
        '<img src="x" onerror="window.hit=1"><a href="javascript:window.hit=1">länk</a>'
        '<iframe srcdoc="<script>parent.hit=1</script>"></iframe><svg onload="window.hit=1"></svg>'
        '<h3>rubrik</h3><form action="x"><input></form><a href="../x/">nära</a></div></section>'
    )

    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body=f"<!doctype html>{hostile}")

    page = visit("")
    page.route("**/tillagg/**", answer)
    page.goto(f"{address}{DEPRESSION}?region=kalmar-lan")
    found = card(page, "konsultation").locator(".rt-added")
    expect(found).to_contain_text("ord")
    expect(found).to_contain_text("rubrik")
    assert page.evaluate("window.hit") is None
    assert found.locator("script, iframe, svg, form, input, h3, [onclick], [onerror], [style]").count() == 0
    assert found.get_by_text("länk", exact=True).get_attribute("href") is None
    expect(found.get_by_role("link", name="nära")).to_have_attribute("href", f"{address}tillagg/kalmar-lan/x/")


@pytest.mark.parametrize("width", [390, 1440])
def test_what_is_remembered_does_not_make_the_page_jump(visit: Opener, address: str, width: int) -> None:
    page = visit("", width=width)
    page.evaluate(
        "localStorage.setItem('/rt-vy', 'specialiserad-vard'); localStorage.setItem('/rt-region', 'kalmar-lan')"
    )
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())"
        " if (!one.hadRecentInput) window.shifts += one.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    for anchor in ("", "#konsultation", "#vardforloppets-atgarder"):
        page.goto("about:blank")
        page.goto(address + DEPRESSION + anchor, wait_until="networkidle")
        expect(page.locator(".rt-added")).to_have_count(2)
        assert page.evaluate("window.shifts") < 0.05, anchor


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_axe_finds_nothing_in_any_view(visit: Opener, address: str, width: int, scheme: Any) -> None:
    page = visit("", width=width, scheme=scheme)
    faults: list[str] = []
    for path in (
        f"{DEPRESSION}?vy=specialiserad-vard&profession=lakare&region=kalmar-lan",
        f"{DEPRESSION}?vy=patient&region=jonkopings-lan",
        f"{DEPRESSION}patient/",
        f"{SEPSIS}sammanfattning/",
    ):
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found = Axe().run(page).response["violations"]
        faults += [f"{path}: {v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]
    assert faults == []


@pytest.mark.parametrize("path", FULL)
def test_the_summary_is_one_sheet_of_paper(visit: Opener, path: str) -> None:
    page = visit(f"{path}sammanfattning/")
    printed = page.pdf(prefer_css_page_size=True, format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.rt-page *')].filter((e) => e.textContent.trim() && e.checkVisibility())"
        ".map((e) => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 8.5 / 72 * 96 - 0.01  # 8.5 points
    expect(page.get_by_text("Utdrag. Hela texten gäller. Regionala avvikelser står där.")).to_be_visible()
    expect(page.get_by_text("Ogranskat exempel. Får inte användas kliniskt.")).to_be_visible()


@pytest.mark.parametrize("path", [f"{DEPRESSION}patient/", f"{DEPRESSION}sammanfattning/", DEPRESSION])
def test_paper_is_light_whatever_the_screen_is(visit: Opener, path: str) -> None:
    page = visit(path, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(23, 36, 45)"
    for control in (".rt-views", ".rt-forms", ".rt-step__whole"):
        assert page.locator(f"{control}:visible").count() == 0


def test_the_patients_page_leads_to_the_whole_text(visit: Opener) -> None:
    page = visit(DEPRESSION)
    page.get_by_role("link", name="För patienter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Depression hos vuxna – för patienter")
    expect(page.get_by_text("om du är på väg att skada dig").first).to_be_visible()
    page.get_by_role("link", name="Steg G i hela texten").click()
    expect(page.locator("#samordning")).to_be_in_viewport()
