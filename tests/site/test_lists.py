"""Front page, catalogue, search page, and the lists that readers filter."""

from __future__ import annotations

from dataclasses import replace

from choosing import choose
from family_pages import dom, made, real_pages, site_of, words

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


def test_rows_carry_what_they_are_found_by() -> None:
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
    assert thunder.get("data-programomrade") == "inte-kant"


def facet(path: str, name: str) -> dict[str, str]:
    """Value with its count → where it leads."""
    group = dom(made(catalogue, FILES)[path]).xpath(f"//details[@data-rt-facet='{name}']")[0]
    return {words(item): item.get("href", "") for item in group.xpath(".//li/*")}


def test_facets_say_how_many_and_lead_to_a_page_for_each_value() -> None:
    assert facet("vardforlopp/", "text") == {
        "Bara registerpost 3": "../katalog/text/bara-registerpost/",
        "Exempeltext 1": "../katalog/text/exempeltext/",
    }
    assert list(facet("vardforlopp/", "programomrade")) == ["Hud & hår 1", "Inte känt 3"]
    assert list(facet("vardforlopp/", "ar")) == ["2024 1", "2021 1", "Inte känt 2"]
    assert facet("vardforlopp/", "indikatorer")["Med data 0"] == ""  # nothing to lead to


def test_the_page_of_a_value_lists_its_rows_and_leads_back() -> None:
    tree = dom(made(catalogue, FILES)["katalog/programomrade/hud-har/"])
    assert [words(a) for a in choose(tree, ".rt-row__title a")] == ["Zon"]
    assert "1 av 4 vårdförlopp" in words(tree)
    (chosen,) = tree.xpath("//a[@aria-current='page']")
    assert (words(chosen), chosen.get("href")) == ("Hud & hår 1", "../../../vardforlopp/")
    assert "../../../vardforlopp/?programomrade=hud-har" in tree.xpath("//a/@href")


def test_values_with_one_address_share_a_page_that_loses_nobody() -> None:
    areas = AREAS + "  - id: npo-hud-2\n    namn: Hud (hår)\n"
    other = entry("sår", "Sår", "programområde: npo-hud-2\n").replace("id: sår", "id: sar")
    pages = made(catalogue, FILES | {"register/programomraden.yaml": areas, "vardforlopp/sar.md": other})
    page = pages["katalog/programomrade/hud-har/"]
    assert page.title == "Programområde: Hud & hår / Hud (hår)"
    assert [words(a) for a in choose(dom(page), ".rt-row__title a")] == ["Sår", "Zon"]
    assert page.description.endswith("2 av 5.")


def test_whether_a_pathway_has_data_is_told_without_examples() -> None:
    used = "## Kvalitetsuppföljning\n\n### Processmått\n\n- [M](../indikatorer/{}.md) {{#i}}\n"
    files = {
        f"vardforlopp/{id}.md": FILES["vardforlopp/exempel.md"].replace("exempel\n", f"{id}\n", 1) + used.format(id)
        for id in ("a", "b", "exempel-c")
    }
    for id, data, example in (("a", "delvis", "false"), ("b", "saknas", "false"), ("exempel-c", "delvis", "true")):
        matter = f"id: {id}\ntitel: M\ndatatillgång: {data}\nexempel: {example}\n"
        files[f"indikatorer/{id}.md"] = f"---\n{matter}---\n"
    rows = choose(dom(made(catalogue, files)["vardforlopp/"]), ".rt-rows > li")
    assert sorted(row.get("data-indikatorer", "") for row in rows) == ["inga-indikatorer-har", "med-data", "utan-data"]


def test_menus_hold_the_values_that_are_there_and_are_hidden_without_script() -> None:
    rows = [Row(f"r{year}", {"År": year, "Slag": "samma"}) for year in ("2020", "2022", "2021")]
    html = filterable(rows, ("År", "Slag"), "rader", newest_first=("År",))
    assert html.index('value="2022"') < html.index('value="2021"') < html.index('value="2020"')
    assert "samma</option>" not in html  # a menu with one value chooses nothing
    assert '<form class="rt-filter__form" hidden' in html
    assert ">3 rader</p>" in html


def test_a_row_may_have_several_values() -> None:
    html = filterable([Row("r", {"Saknas": ("Täljare", "Data")}), Row("s", {"Saknas": "Data"})], ("Saknas",), "rader")
    assert '<li data-saknas="taljare data">r</li>' in html
    assert html.count("<option") == 3


def test_the_front_page_answers_five_questions() -> None:
    tree = dom(made(front, FILES)[""])
    assert choose(tree, "form")[0].get("action") == "sok/"
    assert [words(h) for h in choose(tree, "section > h2")] == [
        "Programområden",
        "Senast ändrat",
        "Kommentera",
        "För regioner: hämta hem",
    ]
    said = words(tree)
    assert "1 text 0 utmaningar 0 mål 0 indikatorer" in said
    assert "Vägledande, inte bindande. Publicerat betyder inte infört." in said
    assert "Inget är utgivet ännu." in said
    assert "Hud & hår 1 vårdförlopp" in said
    assert "Adress att skicka till saknas." in said
    assert words(choose(tree, ".rt-front__texts")[0]) == "Med text här Exempel Exemplet Alla 4 i katalogen"


def test_the_front_page_leads_to_where_one_comments() -> None:
    site, _ = site_of(FILES)
    (page,) = front.pages(replace(site, comments="mailto:a@b.example?subject={page}", address="https://s.example/"))
    assert "mailto:a@b.example?subject=https%3A%2F%2Fs.example%2F" in dom(page).xpath("//a/@href")
    assert "curl -s https://s.example/api/v1/index.json" in words(dom(page))


def test_many_texts_are_not_all_on_the_front_page() -> None:
    many = {
        f"vardforlopp/v{n}.md": FILES["vardforlopp/exempel.md"].replace("id: exempel", f"id: v{n}") for n in range(9)
    }
    line = choose(dom(made(front, many)[""]), ".rt-front__texts li")
    assert len(line) == front.TEXTS + 1
    assert words(line[-1]) == "Alla 9 i katalogen"


def test_real_releases_of_examples_are_marked() -> None:
    items = dom(real_pages()[""]).xpath("//h2[@id='senaste']/following-sibling::ul[1]/li")
    assert items
    assert all("Exempel" in words(item) for item in items)


def test_the_search_page_is_not_found_by_searching() -> None:
    page = made(search, FILES)["sok/"]
    assert not page.searchable
    assert page.noindex
    assert 'data-rt-search="../assets/sok/search.js" data-rt-index="../pagefind/" data-rt-root="../"' in page.html
