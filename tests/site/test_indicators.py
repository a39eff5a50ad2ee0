"""Indicator pages: the specification, the levels, what is unknown, and where the indicator is used."""

from __future__ import annotations

import pytest
from family_pages import dom, fact, made, section, words

from rodtrad.site.page import Page
from rodtrad.site.pages import indicator_list, indicators
from rodtrad.site.parts import EXAMPLE

REGISTER = """\
id: kvalitetsregister
titel: Kvalitetsregister
poster:
  - id: riksstroke
    namn: Riksstroke
"""

FULL = """\
---
id: trombolys
titel: Trombolys i tid
typ: process
riktning: högt
enhet: "%"
patientrapporterad: PREM
datakällor: [riksstroke]
datatillgång: delvis
ägare: Riksstroke
externa id:
  - system: öppna-jämförelser
    id: "321"
källa:
  - https://riksstroke.example/mal
anmärkning: Typen är härledd.
kik:
  mId: "17"
  status: publicerad
---

## Definition

Andelen som får trombolys.

## Täljare

De som får trombolys i tid.

## Nämnare

Uppgift saknas.

## Population

Uppgift saknas.

## Målnivåer

| År | Måttlig | Hög | Utfärdare | Beteckning |
| --- | --- | --- | --- | --- |
| 2019 | 35 | 50 | riksstroke | stroke C |
| 2015 | 30,5 | 40 | riksstroke | stroke B |

## Felkällor

Sena registreringar.
"""

LOWER = """\
---
id: tid
titel: Tid till trombolys
riktning: lågt
enhet: min
datatillgång: okänd
---

## Målnivåer

| År | Måttlig | Hög | Utfärdare | Beteckning |
| --- | --- | --- | --- | --- |
| 2015 | 60 | 40 | riksstroke | – |
"""

BARE = """\
---
id: exempel-okand
titel: Okänt mått
exempel: true
datatillgång: saknas
---

## Definition

Uppgift saknas.

## Målnivåer

Ingen målnivå är känd.
"""

PATHWAY = """\
---
id: stroke
titel: Stroke
typ: vårdförlopp
omfattning: fulltext
---

## Vårdförloppets åtgärder

### Akut

#### A. Ge trombolys {#ge-trombolys}

##### Hälso- och sjukvårdens åtgärder

- Ge trombolys.

## Utmaningar och mål

### Vårdförloppets mål

- Fler får trombolys i tid. {#m-tid}

## Kvalitetsuppföljning

### Processmått

- [Trombolys](../indikatorer/trombolys.md) {#i-trombolys}
  - **Följer:** [tid](#m-tid), [A](#ge-trombolys)
  - **Prioriterad:** ja
"""

FILES = {
    "register/kvalitetsregister.yaml": REGISTER,
    "indikatorer/trombolys.md": FULL,
    "indikatorer/tid.md": LOWER,
    "indikatorer/exempel-okand.md": BARE,
    "vardforlopp/stroke.md": PATHWAY,
}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return made(indicators, FILES)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Slag av mått", "Processmått"),
        ("Riktning", "Högt värde är bättre"),
        ("Enhet", "Procent (%)"),
        ("Data", "Data finns delvis"),
        ("Datakälla", "Riksstroke"),
        ("Patientrapporterad", "PREM: patienten svarar om sin upplevelse av vården"),
        ("Kvalitetsindikatorkatalogen", "Specifikationen är publicerad mId: 17"),
        ("Id i andra system", "Öppna jämförelser: 321"),
    ],
)
def test_facts_are_said_in_words(pages: dict[str, Page], name: str, value: str) -> None:
    assert fact(pages["indikatorer/trombolys/"], name) == value


def test_what_a_source_does_not_give_is_said_to_be_missing(pages: dict[str, Page]) -> None:
    page = pages["indikatorer/trombolys/"]
    said = section(page, "rt-specifikation")
    assert "Täljare De som får trombolys i tid. Nämnare Uppgift saknas" in said
    bare = pages["indikatorer/exempel-okand/"]
    for name in ("Slag av mått", "Riktning", "Enhet", "Datakälla"):
        assert fact(bare, name) == "Uppgift saknas"
    assert section(bare, "malnivaer") == "Ingen målnivå är känd."


def test_levels_stand_in_a_table_by_year_with_their_direction(pages: dict[str, Page]) -> None:
    page = pages["indikatorer/trombolys/"]
    rows = [words(row) for row in dom(page).iterfind(".//table/tbody/tr") if "stroke" in words(row)]
    assert rows[:2] == ["2015 30,5 % 40 % Riksstroke stroke B", "2019 35 % 50 % Riksstroke stroke C"]
    assert section(page, "malnivaer").startswith("Högt värde är bättre.")
    assert "inga behandlingsmål" in section(page, "malnivaer")


def test_levels_are_drawn_towards_the_better_end(pages: dict[str, Page]) -> None:
    def zones(path: str) -> list[tuple[str, float, float]]:
        return [
            (shape.get("class", ""), float(shape.get("x", "")), float(shape.get("width", "")))
            for shape in dom(pages[path]).iterfind(".//figure/svg/rect")
            if shape.get("class") != "rt-fig-track"
        ]

    half, whole = zones("indikatorer/tid/")
    assert whole[1] == 0, "the fewer minutes the better"
    assert half[1] == whole[2]
    assert "högst 60" in dom(pages["indikatorer/tid/"]).xpath("//svg/@aria-label")[0].replace("\xa0", " ")


def test_levels_of_several_years_are_steps(pages: dict[str, Page]) -> None:
    (svg,) = dom(pages["indikatorer/trombolys/"]).iterfind(".//figure/svg")
    texts = {text.text.replace("\xa0", " ") for text in svg.iterfind("text")}
    assert texts == {"2015", "2019", "30,5 %", "40 %", "35 %", "50 %", "Måttlig", "Hög"}
    steps = svg.xpath("polyline[contains(@class, 'chart-line-high')]/@points")[0].split()
    assert len(steps) == 4, "level until 2019, then up"
    assert "2019: måttlig minst 35" in words(svg.find("desc"))


@pytest.mark.parametrize("row", ["20² | 35 | 50", "٢٠١٩ | ٣٥ | ٥٠", "2019 | nan | inf", "2019 | 1e3 | 1_0", " |  | "])
def test_levels_that_are_no_numbers_are_shown_as_written_and_not_drawn(row: str) -> None:
    text = FULL.replace("| 2015 | 30,5 | 40 |", f"| {row} |").replace("| 2019 | 35 | 50 |", f"| {row} |")
    assert text.count(f"| {row} |") == 2
    page = made(indicators, {"register/kvalitetsregister.yaml": REGISTER, "indikatorer/trombolys.md": text})
    tree = dom(page["indikatorer/trombolys/"])
    assert list(tree.iterfind(".//figure/svg/polyline")) == []  # they are no steps through the years
    assert ("nan" in row or "e" in row) <= (list(tree.iterfind(".//figure/svg")) == [])
    assert row.partition(" ")[0] in words(tree)


def test_uses_name_the_goal_the_node_and_the_priority(pages: dict[str, Page]) -> None:
    said = section(pages["indikatorer/trombolys/"], "rt-anvands-i")
    assert "Stroke Prioriterad Fler får trombolys i tid A. Ge trombolys" in said
    assert section(pages["indikatorer/tid/"], "rt-anvands-i").startswith("Inget vårdförlopp")


def test_examples_carry_the_banner_and_stay_out_of_search_engines(pages: dict[str, Page]) -> None:
    assert pages["indikatorer/exempel-okand/"].banners == (EXAMPLE,)
    assert pages["indikatorer/exempel-okand/"].noindex
    assert pages["indikatorer/trombolys/"].banners == ()


def test_the_list_counts_by_state_and_source_with_examples_apart() -> None:
    page = made(indicator_list, FILES)["indikatorer/"]
    tables = [[words(row) for row in table.iterfind("tbody/tr")] for table in dom(page).iter("table")]
    assert tables[0] == ["Data finns delvis 1 0", "Data saknas 0 1", "Okänt om data finns 1 0", "Summa 2 1"]
    assert tables[1] == ["Ingen källa angiven 1 1", "Riksstroke 1 0"]
    rows = {
        words(row).partition(" Processmått")[0]: dict(row.attrib) for row in dom(page).iterfind(".//ul/li[@data-data]")
    }
    assert rows["Trombolys i tid"]["data-anvands-i"] == "stroke"
    assert rows["Trombolys i tid"]["data-ord"] == "trombolys 321"
