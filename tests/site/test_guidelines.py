"""Guideline pages: rows with their priority, who cites them, and the chain of editions both ways."""

from __future__ import annotations

import pytest
from family_pages import dom, fact, made, section, words

from rodtrad.site.page import Page
from rodtrad.site.pages import guideline_list, guidelines


def edition(id: str, year: str, more: str, rows: str = "Inga rader är återgivna här.") -> str:
    head = f"id: {id}\ntitel: Riktlinjer för x\nserie: nr-x\nutgivare: Socialstyrelsen\nutgåva: {year}\n{more}"
    return f"---\n{head}---\n\n## Rekommendationer\n\n{rows}\n"


ROWS = """\
### Träning {#traning}

- **Tillstånd:** smärta
- **Åtgärd:** ledd träning
- **Prioritet:** 2–3
- **Rad:** 1.01
- **Källa:** [Region X](https://region.example/)
- **Säkerhet:** hög

### Tejp {#tejp}

- **Tillstånd:** smärta
- **Åtgärd:** tejp
- **Prioritet:** icke-göra
"""

PATHWAY = """\
---
id: ont
titel: Ont
typ: vårdförlopp
omfattning: fulltext
riktlinjer: [nr-x-2020]
---

## Vårdförloppets åtgärder

### Grupp

#### B. Träna {#trana}

##### Hälso- och sjukvårdens åtgärder

- Led träningen.
  - **Rekommendation:** [Träning](../riktlinjer/nr-x-2020.md#traning), prioritet 2–3
"""

FILES = {
    "riktlinjer/nr-x-2010.md": edition("nr-x-2010", "2010", "läge: ersatt\nersätts av: nr-x-2020\n"),
    "riktlinjer/nr-x-y-2012.md": edition("nr-x-y-2012", "2012", "läge: ersatt\nersätts av: nr-x-2020\n"),
    "riktlinjer/nr-x-2020.md": edition(
        "nr-x-2020", "2020", "läge: gällande\nläge grund: Angivet i källan.\nantal rekommendationer: 40\n", ROWS
    ),
    "vardforlopp/ont.md": PATHWAY,
}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return made(guidelines, FILES)


def test_rows_show_condition_priority_source_and_certainty(pages: dict[str, Page]) -> None:
    page = pages["riktlinjer/nr-x-2020/"]
    rows = [words(row) for row in dom(page).iterfind(".//table/tbody/tr")]
    assert rows[0].startswith("Träning Prioritet 2–3 (bör) Ledd träning Tillstånd: smärta")
    assert "Region X Säkerhet: hög" in rows[0]
    assert "Rad: 1.01" in rows[0]
    assert "Icke-göra" in rows[1]
    assert fact(page, "Rekommendationer") == "40 enligt källan, 2 återgivna här"


def test_rows_can_be_pointed_at_and_say_who_cites_them(pages: dict[str, Page]) -> None:
    tree = dom(pages["riktlinjer/nr-x-2020/"])
    row = tree.get_element_by_id("traning").xpath("ancestor::tr")[0]
    cited = row.xpath(".//a[contains(@href, 'vardforlopp/ont/#trana')]")
    assert [words(link) for link in cited] == ["Ont: B. Träna"]
    assert words(tree.get_element_by_id("tejp").xpath("ancestor::tr")[0]).endswith("–")


def test_the_legend_explains_every_kind_of_priority(pages: dict[str, Page]) -> None:
    said = words(next(dom(pages["riktlinjer/nr-x-2020/"]).iter("details")))
    for word in ("1 till 3", "4 till 7", "8 till 10", "Icke-göra", "FoU", "intervall", "ingen siffra", "anger inte"):
        assert word in said


def test_the_chain_of_editions_is_shown_both_ways(pages: dict[str, Page]) -> None:
    for path in ("riktlinjer/nr-x-2010/", "riktlinjer/nr-x-2020/"):
        rows = [words(row) for row in dom(pages[path]).iterfind(".//table/tbody/tr") if "Riktlinjer" in words(row)]
        assert [row[:4] for row in rows[-3:]] == ["2010", "2012", "2020"]
        assert rows[-1].endswith("–")
    old = pages["riktlinjer/nr-x-2010/"]
    assert old.banners[0].title == "Ersatt av"
    assert "Inga rader är återgivna här." in section(old, "rekommendationer")


def test_standing_is_given_with_its_basis(pages: dict[str, Page]) -> None:
    page = pages["riktlinjer/nr-x-2020/"]
    assert fact(page, "Läge") == "Gällande"
    assert fact(page, "Så är läget känt") == "Angivet i källan."
    assert section(page, "rt-vilar") == "Ont"


def test_the_list_has_one_line_for_each_series() -> None:
    page = made(guideline_list, FILES)["riktlinjer/"]
    rows = [words(row) for row in dom(page).iterfind(".//ul[@class='rt-rows']/li")]
    assert len(rows) == 1
    assert rows[0].index("Utgåva 2020 Gällande") < rows[0].index("Utgåva 2010 Ersatt")
    assert "2 återgivna rader. 1 vårdförlopp vilar på den." in rows[0]
