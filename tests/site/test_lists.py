"""Front page, catalogue, search page, and the lists that readers filter."""

from __future__ import annotations

from choosing import choose
from family_pages import dom, made, real_pages, words

from rodtrad.site.filtering import Row, filterable
from rodtrad.site.pages import catalogue, front, search

AREAS = "id: programomraden\ntitel: Programområden\nposter:\n  - id: npo-hud\n    namn: Hud & hår\n"


def entry(id: str, title: str, more: str = "") -> str:
    matter = f"id: {id}\ntitel: {title}\ntyp: vårdförlopp\nomfattning: registerpost\n{more}"
    return f"---\n{matter}---\n\n## Omfattning\n\nText.\n"


FILES = {
    "register/programomraden.yaml": AREAS,
    "vardforlopp/orsak.md": entry("orsak", "Örsak"),
    "vardforlopp/aska.md": entry("aska", "Åska", "andra namn:\n  - Blixt\n"),
    "vardforlopp/zon.md": entry(
        "zon", "Zon", "programområde: npo-hud\nnationellt:\n  status: under arbete\n  planerat: efter 2024\n"
    ),
    "vardforlopp/exempel.md": (
        "---\nid: exempel\ntitel: Exemplet\ntyp: vårdförlopp\nomfattning: fulltext\nexempel: true\nstatus: utkast\n"
        "version: 0.1.0\nnationellt:\n  status: godkänt\n  godkänt: 2021-03\n---\n\n## Omfattning\n\nText.\n"
    ),
}


def test_the_catalogue_lists_everything_in_swedish_order() -> None:
    tree = dom(made(catalogue, FILES)["vardforlopp/"])
    assert [words(a) for a in choose(tree, ".rt-row__title a")] == ["Exemplet", "Zon", "Åska", "Örsak"]
    assert [a.get("href") for a in choose(tree, ".rt-row__title a")][1] == "../vardforlopp/zon/"


def test_rows_carry_what_they_are_filtered_by() -> None:
    rows = choose(dom(made(catalogue, FILES)["vardforlopp/"]), ".rt-rows > li")
    first, zon, thunder, _ = rows
    assert (first.get("data-text"), first.get("data-ar"), first.get("data-lage")) == (
        "exempeltext",
        "2021",
        "godkant-nationellt",
    )
    assert (zon.get("data-programomrade"), zon.get("data-ar")) == ("hud-har", "2024")
    assert "Under arbete nationellt (planerat efter 2024)" in words(zon)
    assert "Blixt" in thunder.get("data-ord", "")
    assert "Programområdet är inte känt" in words(thunder)


def test_menus_hold_the_values_that_are_there_and_are_hidden_without_script() -> None:
    rows = [Row(f"r{year}", {"År": year, "Slag": "samma"}) for year in ("2020", "2022", "2021")]
    html = filterable(rows, ("År", "Slag"), "rader", newest_first=("År",))
    assert html.index('value="2022"') < html.index('value="2021"') < html.index('value="2020"')
    assert "samma</option>" not in html  # a menu with one value chooses nothing
    assert '<form class="rt-filter__form" hidden' in html
    assert ">3 rader</p>" in html


def test_the_front_page_says_what_this_is_not_and_counts_what_is_there() -> None:
    tree = dom(made(front, FILES)[""])
    said = words(tree)
    assert "4 vårdförlopp i katalogen, 1 av dem med text här" in said
    assert "Kunskapsstöd är vägledande." in said
    assert "Varje region beslutar om införandet." in said
    assert "Inget är utgivet ännu." in said
    assert "Hud & hår 1 vårdförlopp" in said
    (card,) = choose(tree, ".rt-cards li")
    assert words(card) == "Exemplet Exempel"


def test_real_releases_of_examples_are_marked() -> None:
    items = dom(real_pages()[""]).xpath("//h2[@id='senaste']/following-sibling::ul[1]/li")
    assert items
    assert all("Exempel" in words(item) for item in items)


def test_the_search_page_is_not_found_by_searching() -> None:
    page = made(search, FILES)["sok/"]
    assert not page.searchable
    assert page.noindex
    assert 'data-rt-search="../pagefind/"' in page.html
