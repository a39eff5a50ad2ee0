"""Pathway pages: warnings, facts, actions with letters, chart, times, red thread, recommendations, references."""

from __future__ import annotations

from pathlib import Path

import pytest
from choosing import choose
from family_pages import by_path, dom, fact, made, real_pages, section, site_of, words
from lxml import html
from mkdocs.exceptions import PluginError

from rodtrad.codelists import lists_of
from rodtrad.library import link
from rodtrad.site.opening import open_site
from rodtrad.site.page import Page
from rodtrad.site.pages import pathways
from rodtrad.site.parts import EXAMPLE
from rodtrad.site.plugin import RodtradPlugin

ORGAN = "id: organ\ntitel: Organ\nposter:\n  - id: npo-test\n    namn: NPO Test\n  - id: sks\n    namn: Styrgruppen\n"
AREAS = "id: programomraden\ntitel: Programområden\nposter:\n  - id: npo-test\n    namn: Testsjukdomar\n"
REGIONS = "id: regioner\ntitel: Regioner\nposter:\n  - id: halland\n    namn: Region Halland\n"

GUIDELINE = """\
---
id: nr-test
titel: Nationella riktlinjer för test
utgivare: Socialstyrelsen
utgåva: 2020
läge: gällande
---

## Rekommendationer

### Snabb bedömning {#snabb}

- **Tillstånd:** misstänkt test
- **Åtgärd:** snabb bedömning
- **Prioritet:** 2
"""

INDICATOR = """\
---
id: tid
titel: Tid till bedömning
typ: process
riktning: lågt
enhet: "min"
datatillgång: saknas
kik:
  status: saknas
---

## Målnivåer

| År | Måttlig | Hög | Utfärdare | Beteckning |
| --- | --- | --- | --- | --- |
| 2015 | 90 | 60 | test | A |
| 2019 | 60 | 30 | test | A |
"""

ADDITION = """\
---
region: halland
tillägg till: test
bygger på: 1.2.0
---

## Tillägg vid [A](#bedom)

Ring först.

## Avvikelse vid [B](#beslut)

- **Skäl:** Få läkare.
- **Ansvarig:** verksamhetschef
- **Gäller till:** 2027-12-31
"""

PATHWAY = """\
---
id: test
titel: Test & prov
typ: vårdförlopp
version: 1.2.0
status: remiss
omfattning: fulltext
programområde: npo-test
programområde grund: härledd
förvaltare: npo-test
licens: CC0-1.0
målgrupper: [primärvård, kommunal vård]
granskat: 2026-05-02
nästa granskning: 2028-05
riktlinjer: [nr-test]
koder:
  icd-10-se: [I63]
nationellt:
  status: godkänt
  godkänt: 2020-05
  grund: Står i tabellen.
  källa:
    - SKR 2023, rad 1
    - https://skr.example/tabell
beslutslogg:
  - organ: sks
    datum: 2020-05-15
    typ: godkännande
    hänvisning: Protokoll 4
---

## Omfattning av kunskapsstödet

Gäller vuxna < 80 år.[^kalla-2020] Samma källa igen.[^kalla-2020]

## Ingång och utgång

### Ingång i vårdförloppet

- Misstanke. → [A](#bedom) {#in-misstanke}

### Utgång ur vårdförloppet

- Frisk. {#ut-frisk}
- Sjuk. {#ut-sjuk}

## Flödesschema för vårdförloppet

Schemat ritas.

## Vårdförloppets åtgärder

### Utredning

- **Vårdnivå:** primärvård
- **Profession:** läkare

#### A. Bedöm {#bedom}

##### Hälso- och sjukvårdens åtgärder

- Bedöm inom 3 dagar från [ingång](#in-misstanke).
  - **Rekommendation:** [Snabb bedömning](../riktlinjer/nr-test.md#snabb), prioritet 2
- Tänk på:

  1. först detta
  2. sedan detta

##### Patientens åtgärder (efter förmåga)

- Berätta för vården ([B](#beslut)).

##### Vägar vidare

- → [B](#beslut) och [C](#prov) inom 2 veckor

#### B. Beslut: Är du sjuk? {#beslut}

- **Ja.** Mycket sjuk. → [C](#prov)
- **Nej.** → [Utgång](#ut-frisk)

#### C. Prov {#prov}

- **Profession:** sjuksköterska

##### Hälso- och sjukvårdens åtgärder

- Ta prov 2–4 timmar efter [bedömning](#bedom).

##### Vägar vidare

- **Klart.** → [Utgång](#ut-sjuk)

## Utmaningar och mål

### Patientens utmaningar

- Lång väntan. {#u-vantan}
- Ensamhet. {#u-ensam}

#### Nulägesbeskrivning

| Patientens upplevelser | Patientens aktiviteter | Vårdens aktiviteter | Utmaningar |
| --- | --- | --- | --- |
| Orolig | Väntar | – | [Väntan](#u-vantan) |

### Vårdförloppets mål

- Fler bedöms i tid. {#m-tid}
  - **Möter:** [väntan](#u-vantan)
- Fler är nöjda. {#m-nojd}
  - **Möter:** [väntan](#u-vantan)
  - **Följs inte:** mått saknas.

## Kvalitetsuppföljning

### Processmått

- [Tid till bedömning](../indikatorer/tid.md) {#i-tid}
  - **Följer:** [tid](#m-tid), [A](#bedom)
  - **Prioriterad:** ja

Måttet är nytt.

## Referenser

[^kalla-2020]: Källan. En källa. 2020. <https://kalla.example/>
"""

FILES = {
    "register/organ.yaml": ORGAN,
    "register/programomraden.yaml": AREAS,
    "register/regioner.yaml": REGIONS,
    "riktlinjer/nr-test.md": GUIDELINE,
    "indikatorer/tid.md": INDICATOR,
    "tillagg/halland/test.md": ADDITION,
    "vardforlopp/test.md": PATHWAY,
}

REGISTERED = """\
---
id: katalog
titel: Katalogpost
typ: vårdförlopp
omfattning: registerpost
nationellt:
  status: godkänt
  godkänt: 2022
  webbadress: https://vard.example/katalog/
ersätts av: test
---

## Omfattning av kunskapsstödet

Den nationella texten återges inte här.
"""


def page() -> Page:
    return made(pathways, FILES)["vardforlopp/test/"]


def cards() -> list[html.HtmlElement]:
    return list(dom(page()).iterfind(".//article"))


def rows(page: Page, css: str) -> list[list[str]]:
    """The cells of a table, row by row."""
    (table,) = choose(dom(page), css)
    return [[words(cell) for cell in row] for row in table.iter("tr")]


def test_the_state_is_said_at_the_top() -> None:
    (banner,) = page().banners
    assert banner.title == "På remiss, version 1.2.0"
    assert "gäller inte" in banner.html


def test_every_real_example_warns() -> None:
    for path, found in real_pages().items():
        if path.startswith("vardforlopp/") and found.noindex:
            assert found.banners[0] == EXAMPLE
    assert EXAMPLE.title == "Ogranskat exempel. Får inte användas kliniskt."


def test_an_entry_says_that_the_text_is_elsewhere_and_links_there() -> None:
    found = made(pathways, FILES | {"vardforlopp/katalog.md": REGISTERED})["vardforlopp/katalog/"]
    first, second = found.banners
    assert first.title == "Den nationella texten finns inte här"
    assert '<a href="https://vard.example/katalog/">vard.example</a>' in first.html
    assert second.title == "Ersatt av"
    assert 'href="../../vardforlopp/test/"' in second.html
    assert fact(found, "Öppna data") == "JSON"
    assert 'href="../../api/v1/vardforlopp/katalog.json"' in found.html


def test_facts_are_in_words() -> None:
    found = page()
    assert fact(found, "Programområde") == "Testsjukdomar härlett"
    assert fact(found, "Nationell text") == "Godkänt nationellt maj 2020"
    assert fact(found, "Granskat") == "2 maj 2026"
    assert fact(found, "Nästa granskning") == "maj 2028"
    assert fact(found, "Vårdnivåer") == "Primärvård och kommunal vård"
    assert fact(found, "Koder").startswith("ICD-10-SE: I63")
    assert fact(found, "Förvaltare") == "NPO Test"
    assert fact(found, "Vilar på riktlinje") == "Nationella riktlinjer för test"
    assert 'href="../../utkast/v1/vardforlopp/test.json"' in found.html


def test_codes_have_titles_where_a_list_is_at_hand(tmp_path: Path) -> None:
    (tmp_path / "kodlistor").mkdir()
    (tmp_path / "kodlistor/icd-10-se.tsv").write_text("I63\tCerebral infarkt\n", "utf-8")
    _, documents = site_of(FILES)
    site = open_site(tmp_path, link((document.face for document in documents), lists=lists_of(tmp_path)))
    found = by_path(pathways, site, documents)["vardforlopp/test/"]
    assert fact(found, "Koder").startswith("ICD-10-SE: I63")
    assert rows(found, "#rt-koder + div table")[1] == ["I63", "Cerebral infarkt", "ICD-10-SE"]


@pytest.mark.parametrize("serving", [False, True])
def test_the_site_has_the_lists_of_the_project(tmp_path: Path, serving: bool) -> None:
    plugin = RodtradPlugin()
    plugin.load_config({})
    plugin.root, plugin.serving = tmp_path, serving
    path = tmp_path / "kodlistor/icd-10-se.tsv"
    path.parent.mkdir()
    path.write_text("I63\tPåhittad titel\n", "utf-8")
    assert plugin._open("").code_title("icd-10-se", "I63") == "Påhittad titel"
    path.write_text("ingen lista", "utf-8")
    with pytest.raises(PluginError, match="no list of ICD-10-SE codes"):
        plugin._open("")


def test_a_list_that_is_named_in_mkdocs_yml_is_not_passed_over() -> None:
    failed, _ = RodtradPlugin().load_config({"code_lists": {"icd-10-se": "lista.txt"}})
    assert [(name, str(error)) for name, error in failed] == [
        ("code_lists", "code_lists says nothing here: put each list beside `content`, as kodlistor/icd-10-se.tsv")
    ]


def test_cards_have_letters_kinds_and_who_acts() -> None:
    said = [(words(card.find("h4")), words(card.find("dl"))) for card in cards()]
    assert said == [
        ("A Bedöm", "Vårdnivå Primärvård Profession Läkare"),
        ("B Beslut: Är du sjuk?", "Vårdnivå Primärvård"),  # who may decide is not said by who acts
        ("C Prov", "Vårdnivå Primärvård Profession Sjuksköterska"),
    ]


def test_halves_stand_beside_each_other() -> None:
    first = cards()[0]
    assert [words(h) for h in choose(first, ".rt-halves h5")] == [
        "Hälso- och sjukvårdens åtgärder",
        "Patientens åtgärder (efter förmåga)",
    ]
    assert first.get_element_by_id("bedom/vard") is not None
    assert [words(i) for i in choose(first, "ol li")] == ["först detta", "sedan detta"]


def test_ways_are_links_with_names() -> None:
    ways = [[words(way) for way in choose(card, "li.rt-way")] for card in cards()]
    assert ways == [
        ["→ B Är du sjuk? och C Prov inom 2 veckor"],
        ["Ja. Mycket sjuk. → C Prov", "Nej. → Utgång: Frisk"],
        ["Klart. → Utgång: Sjuk"],
    ]
    assert [a.get("href") for a in choose(cards()[0], "li.rt-way a")] == ["#beslut", "#prov"]


def test_a_letter_in_prose_is_a_link_to_its_node() -> None:
    (link,) = [a for a in choose(cards()[0], ".rt-half--patient a") if a.get("href") == "#beslut"]
    assert words(link) == "B"


def test_recommendations_show_the_priority_of_their_row() -> None:
    (cite,) = choose(dom(page()), ".rt-cite")
    assert words(cite) == ("Rekommendation Snabb bedömning Prioritet 2 (bör) Nationella riktlinjer för test 2020")
    assert rows(page(), "#rt-rekommendationer + div table")[1] == [
        "Snabb bedömning vid misstänkt test",
        "Prioritet 2 (bör)",
        "Nationella riktlinjer för test 2020 Gällande",
        "A. Bedöm",
    ]


def test_times_say_what_limit_and_from_what() -> None:
    found = rows(page(), "#rt-tider + div details table")
    assert found[1] == ["inom 3 dagar", "från ingång", "Bedöm inom 3 dagar från ingång.", "A Bedöm", "Senast"]
    assert ["inom 2 veckor", "–", "Vägen vidare", "A Bedöm", "Senast"] in found
    assert found[-1][:2] == ["2–4 timmar", "efter A bedömning"]


def test_times_that_count_from_an_event_are_drawn_beside_the_words() -> None:
    lines = [words(line) for line in choose(dom(page()), ".rt-timeline li")]
    assert lines[0] == "A Bedöm Bedöm inom 3 dagar från ingång. inom 3 dagar"
    heads = [words(head) for head in choose(dom(page()), ".rt-timeline h3")]
    assert heads[0] == "Från ingång: Misstanke"
    bars = choose(dom(page()), ".rt-timeline li svg.rt-timeline__bar")
    assert len(bars) == len(lines)
    assert all(bar.get("aria-hidden") == "true" for bar in bars)


def test_letters_stay_in_sight() -> None:
    (bar,) = choose(dom(page()), "nav.rt-local")
    assert [words(p) for p in choose(bar, ".rt-local__standing")] == ["På remiss – gäller inte"]
    letters = choose(bar, "a.rt-letter")
    assert [(words(a), a.get("aria-label")) for a in letters][:1] == [("A", "A. Bedöm")]
    ids = {element.get("id") for element in choose(dom(page()), "[id]")}
    assert {a.get("href", "")[1:] for a in choose(bar, "a")} <= ids


def test_the_red_thread_is_one_table() -> None:
    found = rows(page(), "table.rt-thread")
    assert found == [
        ["Utmaning", "Mål", "Åtgärder", "Indikatorer"],
        ["Lång väntan.", "Fler bedöms i tid.", "A Bedöm", "Tid till bedömning Prioriterad"],
        ["Fler är nöjda.", "Ingen knuten hit", "Följs inte: mått saknas."],
        ["Ensamhet.", "Inget mål", "–", "–"],
    ]
    (head,) = choose(dom(page()), "table.rt-thread th[rowspan]")
    assert head.get("rowspan") == "2"
    assert head.get("scope") == "rowgroup"


def test_indicators_show_newest_level_and_state_of_data_in_words() -> None:
    found = rows(page(), "#processmatt + div table")[1]
    assert found == [
        "Tid till bedömning Prioriterad",
        "Tid A. Bedöm",
        "2019: måttlig högst 60 min, hög högst 30 min",
        "Data saknas",
    ]
    assert "Måttet är nytt." in words(dom(page()))


def test_references_lead_both_ways() -> None:
    tree = dom(page())
    marks = choose(tree, "sup.rt-note")
    assert [mark.get("id") for mark in marks] == ["hanv-kalla-2020", None]
    assert {a.get("href") for mark in marks for a in mark} == {"#not-kalla-2020"}
    (reference,) = choose(tree, ".rt-references li")
    assert reference.get("id") == "not-kalla-2020"
    assert choose(reference, "a.rt-back")[0].get("href") == "#hanv-kalla-2020"


def test_regions_are_named_at_the_node_and_in_a_list() -> None:
    assert [words(li) for card in cards() for li in choose(card, ".rt-regional li")] == [
        "Tillägg: Region Halland",
        "Avvikelse: Region Halland",
    ]
    assert rows(page(), "#rt-tillagg + div table")[1] == ["Region Halland", "1", "1", "1.2.0"]


def test_decisions_and_national_facts_have_their_sections() -> None:
    assert "15 maj 2020 Godkännande Styrgruppen Protokoll 4" in section(page(), "rt-beslut")
    said = section(page(), "rt-nationellt")
    assert "Hur det är känt Står i tabellen." in said
    assert 'href="https://skr.example/tabell"' in page().html


def test_text_is_never_markup() -> None:
    found = page()
    assert "vuxna &lt; 80 år" in found.html
    assert found.title == "Test & prov"


def test_the_chart_links_to_the_nodes_and_is_told_in_words() -> None:
    tree = dom(page())
    targets = [a.get("href") for a in choose(tree, "svg.flow a")]
    assert set(targets) == {"#in-misstanke", "#bedom", "#beslut", "#prov", "#ut-frisk", "#ut-sjuk"}
    said = words(choose(tree, "ol.flow-steps")[0])
    for text in ("A. Bedöm", "B. Beslut: Är du sjuk?", "Ja:", "inom 2 veckor"):
        assert text in said


def test_the_contents_list_chapters_and_lettered_nodes() -> None:
    titles = {item.title: item for item in page().toc}
    assert [child.title for child in titles["Vårdförloppets åtgärder"].children] == [
        "A. Bedöm",
        "B. Är du sjuk?",
        "C. Prov",
    ]
    assert list(titles)[-1] == "Referenser"
    assert {"Tider i vårdförloppet", "Röd tråd", "Regionala tillägg", "Beslut"} <= set(titles)
