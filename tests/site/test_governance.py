"""Programme areas, regions, registers and terms: what is known, how, and what is not."""

from __future__ import annotations

import pytest
from family_pages import dom, fact, made, real_pages, section, words

from rodtrad.site.page import Page
from rodtrad.site.pages import deviations, glossary, programme_areas, regions, registers

AREAS = """\
id: programomraden
titel: Nationella programområden
beskrivning: De som källorna nämner.
poster:
  - id: npo-a
    namn: Akut vård
    värd: vastra
    värd grund: härledd
    värd sedd: 2023
    värd källa: https://region.example/vard
    källa: SKR 2023, rad 1
  - id: npo-o
    namn: Ögonsjukdomar
    källa: SKR 2023, rad 2
"""

HEALTHCARE = """\
id: sjukvardsregioner
titel: Sjukvårdsregioner
poster:
  - id: sodra
    namn: Södra sjukvårdsregionen
  - id: vastra
    namn: Västra sjukvårdsregionen
    anmärkning: Norra delen av Halland.
"""

REGIONS = """\
id: regioner
titel: Regioner
poster:
  - id: halland
    namn: Region Halland
    län: Hallands län
    sjukvårdsregion:
      - vastra
      - sodra
    källa: SFS 1982:777
  - id: skane
    namn: Region Skåne
    län: Skåne län
    sjukvårdsregion: sodra
    källa: SFS 1982:777
"""

BODIES = """\
id: organ
titel: Organ
beskrivning: De som beslutar.
källa:
  - SKR 2023
poster:
  - id: sks
    namn: Styrgruppen
    webbadress: https://kunskap.example/
    ersätts av: npo
    grund: angiven
    anmärkning: Bytte namn.
    källa:
      - SKR 2023, rad 3
      - https://kunskap.example/om
  - id: npo
    namn: Programområden
"""

TERMS = """\
id: termer
titel: Termer
poster:
  - id: region
    namn: region
    undvik:
      - landsting
      - landstinget
    skriv:
      - region
      - regionen
    varför: De heter regioner.
    undantag: I äldre titlar.
    källa: SKR 2023
"""


def pathway(id: str, title: str, more: str) -> str:
    return f"---\nid: {id}\ntitel: {title}\ntyp: vårdförlopp\nomfattning: registerpost\n{more}---\n"


FILES = {
    "register/programomraden.yaml": AREAS,
    "register/sjukvardsregioner.yaml": HEALTHCARE,
    "register/regioner.yaml": REGIONS,
    "register/organ.yaml": BODIES,
    "register/termer.yaml": TERMS,
    "vardforlopp/a.md": pathway("a", "Angivet", "programområde: npo-a\nprogramområde grund: angiven\n"),
    "vardforlopp/b.md": pathway("b", "Härlett", "programområde: npo-a\nprogramområde grund: härledd\n"),
    "vardforlopp/c.md": pathway("c", "Löst", ""),
    "tillagg/skane/a.md": "---\nregion: skane\ntillägg till: a\nbygger på: 1.0.0\nexempel: true\n---\n",
}


@pytest.fixture(scope="module")
def areas() -> dict[str, Page]:
    return made(programme_areas, FILES)


def test_an_area_shows_how_its_pathways_are_known_to_belong(areas: dict[str, Page]) -> None:
    rows = [words(row) for row in dom(areas["programomraden/npo-a/"]).iterfind(".//tbody/tr")]
    assert [row.rsplit(" ", 1)[1] for row in rows] == ["källan", "härlett"]
    assert "Inget vårdförlopp" in section(areas["programomraden/npo-o/"], "vardforlopp")


def test_a_host_is_shown_with_its_basis_and_an_unknown_one_as_unknown(areas: dict[str, Page]) -> None:
    said = section(areas["programomraden/npo-a/"], "vard")
    assert said.startswith("Västra sjukvårdsregionen (sett 2023) härlett")
    assert dom(areas["programomraden/npo-a/"]).xpath("//a[@href='https://region.example/vard']")
    assert "Värden är inte känd" in section(areas["programomraden/npo-o/"], "vard")
    rows = [words(row) for row in dom(areas["programomraden/"]).iterfind(".//tbody/tr")]
    assert rows[0] == "Akut vård 2 0 Västra sjukvårdsregionen (sett 2023) härlett"
    assert rows[1] == "Ögonsjukdomar 0 0 Inte känt"


def test_pathways_without_an_area_are_listed(areas: dict[str, Page]) -> None:
    assert "Löst" in section(areas["programomraden/"], "utan-programomrade")


def test_a_divided_region_stands_in_both_healthcare_regions() -> None:
    page = made(regions, FILES)["regioner/"]
    table = next(dom(page).iter("table"))
    rows = [words(row) for row in table.iterfind("tbody/tr")]
    assert rows[0].startswith("Södra sjukvårdsregionen Region Halland delad Region Skåne Inget känt")
    assert rows[1].startswith("Västra sjukvårdsregionen Region Halland delad Akut vård Norra delen")
    assert "Västra sjukvårdsregionen och Södra sjukvårdsregionen" in words(dom(page))


def test_a_region_shows_its_additions() -> None:
    pages = made(regions, FILES)
    assert section(pages["regioner/skane/"], "regionala-tillagg") == "Angivet Exempel"
    assert "Inga regionala tillägg" in section(pages["regioner/halland/"], "regionala-tillagg")
    assert "gemensam lista" not in words(dom(pages["regioner/skane/"])), "it departs from nothing"
    assert fact(pages["regioner/halland/"], "Sjukvårdsregion") == "Västra sjukvårdsregionen Södra sjukvårdsregionen"


def test_real_figures_about_a_region_are_shown_on_its_page() -> None:
    said = section(real_pages()["regioner/varmland/"], "uppgifter-fran-2023")
    assert "22 vårdförlopp (SKR 2023, rad 2015)" in said
    assert section(real_pages()["regioner/gotland/"], "uppgifter-fran-2023") == ""


def test_a_register_writes_ids_as_names_and_addresses_as_links() -> None:
    page = made(registers, FILES)["register/organ/"]
    tree = dom(page)
    row = tree.get_element_by_id("sks").xpath("ancestor::tr")[0]
    assert "Grund för uppgiften: angivet i källan" in words(row)
    assert row.xpath(".//a[@href='https://kunskap.example/']")
    assert words(row.xpath(".//a[@href='#npo']")[0]) == "Programområden"
    assert words(row).endswith("Bytte namn. Källa: SKR 2023, rad 3; https:// kunskap. example/ om")


def test_entries_with_a_page_of_their_own_are_linked_from_their_register() -> None:
    tree = dom(made(registers, FILES)["register/regioner/"])
    assert tree.xpath("//a[@href='../../regioner/skane/']")


def test_terms_pair_each_form_with_what_to_write() -> None:
    page = made(glossary, FILES)["register/termer/"]
    row = words(dom(page).find(".//tbody/tr"))
    assert "landsting (skriv region) landstinget (skriv regionen)" in row
    assert "Undantag: I äldre titlar." in row
    assert made(glossary, {"register/organ.yaml": BODIES}) == {}


DEPARTING = """\
---
region: skane
tillägg till: a
bygger på: 1.0.0
exempel: true
---

## Tillägg vid [A](#larma)

Numret.

## Avvikelse vid [A](#larma)

- **Skäl:** Långa <avstånd>
- **Ansvarig:** chefläkare
- **Gäller till:** 2027-12-31

Vi gör så.

## Avvikelse vid [Q](#borta)

Vi gör så.
"""

ACTION = "\n## Vårdförloppets åtgärder\n\n### Larm\n\n#### A. Larma {#larma}\n"


def test_every_deviation_is_listed_openly() -> None:
    files = {**FILES, "tillagg/skane/a.md": DEPARTING, "vardforlopp/a.md": FILES["vardforlopp/a.md"] + ACTION}
    page = made(deviations, files)["avvikelser/"]
    tree = dom(page)
    rows = [words(row) for row in tree.iterfind(".//tbody/tr")]
    assert rows == [
        "Region Skåne Exempel Angivet A. Larma Långa <avstånd> chefläkare 31 december 2027",
        "Region Skåne Exempel Angivet Q Inte angivet Inte angiven Inte angivet",
    ]
    assert tree.xpath("//a[@href='../tillagg/skane/a/#avvikelse-larma']")
    assert tree.xpath("//tr[1]//a/@href")[-1] == "#vid-a-larma"
    cards = [words(card) for card in tree.get_element_by_id("vid-a-larma").getnext().iterfind("article")]
    assert cards[0].startswith("Nationellt, version 1.0.0 Texten är inte utgiven.")
    assert cards[1].startswith("Region Skåne Exempel Texten är inte utgiven. Följ länken för att läsa den. Skäl Långa")
    assert tree.xpath("//a[@href='../utkast/v1/avvikelser.json']")
    assert "gemensam lista" in words(dom(made(regions, files)["regioner/skane/"]))
    assert "gemensam lista" in words(dom(made(regions, files)["regioner/"]))


def test_the_list_is_there_without_deviations() -> None:
    assert "Inga avvikelser finns" in words(dom(made(deviations, FILES)["avvikelser/"]))


def test_the_example_of_a_deviation_is_among_the_real_pages() -> None:
    tree = dom(real_pages()["avvikelser/"])
    (row,) = tree.iterfind(".//tbody/tr")
    assert words(row).startswith("Region Kalmar län Exempel Depression hos vuxna M. Konsultation med psykiatrin")
    assert tree.xpath("//a[@href='../api/v1/avvikelser.json']")
    national, regional = (words(card) for card in tree.iterfind(".//article"))
    assert "Beskriv frågan, vad som har prövats och hur länge." in national
    assert "I exemplet sker konsultation på fasta tider" in regional
    assert "Gäller till 31 december 2027" in regional
    assert tree.xpath("//td/time[@data-rt-due]/@datetime") == ["2027-12-31"]
    assert "gemensam lista" in words(dom(real_pages()["vardforlopp/depression-vuxna/"]))
