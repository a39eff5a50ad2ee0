"""What a reader chooses to see: care level, profession, region; the patient's page and the summary on one sheet."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from choosing import choose
from family_pages import by_path, dom, made, real_pages, section, site_of, words
from lxml import html

from rodtrad.feed.canonical import canonical
from rodtrad.feed.payload import payload
from rodtrad.feed.releases import frozen_path
from rodtrad.site.page import Page
from rodtrad.site.pages import additions, pathways, patients, summaries
from rodtrad.site.parts import EXAMPLE
from rodtrad.site.pathway.steps import is_promise, sentence_around
from rodtrad.site.pathway.views import values

REGIONS = """\
id: regioner
titel: Regioner
poster:
  - id: halland
    namn: Region Halland
  - id: skane
    namn: Region Skåne
  - id: gotland
    namn: Region Gotland
"""

PATHWAY = """\
---
id: test
titel: Test
typ: vårdförlopp
version: 1.1.0
status: utkast
omfattning: fulltext
granskat: 2026-05-02
---

## Ingång och utgång

### Ingång i vårdförloppet

- Misstanke. → [A](#bedom) {#in-misstanke}

### Utgång ur vårdförloppet

- Frisk. {#ut-frisk}
- Sjuk. {#ut-sjuk}

## Vårdförloppets åtgärder

### Utredning

- **Vårdnivå:** primärvård, hälso- och sjukvård i hemmet
- **Profession:** läkare (specialist), sjuksköterska och arbetsterapeut

#### A. Bedöm {#bedom}

##### Hälso- och sjukvårdens åtgärder

- Tänk på:
  - allt
- Undersök noga. Titta sedan igen.[^k]
- Erbjud ett besök inom 3 dagar från [ingång](#in-misstanke). Ring annars.
- Erbjud medicin till den som kan få den inom 2 timmar från [ingång](#in-misstanke).

##### Patientens åtgärder (efter förmåga)

1. Berätta hur du mår.[^k] Se även [C](#prov).
2. Ring 112 om du blir <sämre>.

##### Vägar vidare

- → [B](#beslut)

#### B. Beslut: Är du sjuk? {#beslut}

- **Ja.** → [C](#prov) inom 2 veckor
- **Nej.** → [Utgång](#ut-frisk)

### Prov

#### C. Prov {#prov}

- **Vårdnivå:** Specialiserad vård
- **Profession:** läkare

##### Hälso- och sjukvårdens åtgärder

- Ta prov inom 1 timme från [bedömning](#bedom).

##### Patientens åtgärder (efter förmåga)

Ej tillämpligt: provet tas under narkos.

##### Vägar vidare

- **Klart.** → [Utgång](#ut-sjuk)

#### D. Ingen vet vem {#okant}

##### Hälso- och sjukvårdens åtgärder

- Gör något.

##### Vägar vidare

- → [Utgång](#ut-sjuk)

## Utmaningar och mål

### Vårdförloppets mål

- Fler bedöms i tid. {#m-tid}

## Sammanfattning av vårdförloppet

Det börjar med [A](#bedom).[^k]

## Referenser

[^k]: Källan. 2020.
"""

HALLAND = """\
---
region: halland
tillägg till: test
bygger på: 1.1.0
exempel: true
---

## Tillägg vid [A](#bedom)

Ring först.

## Avvikelse vid [C](#prov)

- **Skäl:** Få läkare.
- **Ansvarig:** verksamhetschef
- **Gäller till:** 2027-12-31

Provet tas hemma.
"""

SKANE = """\
---
region: skane
tillägg till: test
bygger på: 1.1.0
ärver: halland
---

## Tillägg vid [A](#bedom)

Vi gör så här.
"""

FILES = {
    "register/regioner.yaml": REGIONS,
    "tillagg/halland/test.md": HALLAND,
    "tillagg/skane/test.md": SKANE,
    "vardforlopp/test.md": PATHWAY,
}


def page(files: dict[str, str] = FILES) -> Page:
    return made(pathways, files)["vardforlopp/test/"]


def card(tree: html.HtmlElement, id: str) -> html.HtmlElement:
    (heading,) = choose(tree, f"#{id}")
    found = heading.getparent()
    assert found is not None
    return found


def places(tree: html.HtmlElement, id: str) -> set[str]:
    """The marks of a card."""
    return {name for name in card(tree, id).get("class", "").split() if name[:4] in ("rt-v", "rt-p")}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("primärvård, specialiserad vård och kommunal vård.", ["primärvård", "specialiserad vård", "kommunal vård"]),
        ("hälso- och sjukvård i hemmet", ["hälso- och sjukvård i hemmet"]),
        ("läkare (i kirurgi, ortopedi) och/eller sjuksköterska", ["läkare", "sjuksköterska"]),
        ("läkare/psykolog; kurator samt dietist", ["läkare", "psykolog", "kurator", "dietist"]),
        (" , ", []),
    ],
)
def test_who_acts_is_a_list(said: str, found: list[str]) -> None:
    assert values(said) == found


def test_the_bar_offers_what_the_actions_say() -> None:
    (bar,) = choose(dom(page()), ".rt-views")
    assert [words(label) for label in choose(bar, "fieldset label")] == [
        "Alla",
        "Primärvård",
        "Hälso- och sjukvård i hemmet",
        "Specialiserad vård",
        "Patient",
    ]
    radios = choose(bar, "fieldset input")
    assert [radio.get("value") for radio in radios][1:3] == ["primarvard", "halso-och-sjukvard-i-hemmet"]
    assert [radio.get("checked") for radio in radios].count("checked") == 1
    assert [words(option) for option in choose(bar, "#rt-profession option")] == [
        "Alla",
        "Arbetsterapeut",
        "Läkare",
        "Sjuksköterska",
    ]
    assert "Beslut visas alltid." in words(bar)


def test_cards_carry_their_places_and_what_is_not_said_is_always_shown() -> None:
    tree = dom(page())
    assert places(tree, "bedom") == {"rt-v1", "rt-v2", "rt-p1", "rt-p2", "rt-p3"}
    assert places(tree, "prov") == {"rt-v3", "rt-p2"}
    assert places(tree, "beslut") == {"rt-v0", "rt-p0"}  # decisions concern everybody
    assert places(tree, "okant") == {"rt-v0", "rt-p0"}


def test_a_card_that_can_be_one_line_has_a_way_into_it() -> None:
    tree = dom(page())
    (show,) = choose(card(tree, "prov"), "a.rt-node__show")
    assert (show.get("href"), words(show)) == ("#prov", "Visa C. Prov")
    assert not choose(card(tree, "beslut"), "a.rt-node__show")


def test_the_style_sheet_knows_as_many_places_as_the_bar_offers() -> None:
    levels = ", ".join(f"nivå{chr(97 + n)}" for n in range(12))
    professions = ", ".join(f"yrke{chr(97 + n)}" for n in range(25))
    text = PATHWAY.replace("primärvård, hälso- och sjukvård i hemmet", levels)
    text = text.replace("läkare (specialist), sjuksköterska och arbetsterapeut", professions)
    tree = dom(page(FILES | {"vardforlopp/test.md": text}))
    style = (Path(pathways.__file__).parents[1] / "styles/6-views.css").read_text("utf-8")
    offered = [radio.get("class", "") for radio in choose(tree, ".rt-views input")]
    offered += [option.get("class", "") for option in choose(tree, "#rt-profession option")]
    assert len(offered) == 1 + 8 + 1 + 1 + 20
    for mark in filter(None, offered):
        assert mark == "rt-as-v0" or f".{mark}:checked)" in style, mark
    assert {"rt-v0", "rt-p0"} <= places(tree, "bedom")  # one of its values cannot be chosen: it is never hidden


def test_nothing_to_choose_makes_no_bar() -> None:
    node = "### Grupp\n\n#### A. Bedöm {#bedom}\n\n##### Vägar vidare\n\n- → [U](#ut-frisk)\n"
    before, chapter, _ = PATHWAY.partition("## Vårdförloppets åtgärder\n\n")
    bare = before + chapter + node
    assert not choose(dom(page({"vardforlopp/test.md": bare})), ".rt-views")


def test_a_region_reads_what_it_inherits_but_for_where_it_says_something_itself() -> None:
    items = choose(dom(page()), ".rt-regions li")
    found = [(i.get("data-region"), i.get("data-kind"), i.get("data-at"), i.get("data-readers")) for i in items]
    assert found == [
        ("halland", "Tillägg", "bedom", "halland"),
        ("skane", "Tillägg", "bedom", "skane"),
        ("halland", "Avvikelse", "prov", "halland skane"),
    ]
    assert words(items[2]) == "Region Halland: Avvikelse vid C. Prov Exempel Gäller även i Region Skåne."
    assert items[2].get("data-until") == "2027-12-31"
    assert choose(items[2], "a")[0].get("href") == "../../tillagg/halland/test/#avvikelse-prov"
    options = choose(dom(page()), "#rt-region option")
    assert [words(o) for o in options] == ["Nationell text", "Region Halland", "Region Skåne"]


def test_the_card_names_the_regions_without_script() -> None:
    (folded,) = choose(card(dom(page()), "prov"), ".rt-regional details")
    assert words(folded) == "I regionerna: 1 avvikelse Avvikelse: Region Halland Exempel"


def test_regions_that_inherit_in_a_ring_end() -> None:
    ring = HALLAND.replace("exempel: true", "ärver: skane")
    items = choose(dom(page(FILES | {"tillagg/halland/test.md": ring})), ".rt-regions li")
    assert [item.get("data-readers") for item in items] == ["halland", "skane", "halland skane"]


def test_what_has_no_place_stays_in_the_list() -> None:
    lost = HALLAND.replace("(#bedom)", "(#borta)")
    items = choose(dom(page(FILES | {"tillagg/halland/test.md": lost})), ".rt-regions li")
    assert [(item.get("data-at"), item.get("data-region")) for item in items][-1] == (None, "halland")


def test_names_of_regions_are_words() -> None:
    files = FILES | {"register/regioner.yaml": REGIONS.replace("Region Halland", '"<b>Halland</b>"')}
    assert "<b>" not in page(files).html
    assert "&lt;b&gt;Halland&lt;/b&gt;" in page(files).html


def test_an_addition_for_other_words_than_those_that_stand_here_is_marked(tmp_path: Path) -> None:
    """Version 1.0.0 said the same of A, and something else of C."""
    old = {"vardforlopp/test.md": PATHWAY.replace("1.1.0", "1.0.0").replace("inom 1 timme", "inom 2 timmar")}
    site, documents = site_of(old)
    frozen = tmp_path / frozen_path("vardforlopp/test", "1.0.0")
    frozen.parent.mkdir(parents=True)
    frozen.write_bytes(canonical(payload(documents[0], site.library, "acceptance", "https://example.org/")))
    assert json.loads(frozen.read_bytes())["version"] == "1.0.0"
    written = {
        f"tillagg/{name}/test.md": FILES[f"tillagg/{name}/test.md"].replace("1.1.0", "1.0.0")
        for name in ("halland", "skane")
    }
    site, documents = site_of(FILES | written)
    for released, marked in ({"vardforlopp/test": ("1.0.0",)}, [None, None, "ja"]), ({}, ["ja"] * 3):
        found = by_path(pathways, replace(site, root=tmp_path, released=released), documents)["vardforlopp/test/"]
        items = choose(dom(found), ".rt-regions li")
        assert [item.get("data-outdated") for item in items] == marked
        (folded,) = choose(card(dom(found), "prov"), ".rt-regional")
        assert "Skrivet mot en äldre version" in words(folded)


def test_the_additions_page_has_each_part_where_the_script_looks_for_it() -> None:
    tree = dom(made(additions, FILES)["tillagg/halland/test/"])
    parts = choose(tree, "section.rt-own")
    assert [choose(part, "h2")[0].get("id") for part in parts] == ["tillagg-bedom", "avvikelse-prov"]
    assert words(choose(parts[1], ".rt-own__words")[0]).endswith("Gäller till 31 december 2027 Provet tas hemma.")


def patient(files: dict[str, str] = FILES) -> Page:
    return made(patients, files)["vardforlopp/test/patient/"]


def test_the_patients_page_says_what_the_text_says_to_the_patient() -> None:
    found = patient()
    steps = [words(step) for step in choose(dom(found), ".rt-step")]
    assert steps[0] == (
        "A Bedöm Var: primärvård, hälso- och sjukvård i hemmet"
        " Du kan möta: läkare, sjuksköterska, arbetsterapeut"
        " Berätta hur du mår. Se även C . Ring 112 om du blir <sämre>."
        " Så står det i texten till vården: ”Erbjud ett besök inom 3 dagar från ingång. Ring annars.”"
        " Steg A i hela texten"
    ).replace("Var:", "Var").replace("Du kan möta:", "Du kan möta").replace("C .", "C.")
    assert len(steps) == 1  # of B and D the text says nothing to the patient, and of C why it does not
    assert "Ta prov" not in found.html
    assert "inom 2 timmar" not in found.html  # a condition, not a promise
    assert "#not-" not in found.html
    assert section_text(found, "ring") == "Ring 112 om du blir <sämre>. Steg A"
    assert [a.get("href") for a in choose(dom(found), ".rt-call a")] == ["tel:112", "#bedom"]
    assert "Fler bedöms i tid." in section_text(found, "vad-varden-vill-na")
    assert "Det börjar med" not in found.html  # written for those who work in care


def section_text(found: Page, id: str) -> str:
    """The words below a heading of the patient's page, which stands in a box."""
    (box,) = choose(dom(found), ".rt-plainly")
    inner = replace(found, html="".join(html.tostring(e, encoding="unicode") for e in box))
    return section(inner, id)


def test_links_lead_to_steps_on_the_page_and_to_the_whole_text() -> None:
    tree = dom(patient())
    assert "../../../vardforlopp/test/#prov" in [a.get("href") for a in choose(tree, ".rt-step a")]
    asked = PATHWAY.replace("Ej tillämpligt: provet tas under narkos.", "- Var fastande.")
    with_both = dom(patient(FILES | {"vardforlopp/test.md": asked}))
    assert "#prov" in [a.get("href") for a in choose(with_both, ".rt-step a")]
    assert "../../../vardforlopp/test/#bedom" in [a.get("href") for a in choose(tree, ".rt-step__whole a")]


def test_links_to_steps_that_the_page_leaves_out_lead_to_the_whole_text() -> None:
    text = PATHWAY.replace("Se även [C](#prov).", "Se även [B](#beslut).")
    tree = dom(patient(FILES | {"vardforlopp/test.md": text}))
    links = [a.get("href") for a in choose(tree, ".rt-step li a")]
    assert "../../../vardforlopp/test/#beslut" in links
    assert "#beslut" not in links


def test_the_other_forms_are_not_found_by_searching_and_are_linked() -> None:
    (sheet,) = (p for p in made(summaries, FILES).values())
    assert not patient().searchable
    assert not sheet.searchable
    assert sheet.noindex
    links = [(a.get("href"), words(a)) for a in choose(dom(page()), ".rt-forms a")]
    assert links == [
        ("../../vardforlopp/test/patient/", "För patienter"),
        ("../../vardforlopp/test/sammanfattning/", "Sammanfattning på en sida"),
    ]


def test_a_text_that_says_nothing_to_the_patient_has_no_patients_page() -> None:
    silent = "\n".join(
        part.partition("##### Patientens åtgärder (efter förmåga)")[0]
        + ("##### Vägar vidare" if "Patientens åtgärder" in part else "")
        for part in PATHWAY.split("##### Vägar vidare")
    )
    files = {"vardforlopp/test.md": silent}
    assert made(patients, files) == {}
    assert [words(a) for a in choose(dom(page(files)), ".rt-forms a")] == ["Sammanfattning på en sida"]


def test_entries_of_the_catalogue_have_no_other_forms() -> None:
    entry = "---\nid: test\ntitel: Test\ntyp: vårdförlopp\nomfattning: registerpost\n---\n\n## Omfattning\n\nText.\n"
    files = {"vardforlopp/test.md": entry}
    assert made(patients, files) == made(summaries, files) == {}


def test_the_summary_says_each_step_its_limits_and_its_ways() -> None:
    tree = dom(made(summaries, FILES)["vardforlopp/test/sammanfattning/"])
    assert [words(step) for step in choose(tree, ".rt-sheet__step")] == [
        "A Bedöm Undersök noga. Erbjud ett besök inom 3 dagar från ingång. Ring annars."
        " Erbjud medicin till den som kan få den inom 2 timmar från ingång."
        " Till patienten: Ring 112 om du blir <sämre>.",
        "B Beslut: Är du sjuk? Ja. → C inom 2 veckor Nej. → utgång 1",
        "C Prov Specialiserad vård Ta prov inom 1 timme från bedömning. Klart. → utgång 2",
        "D Ingen vet vem Gör något.",
    ]
    said = words(tree)
    assert "Utredning primärvård, hälso- och sjukvård i hemmet" in said  # said once, for the whole group
    assert "Ingång Misstanke → A" in said
    assert "Utgång Frisk Sjuk" in said
    assert "Version 1.1.0, granskad 2 maj 2026. Hämtad ur hela vårdförloppet" in said
    assert said.startswith("Utdrag. Hela texten gäller. Regionala avvikelser står där.")


SAFETY = """\
- Undersök noga.
- Sätt dropp.
- Vid svår sjukdom:
  - Ge kärlstöd.
  - Erbjud ett besök inom 3 dagar. Vid akut behov görs det direkt. Boka sedan tid.
- Kontrollera pulsen. Förhandslarma sjukhuset. Följ med.
- Bedöm suicidrisken strukturerat.
- Pröva sväljning.
  - **Rekommendation:** [Sväljning](../riktlinjer/x.md#a), prioritet 1
- Ge vård på enhet.
  - **Rekommendation:** [Enhet](../riktlinjer/x.md#b), prioritet bör
- Överväg det tionde.
  - **Rekommendation:** [Det tionde](../riktlinjer/x.md#c), prioritet 10
"""


def test_the_summary_never_drops_a_line_that_safety_hangs_on() -> None:
    care = PATHWAY.replace("- Gör något.\n", SAFETY)
    written = care.replace(
        "- → [Utgång](#ut-sjuk)\n\n## Utmaningar",
        "- **Hög risk.** Lämna inte ensam. → [A](#bedom)\n- → [Utgång](#ut-sjuk)\n\n## Utmaningar",
    )
    tree = dom(made(summaries, {"vardforlopp/test.md": written})["vardforlopp/test/sammanfattning/"])
    assert words(choose(tree, ".rt-sheet__step")[-1]) == (
        "D Ingen vet vem Undersök noga."
        " Vid svår sjukdom: Erbjud ett besök inom 3 dagar. Vid akut behov görs det direkt."
        " Kontrollera pulsen. Förhandslarma sjukhuset. Följ med."
        " Bedöm suicidrisken strukturerat. Pröva sväljning. Ge vård på enhet."
        " Hög risk. Lämna inte ensam. → A"
    )


def test_the_rows_own_priority_counts_where_the_text_names_none() -> None:
    row = "---\nid: x\ntitel: X\n---\n\n## Rekommendationer\n\n### Sväljning {#a}\n\n- **Prioritet:** 1\n"
    cited = "- Undersök noga.\n- Pröva sväljning.\n  - **Rekommendation:** [Sväljning](../riktlinjer/x.md#a)\n"
    files = {"vardforlopp/test.md": PATHWAY.replace("- Gör något.\n", cited), "riktlinjer/x.md": row}
    tree = dom(made(summaries, files)["vardforlopp/test/sammanfattning/"])
    assert words(choose(tree, ".rt-sheet__step")[-1]) == "D Ingen vet vem Undersök noga. Pröva sväljning."


@pytest.mark.parametrize(
    ("sentence", "promises"),
    [
        ("Erbjud ett besök inom 3 dagar från remiss.", True),
        ("Erbjud trombolys till den som kan behandlas inom 4,5 timmar.", False),
        ("Erbjud ingrepp när det kan börja inom 6 timmar.", False),
        ("Ta prov inom 1 timme.", False),
    ],
)
def test_only_an_offer_without_a_condition_is_a_promise(sentence: str, promises: bool) -> None:
    start = sentence.index("inom")
    assert is_promise(*sentence_around(sentence, start, len(sentence) - 1)) is promises


def test_the_sentence_around_a_limit_is_whole() -> None:
    said = "Ring 1177. Kom inom 2 dagar, t.ex. i dag. Vänta inte.\nEn rad till"
    start = said.index("inom")
    assert sentence_around(said, start, start + 11) == ("Kom inom 2 dagar, t.ex. i dag.", "Kom")


def test_an_earlier_release_can_be_narrowed_but_has_no_regions_and_no_other_forms() -> None:
    tree = dom(real_pages()["vardforlopp/sepsis/1.0.0/"])
    assert choose(tree, ".rt-views")
    assert not choose(tree, ".rt-forms")
    assert not choose(tree, ".rt-regions")
    assert not choose(tree, "#rt-region")


def test_every_real_full_text_has_both_forms() -> None:
    full = {path for path, found in real_pages().items() if path.count("/") == 2 and choose(dom(found), ".rt-views")}
    assert len(full) == 4
    for path in full:
        for last in ("patient/", "sammanfattning/"):
            assert real_pages()[path + last].banners[0] == EXAMPLE
