"""Coverage: every figure is counted, examples apart, and what is missing is a work list."""

from __future__ import annotations

from family_pages import by_path, dom, made, real_site, section, words

from rodtrad.face import Role
from rodtrad.library import is_example
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.site.page import Page
from rodtrad.site.pages import coverage
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


def test_examples_are_counted_apart() -> None:
    said = section(page(), "alla-indikatorer")
    assert "3 indikatorer som en källa anger, och 1 exempel" in said
    assert "Täljare och nämnare är kända 2 av 3 (67 %)" in said


def test_goals_without_indicator_give_their_reason_or_lack_one() -> None:
    assert rows("mal-utan-indikator") == ["Tre Förlopp a Skäl saknas", "Två Förlopp a register saknas"]


def test_the_work_list_has_a_line_for_each_missing_thing() -> None:
    lines = [(words(row), dict(row.attrib)) for row in dom(page()).iterfind(".//ul[@class='rt-rows']/li")]
    assert [said for said, _ in lines] == [
        "Mått halv Förlopp a Täljare saknas",
        "Mått halv Förlopp a Målnivå saknas",
        "Mått halv Förlopp a Data saknas",
    ]
    assert lines[0][1] == {"data-saknas": "taljare", "data-vardforlopp": "forlopp-a", "data-programomrade": "akut-vard"}


def test_a_share_of_nothing_is_no_share() -> None:
    assert Share(0, 0).words == "–"
    assert Share(1, 3).words == "1 av 3 (33\xa0%)"


def test_the_real_page_counts_what_is_there() -> None:
    site, documents = real_site()
    said = section(by_path(coverage, site, documents)["tackning/"], "alla-indikatorer")
    real = [face for face in site.library.of(Kind.INDICATOR) if not is_example(face)]
    assert f"har {len(real)} indikatorer" in said
    with_target = sum(any(t.moderate or t.high for t in face.targets) for face in real)
    assert f"Minst en målnivå är känd {with_target} av {len(real)}" in said
    data = sum(
        isinstance(f.matter, IndicatorMatter) and f.matter.availability in ("tillgänglig", "delvis") for f in real
    )
    assert f"Data finns, helt eller delvis {data} av {len(real)}" in said


def test_every_real_goal_is_in_one_of_three_states() -> None:
    site, _ = real_site()
    for one in covered(site.library):
        goals = list(one.face.of(Role.GOAL))
        states = (*one.goals.followed, *one.goals.waived, *one.goals.missing)
        assert sorted(goal.id for goal in goals) == sorted(goal.id for goal in states)
