"""Outcomes on pages: the same in the drawing, in words and in the table; what is made up says so everywhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from family_pages import by_path, dom, fact, made, real_pages, real_site, section, site_of, words
from lxml.html import HtmlElement

from rodtrad.library import is_example
from rodtrad.model import Kind, OutcomeMatter
from rodtrad.site.page import Page
from rodtrad.site.pages import coverage, indicator_list, indicators, outcomes
from rodtrad.site.pages._outcomes import FICTITIOUS

INDICATOR = """\
---
id: x
titel: Mått <i>X</i>
riktning: högt
enhet: "%"
datatillgång: okänd
---

## Målnivåer

| År | Måttlig | Hög | Utfärdare | Beteckning |
| --- | --- | --- | --- | --- |
| 2015 | 10 | 20 | riksstroke | a |
| 2019 | 35 | 50 | riksstroke | b |
| 2030 | 90 | 95 | riksstroke | c |
"""

ROWS = """
## Utfall

Zprosa om talen.

| Region | Täljare | Nämnare | Värde | Lägre | Övre | Redovisas inte |
| --- | --- | --- | --- | --- | --- | --- |
| exempelregion-a |  |  | 35,0 | 30,0 | 40,5 |  |
| exempelregion-b | 1 200 | 2 000 | 60,0 |  |  |  |
| exempelregion-c |  |  | 20 |  |  |  |
| exempelregion-d | 911 | 3 | 33,3 |  |  |  |
| exempelregion-e |  |  |  |  |  | låg täckning |
| exempelregion-f |  |  |  |  |  | inga uppgifter |
| exempelregioner |  |  | 44,4 |  |  |  |

## Zkapitel

Zmer.
"""


def outcome(period: str, more: str = "exempel: true\n", rows: str = ROWS, id: str = "x") -> str:
    return f"---\nindikator: {id}\nperiod: {period}\n{more}minsta nämnare: 10\nlicens: CC0-1.0\n---\n{rows}"


LOWER = INDICATOR.replace("id: x", "id: y").replace("högt", "lågt").replace('"%"', "min")
FILES = {
    "indikatorer/x.md": INDICATOR,
    "indikatorer/y.md": LOWER.replace("| 2019 | 35 | 50 |", "| 2019 | 50 | 35 |"),
    "indikatorer/z.md": INDICATOR.replace("id: x", "id: z"),
    "utfall/x/2023.md": outcome("2023", rows=ROWS.replace("35,0", "20,5").replace("| 30,0 | 40,5 |", "| | |")),
    "utfall/x/2024.md": outcome("2024", "exempel: true\nintervall: 95-procentigt konfidensintervall\n"),
    "utfall/y/2024.md": outcome("2024", id="y"),
}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return {**made(indicators, FILES), **made(outcomes, FILES)}


def rows(page: Page, caption: str) -> list[str]:
    table = next(t for t in dom(page).iter("table") if words(t.find("caption")) == caption)
    return [words(row) for row in table.iterfind("tbody/tr")]


def drawings(page: Page) -> list[HtmlElement]:
    return dom(page).xpath("//figure/svg[contains(@class, 'rt-chart__')]")


def test_the_table_has_the_best_first_and_gives_reasons(pages: dict[str, Page]) -> None:
    for page in (pages["indikatorer/x/"], pages["utfall/x/2024/"]):
        assert rows(page, "Fiktiva data. Utfall 2024") == [
            "Alla exempelregioner – – 44,4 % – –",
            "Exempelregion B 1 200 2 000 60,0 % – Hög nådd",
            "Exempelregion A – – 35,0 % 30,0–40,5 Måttlig nådd",
            "Exempelregion C – – 20 % – Ingen nådd",
            "Exempelregion D – – Redovisas inte: färre än 10 – –",
            "Exempelregion E – – Redovisas inte: låg täckning – –",
            "Exempelregion F – – Inga uppgifter – –",
        ]


def test_where_low_is_better_the_lowest_is_first(pages: dict[str, Page]) -> None:
    said = rows(pages["utfall/y/2024/"], "Fiktiva data. Utfall 2024")
    assert [line.split(" – ")[0].split(" 1 ")[0] for line in said[1:4]] == [
        *("Exempelregion C", "Exempelregion A", "Exempelregion B")
    ]
    assert [line.rsplit(" ", 2)[-2] for line in said[1:4]] == ["Hög", "Hög", "Ingen"]


def test_it_is_said_in_words(pages: dict[str, Page]) -> None:
    said = section(pages["indikatorer/x/"], "rt-utfall")
    assert "Av 3 regioner når 1 hög målnivå, 1 bara måttlig och 1 ingen." in said
    assert "Spridningen är 20 % till 60,0 %. 3 regioner redovisas inte." in said
    assert "Målnivåer 2019, riksstroke: måttlig minst 35 %, hög minst 50 %" in said, "not those of 2030"


def test_the_drawing_says_the_same_as_the_table(pages: dict[str, Page]) -> None:
    narrow, wide = drawings(pages["utfall/x/2024/"])
    for svg in (narrow, wide):
        texts = {text.text.replace("\xa0", " ") for text in svg.iterfind("text")}
        names = {f"Exempelregion {letter}" for letter in "ABCDEF"}
        values = {"60,0 %", "35,0 % (30,0–40,5)", "20 %", "44,4 %", "Måttlig 35 %", "Hög 50 %"}
        reasons = {"Redovisas inte: färre än 10", "Redovisas inte: låg täckning", "Inga uppgifter"}
        assert {*names, *values, *reasons, "Alla exempelregioner", "Högt värde är bättre →"} <= texts
        marks = [re.sub("chart-mark chart-", "", m.get("class", "")) for m in svg if "chart-mark" in m.get("class", "")]
        assert marks == ["total", "high", "moderate", "below", "withheld", "withheld", "withheld"]
        assert words(svg.find("title")) == "Mått <i>X</i>, 2024"
        assert "Samma tal står i tabellen" in words(svg.find("desc"))
    assert float(narrow.get("viewbox").split()[2]) == 360
    legend = words(dom(pages["utfall/x/2024/"]).find(".//figcaption"))
    assert "Hög målnivå nådd" in legend
    assert "Streck genom punkten: 95-procentigt konfidensintervall" in legend


def test_what_is_too_small_is_nowhere(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert "911" not in page.html
        assert "33,3" not in page.html


def test_each_period_is_a_panel_and_a_column(pages: dict[str, Page]) -> None:
    page = pages["indikatorer/x/"]
    assert rows(page, "Fiktiva data. Utfall per period")[:3] == [
        "Alla exempelregioner 44,4 % 44,4 %",
        "Exempelregion B 60,0 % 60,0 %",
        "Exempelregion A 20,5 % 35,0 %",
    ]
    over_time = drawings(page)[2:]
    assert len(over_time) == 2
    assert "Över tid" not in section(pages["indikatorer/y/"], "rt-utfall"), "there is one period only"


def test_made_up_numbers_say_so_everywhere(pages: dict[str, Page]) -> None:
    page, own = pages["indikatorer/x/"], pages["utfall/x/2024/"]
    assert section(page, "rt-utfall").startswith("Fiktiva data Regionerna finns inte")
    assert fact(page, "Utfall") == "2023–2024 Fiktiva data"
    assert own.banners[0].title == FICTITIOUS
    assert own.noindex
    assert not own.searchable
    for one in (page, own):
        assert all(svg.xpath("text[@class='chart-watermark']/text()")[0] == FICTITIOUS for svg in drawings(one))
        assert all(FICTITIOUS in words(svg.find("desc")) for svg in drawings(one))
        for table in dom(one).iter("table"):
            caption = words(table.find("caption"))
            assert "Exempelregion" not in words(table) or FICTITIOUS in caption


def test_every_word_of_the_document_is_on_its_page(pages: dict[str, Page]) -> None:
    said = words(dom(pages["utfall/x/2024/"]))
    assert all(word in said for word in ("Zprosa om talen.", "Zkapitel", "Zmer.", "CC0-1.0"))
    assert "exempelregion-a" not in said, "the table as written is not repeated"


def test_real_numbers_have_their_source_and_no_watermark() -> None:
    rows = "\n## Utfall\n\n| Region | Värde |\n| --- | --- |\n| halland | 40 |\n| skane | 55 |\n| riket | 47 |\n"
    register = "id: regioner\ntitel: R\nposter:\n  - id: halland\n    namn: Region Halland\n"
    files = {
        **FILES,
        "register/regioner.yaml": register,
        "utfall/x/2022.md": outcome("2022", "källa: Ett <b>register\nhämtat: 2023-04-05\ngrund: härledd\n", rows),
    }
    page = made(indicators, files)["indikatorer/x/"]
    assert FICTITIOUS not in page.html, "made-up periods give way"
    said = section(page, "rt-utfall")
    assert "5 april 2023" in said
    assert "Ett <b>register" in said
    assert "Att talen gäller just det här måttet är härlett." in said
    assert "Region Halland" in said
    own = made(outcomes, files)["utfall/x/2022/"]
    assert (own.banners, own.noindex, own.searchable) == ((), False, True)


@pytest.mark.parametrize(
    ("environment", "released", "home"),
    [("acceptance", True, "api"), ("acceptance", False, "utkast"), ("production", True, "utkast")],
)
def test_the_files_are_where_the_feed_puts_them(environment: str, released: bool, home: str) -> None:
    site, documents = site_of(FILES)
    site = replace(site, environment=environment, released={"indikatorer/x": ["1.0.0"]} if released else {})
    page = by_path(indicators, site, documents)["indikatorer/x/"]
    links = [link for a in dom(page).iter("a") if "/utfall/x." in (link := a.get("href", ""))]
    assert links == [f"../../{home}/v1/utfall/x.csv", f"../../{home}/v1/utfall/x.json"]


def test_an_indicator_without_outcome_says_so(pages: dict[str, Page]) -> None:
    page = pages["indikatorer/z/"]
    assert section(page, "rt-utfall") == "Inga utfall finns här."
    assert fact(page, "Utfall") == "Inga här"


def test_an_outcome_of_no_indicator_has_no_page() -> None:
    assert made(outcomes, {"utfall/x/2024.md": outcome("2024")}) == {}


def test_the_list_says_which_have_outcomes() -> None:
    page = made(indicator_list, FILES)["indikatorer/"]
    found = {li.get("data-utfall") for li in dom(page).iterfind(".//ul/li[@data-utfall]")}
    assert found == {"fiktiva-utfall", "inga-utfall-har"}
    assert words(dom(page)).count("Fiktiva utfall") >= 2


def test_the_coverage_counts_no_made_up_outcome() -> None:
    said = section(made(coverage, FILES)["tackning/"], "har-och-i-landet")
    assert "Data finns, helt eller delvis – 0 av 3, 3 okända" in said
    assert "Utfall visas här; fiktiva räknas inte – 0 av 3 (0 %)" in said


def test_no_real_region_has_a_made_up_number() -> None:
    shown = {path: page for path, page in real_pages().items() if path.startswith("utfall/")}
    assert len(shown) >= 6
    for page in shown.values():
        names = [words(th) for th in dom(page).xpath("//tbody/tr/th")]
        is_made_up = bool(page.banners)
        assert names
        assert all(("xempelregion" in name) is is_made_up for name in names), page.path


def test_every_real_outcome_without_mark_has_a_source() -> None:
    found = [face for face in real_site()[0].library.of(Kind.OUTCOME) if not is_example(face)]
    assert found, "or this test would find nothing"
    for face in found:
        assert isinstance(face.matter, OutcomeMatter)
        assert face.matter.source, face.path
        assert face.matter.retrieved, face.path
