"""Coverage: every figure is counted, examples apart, and what is missing is a work list."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from family_pages import by_path, dom, made, real_site, section, site_of, words

from rodtrad.face import Role
from rodtrad.library import is_example
from rodtrad.model import Kind
from rodtrad.site.page import Page
from rodtrad.site.pages import coverage, work_list
from rodtrad.site.pages._coverage import Share, covered


def indicator(
    id: str, *, example: bool = False, numerator: str = "De.", target: bool = False, data: str = "saknas"
) -> str:
    rows = "| År | Måttlig | Hög | Utfärdare | Beteckning |\n| - | - | - | - | - |\n| 2019 | 1 | 2 | x | – |"
    return (
        f"---\nid: {id}\ntitel: Mått {id}\nexempel: {'true' if example else 'false'}\ndatatillgång: {data}\n---\n\n"
        f"## Täljare\n\n{numerator}\n\n## Nämnare\n\nAlla.\n\n"
        f"## Målnivåer\n\n{rows if target else 'Ingen målnivå är känd.'}\n"
    )


def pathway(id: str, goals: str, uses: str) -> str:
    return (
        f"---\nid: {id}\ntitel: Förlopp {id}\ntyp: vårdförlopp\nomfattning: fulltext\nprogramområde: npo-a\n---\n\n"
        f"## Utmaningar och mål\n\n### Vårdförloppets mål\n\n{goals}\n\n"
        f"## Kvalitetsuppföljning\n\n### Processmått\n\n{uses}\n"
    )


def use(id: str, goal: str) -> str:
    return f"- [M](../indikatorer/{id}.md) {{#i-{id}}}\n  - **Följer:** [mål](#{goal})\n"


FILES = {
    "register/programomraden.yaml": (
        "id: programomraden\ntitel: Områden\nposter:\n"
        "  - id: npo-a\n    namn: Akut vård\n  - id: npo-b\n    namn: Hud\n"
    ),
    "indikatorer/hel.md": indicator("hel", target=True, data="tillgänglig"),
    "indikatorer/halv.md": indicator("halv", numerator="Uppgift saknas."),
    "indikatorer/exempel-e.md": indicator("exempel-e", example=True, data="tillgänglig"),
    "indikatorer/oanvand.md": indicator("oanvand"),
    "vardforlopp/a.md": pathway(
        "a",
        "- Ett. {#m-1}\n- Två. {#m-2}\n  - **Följs inte:** register saknas\n- Tre. {#m-3}\n- Fyra. {#m-4}",
        use("hel", "m-1") + use("halv", "m-1") + use("exempel-e", "m-4"),
    ),
    "vardforlopp/b.md": pathway("b", "- Fem. {#m-5}", use("hel", "m-5")),
    "vardforlopp/c.md": "---\nid: c\ntitel: Post\ntyp: vårdförlopp\nomfattning: registerpost\n---\n",
}


def page() -> Page:
    return made(coverage, FILES)["tackning/"]


def rows(id: str) -> list[str]:
    tree = dom(page())
    table = tree.get_element_by_id(id).xpath("following::table[1]")[0]
    return [words(row) for row in table.iterfind("tbody/tr")]


def test_each_pathway_with_text_is_counted() -> None:
    assert rows("per-vardforlopp") == [
        "Förlopp a 2 av 4 (50 %) 1 av 2 (50 %) 1 av 2 (50 %) 1 av 2 (50 %) 1",
        "Förlopp b 1 av 1 (100 %) 1 av 1 (100 %) 1 av 1 (100 %) 1 av 1 (100 %) 0",
    ]


def test_an_area_counts_an_indicator_once() -> None:
    assert rows("per-programomrade") == ["Akut vård 3 av 5 (60 %) 1 av 2 (50 %) 1 av 2 (50 %) 1 av 2 (50 %) 1"]
    assert "1 programområden har ännu ingen text" in section(page(), "per-programomrade")


NATIONAL = """\
id: laget-2023
titel: Läget
poster:
  - id: indikatorer-godkanda
    namn: Indikatorer
    värde: 307
    enhet: indikatorer
    rader: rad 1
  - id: indikatorer-med-specifikation
    namn: Med specifikation
    värde: 242
    enhet: indikatorer
    av: 307
    rader: rad 2
  - id: indikatorer-med-utfall
    namn: Med utfall
    värde: 25
    enhet: "%"
    ungefär: true
    rader: rad 3
"""


def test_what_is_here_stands_beside_what_the_report_says() -> None:
    tree = dom(made(coverage, {**FILES, "register/laget-2023.yaml": NATIONAL})["tackning/"])
    table = tree.get_element_by_id("har-och-i-landet").xpath("following::table[1]")[0]
    assert [words(row) for row in table.iterfind("tbody/tr")] == [
        "Indikatorer 2 3 307 rad 1",
        "Täljare och nämnare är kända 1 av 2 (50 %) 2 av 3 (67 %) 242 av 307 (79 %) rad 2",
        "Minst en målnivå är känd 1 av 2 (50 %) 1 av 3 (33 %) –",
        "Data finns, helt eller delvis 1 av 2 (50 %) 1 av 3 (33 %) omkring 25 % rad 3",
        "Utfall visas här; fiktiva räknas inte 0 av 2 (0 %) 0 av 3 (0 %) –",
        "Det är inte känt om data finns 0 av 2 (0 %) 0 av 3 (0 %) –",
    ]
    drawn = [figure.find("svg").get("aria-label", "") for figure in tree.iter("figure")]
    assert "I landet 2023: 242 av 307 (79\xa0%)" in drawn[0]
    assert "I landet 2023: omkring 25\xa0%" in drawn[1]
    ends = [float(bar.get("width", "")) for bar in tree.iterfind(".//rect[@class='rt-fig-bar']")]
    whole = [float(bar.get("width", "")) for bar in tree.iterfind(".//rect[@class='rt-fig-track']")]
    assert ends[5] / whole[5] == pytest.approx(0.25, abs=0.01)


def test_without_the_report_only_our_own_is_told() -> None:
    said = section(page(), "har-och-i-landet")
    assert "1 påhittade indikatorer är inte med" in said
    assert "Täljare och nämnare är kända 1 av 2 (50 %) 2 av 3 (67 %) –" in said


def test_goals_without_indicator_give_their_reason_or_lack_one() -> None:
    assert rows("mal-utan-indikator") == ["Tre Förlopp a Skäl saknas", "Två Förlopp a register saknas"]


def test_the_work_list_has_a_line_for_each_thing_of_which_something_is_missing() -> None:
    tree = dom(made(work_list, FILES)["tackning/arbetslista/"])
    lines = [(words(row), dict(row.attrib)) for row in tree.iterfind(".//ul[@class='rt-rows']/li")]
    assert [said for said, _ in lines] == [
        "Tre Mål i Förlopp a Indikator saknas",
        "Två Mål i Förlopp a Indikator saknas Skäl: register saknas",
        "Mått halv Indikator i Förlopp a Täljare saknas Målnivå saknas Data saknas",
    ]
    assert lines[2][1] == {
        "data-saknas": "taljare malniva data",
        "data-vardforlopp": "forlopp-a",
        "data-programomrade": "akut-vard",
        "data-slag": "indikator",
    }
    assert tree.xpath("//li[1]//a/@href")[0] == "../../vardforlopp/a/#m-3"


def test_the_work_list_is_a_table_too() -> None:
    ((path, data),) = work_list.files(site_of(FILES)[0])
    assert path == "tackning/arbetslista.csv"
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [row["saknas"] for row in rows] == ["Indikator", "Indikator", "Täljare, Målnivå, Data"]
    assert rows[1]["skäl"] == "register saknas"
    assert rows[0]["adress"] == "vardforlopp/a/#m-3"


def test_a_spreadsheet_works_nothing_out() -> None:
    files = {**FILES, "vardforlopp/b.md": pathway("b", "- =1+1. {#m-5}", "")}
    ((_, data),) = work_list.files(site_of(files)[0])
    assert "'=1+1" in data.decode("utf-8-sig")


def test_that_it_is_not_known_whether_there_are_data_is_no_lack_of_data() -> None:
    files = {**FILES, "indikatorer/hel.md": indicator("hel", target=True, data="okänd")}
    row = dom(made(work_list, files)["tackning/arbetslista/"]).xpath("//ul[@class='rt-rows']/li[last()]")[0]
    assert words(row).endswith("Uppgift om data saknas")


def test_what_is_left_is_counted() -> None:
    assert rows("vad-som-aterstar") == ["Indikator 2", "Täljare 1", "Målnivå 1", "Data 1"]


def test_a_share_of_nothing_is_no_share() -> None:
    assert Share(0, 0).words == "–"
    assert Share(1, 3).words == "1 av 3 (33\xa0%)"


def test_the_real_page_counts_what_is_there() -> None:
    site, documents = real_site()
    said = section(by_path(coverage, site, documents)["tackning/"], "har-och-i-landet")
    real = [face for face in site.library.of(Kind.INDICATOR) if not is_example(face)]
    assert re.search(rf"Indikatorer \d+ {len(real)} 307 SKR 2023", said)
    with_target = sum(any(t.moderate or t.high for t in face.targets) for face in real)
    assert f"{with_target} av {len(real)} ({round(100 * with_target / len(real))} %) –" in said
    assert "242 av 307 (79 %)" in said
    assert "omkring 25 %" in said


def test_every_real_goal_is_in_one_of_three_states() -> None:
    site, _ = real_site()
    for one in covered(site.library):
        goals = list(one.face.of(Role.GOAL))
        states = (*one.goals.followed, *one.goals.waived, *one.goals.missing)
        assert sorted(goal.id for goal in goals) == sorted(goal.id for goal in states)
