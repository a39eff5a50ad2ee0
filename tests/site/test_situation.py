"""The state in 2023: facts with lines, figures drawn from the data, contradictions side by side."""

from __future__ import annotations

import pytest
from family_pages import dom, made, real_pages, real_site, section, words

from rodtrad.site.page import Page
from rodtrad.site.pages import situation


@pytest.fixture(scope="module")
def page() -> Page:
    return real_pages()["laget-2023/"]


def test_every_fact_stands_with_its_source_lines(page: Page) -> None:
    site, _ = real_site()
    tree = dom(page)
    entries = site.library.register("laget-2023")
    assert len(entries) > 50
    for entry in entries.values():
        row = words(tree.get_element_by_id(entry.id).xpath("ancestor::tr")[0])
        assert row.endswith(" ".join(entry.fact("rader").split())), entry.id


@pytest.mark.parametrize(
    ("id", "value"),
    [
        ("godkanda", "34 dokument"),
        ("indikatorer-med-specifikation", "242 indikatorer av 307"),
        ("indikatorer-med-utfall", "omkring 25 %"),
        ("medel-regioner", "122 500 000 kr"),
        ("medel-per-region", "0,4 till 14 miljoner kr"),
        ("patientorganisationer-behov", "18 svar i mycket hög grad; 11 svar i ganska hög grad"),
        ("gapanalys-stroke-tidiga", "21 regioner"),
    ],
)
def test_values_are_written_as_the_source_gives_them(page: Page, id: str, value: str) -> None:
    row = dom(page).get_element_by_id(id).xpath("ancestor::tr")[0]
    assert words(row[1]) == value


def test_bars_are_as_long_as_the_costs(page: Page) -> None:
    site, _ = real_site()
    figure = dom(page).get_element_by_id("vad-medlen-anvandes-till").xpath("following::figure[1]")[0]
    lengths = [float(bar.get("width", "")) for bar in figure.iterfind(".//rect[@class='rt-fig-bar']")]
    costs = [
        int(entry.fact("värde"))
        for entry in site.library.register("kostnader-2023").values()
        if "summa" not in entry.fact("slag")
    ]
    assert len(lengths) == len(costs) == 6
    assert [length / lengths[1] for length in lengths] == pytest.approx([cost / costs[1] for cost in costs], abs=0.01)


def test_approvals_per_year_add_up_and_leave_out_work_under_way(page: Page) -> None:
    table = dom(page).get_element_by_id("godkanda-vardforlopp-per-ar").xpath("following::table[1]")[0]
    rows = [words(row).rsplit(" ", 1) for row in table.iterfind("tbody/tr")]
    assert [year for year, _ in rows] == ["2020", "2021", "2022", "2023", "Summa"]
    assert sum(int(number) for _, number in rows[:-1]) == int(rows[-1][1]) == 34


def test_contradictions_stand_side_by_side_with_their_lines(page: Page) -> None:
    site, _ = real_site()
    entries = site.library.register("motsagelser-2023")
    assert len(entries) > 10
    for entry in entries.values():
        row = dom(page).get_element_by_id(entry.id).xpath("ancestor::tr")[0]
        first, second = words(row[1]), words(row[2])
        assert first.endswith(entry.fact("rader 1"))
        assert entry.fact("rader 2") in second
        assert entry.fact("rader 3") in second
    assert "inget av dem är rättat" in section(page, "motsagelser-i-rapporten")


def test_nothing_is_made_without_the_register() -> None:
    assert made(situation, {}) == {}
