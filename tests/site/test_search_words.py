"""What words the search finds others by: parts of compounds, base forms, synonyms; and the same in the browser."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from family_pages import real_site, site_of

from rodtrad.dev.words import bases
from rodtrad.site.searching import lexicon
from rodtrad.site.searching.collecting import Share
from rodtrad.site.searching.compounds import LONGEST, Splitter
from rodtrad.site.searching.places import Places
from rodtrad.site.searching.related import BASE, PART, Related, base_forms
from rodtrad.site.searching.vocabulary import Name, all_names, names
from rodtrad.spelling import clinical, common

BROWSER = Path(lexicon.__file__).with_name("browser")


@cache
def splitter() -> Splitter:
    return Splitter.of(real_site()[0].library)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("vårdförloppet", {"vård", "förloppet"}),
        ("läkemedelsbehandling", {"läkemedel", "behandling"}),
        ("suicidriskbedömning", {"suicid", "risk", "suicidrisk", "bedömning", "riskbedömning"}),
        ("höftledsartros", {"höft", "led", "höftled", "artros", "ledsartros"}),
        ("hjärtsvikt", {"hjärt", "svikt"}),  # and not "vikt"
        ("bensår", {"ben", "sår"}),
        ("skolläkare", {"skola", "läkare"}),
        ("strokeenheterna", {"stroke", "enheterna"}),
        ("undersökningar", set()),
        ("utskrivningen", set()),
        ("behandlingen", set()),
        ("svikt", set()),
    ],
)
def test_a_compound_is_split_where_two_words_meet(word: str, parts: set[str]) -> None:
    assert splitter().parts(word) == parts


def test_what_is_too_long_is_no_word() -> None:
    assert splitter().parts("vård" * LONGEST) == frozenset()


def test_a_word_is_found_by_its_base_form_its_parts_and_what_is_done() -> None:
    related = Related(splitter())
    assert related("fötterna,") == {"fot": BASE}
    assert related("Artrosskolan.") == {"artros": PART, "skolan": PART, "skola": PART, "artrosskola": BASE}
    assert related("bedöm") == {"bedömning": PART}
    assert related("träningen") == {"träna": PART}
    assert related("och 12 %") == {}


def test_the_list_of_base_forms_is_what_the_dictionary_says() -> None:
    assert base_forms() == bases(sorted(common()))


def test_names_of_related_words_weigh_less_and_the_shortest_word_stands_for_a_name() -> None:
    found, plain = all_names(["Hjärtsvikten.", "svikt", "läkt", "laktat"], Related(splitter()))
    own, *_ = names(["Hjärtsvikten."])
    divided = dict(found[0])
    assert divided[own[0][0]] == 1
    assert divided[names(["svikt"])[0][0][0]] == PART
    assert set(plain.values()) >= {"svikt", "läkt", "laktat"}


SYNONYMS = """\
id: synonymer
titel: Synonymer
poster:
  - id: a
    namn: A
    grund: allmän kunskap
    lika:
      - hjärtinfarkt = AMI
    leder till:
      - snarkning = sömnapné = OSA
"""
WORDS = """\
id: ordlista
titel: Ordlista
poster:
  - id: a
    namn: A
    grund: allmän kunskap
    ord:
      - trombektomi
    förkortning:
      - EKG
      - KOL = kroniskt obstruktiv lungsjukdom
    för patienten:
      - hypertoni = högt blodtryck
"""
TERMS = """\
id: termer
titel: Termer
poster:
  - id: fysioterapeut
    namn: fysioterapeut
    undvik:
      - sjukgymnast
    varför: Titeln är en annan.
    grund: allmän kunskap
  - id: region
    namn: region
    undvik:
      - landsting
      - landstinget
    skriv:
      - region
      - regionen
    varför: De heter så.
    grund: allmän kunskap
"""


def test_synonyms_are_read_from_the_registers() -> None:
    files = {"synonymer": SYNONYMS, "ordlista": WORDS, "termer": TERMS}
    library = site_of({f"register/{name}.yaml": text for name, text in files.items()})[0].library
    assert list(lexicon.same(library)) == [
        ["hjärtinfarkt", "AMI"],
        ["KOL", "kroniskt obstruktiv lungsjukdom"],
        ["hypertoni", "högt blodtryck"],
    ]
    assert [list(one) for one in lexicon.leads(library)] == [
        ["snarkning", "sömnapné", "OSA"],
        ["sjukgymnast", "fysioterapeut"],
        ["landsting", "region"],
        ["landstinget", "regionen"],
    ]


def test_words_are_told_with_the_commonest_first(tmp_path: Path) -> None:
    shares = []
    for words in ({"vård": 5, "sepsis": 1}, {"vården": 4, "lungor": 2}):
        places = {Name(word[:4], ""): Places() for word in words}
        for word, pages in words.items():
            for page in range(pages):
                places[Name(word[:4], "")].add(page, b"x")
        shares.append(Share([], places, {Name(word[:4], word[:4]): word for word in words}))
    lexicon.write(site_of({})[0].library, shares, tmp_path)
    assert (tmp_path / lexicon.WORDS).read_text("utf-8").split("\n") == ["vård", "", "lungor", "", "sepsis"]
    assert json.loads((tmp_path / lexicon.SYNONYMS).read_text("utf-8")) == {"pages": 0, "same": [], "leads": []}


def test_synonyms_say_nothing_twice() -> None:
    facts = [fact for entry in real_site()[0].library.register("synonymer").values() for fact in entry.facts]
    lines = [line for key, line in facts if key in ("lika", "leder till")]
    apart = [[word.strip().casefold() for word in line.split("=")] for line in lines]
    assert len(lines) > 300
    assert [words for words in apart if len(words) < 2 or "" in words or len(set(words)) < len(words)] == []
    assert [line for line in set(lines) if lines.count(line) > 1] == []


def node(module: str, script: str, given: object) -> Any:
    """What a script makes of something with a module of the search page."""
    run = f"import * as it from {json.dumps((BROWSER / module).as_uri())}; const given = {json.dumps(given)}; {script}"
    done = subprocess.run(["node", "--input-type=module"], input=run, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def say(expression: str) -> str:
    return f"console.log(JSON.stringify({expression}));"


def test_the_browser_gives_every_word_the_stem_that_it_has_in_the_index() -> None:
    words = sorted(common() | clinical())
    stems: Sequence[str] = node("swedish.js", say("given.map(it.stem)"), words)
    known = [{name.stem for name, _ in one} for one in names(words)]
    assert [word for word, mine, its in zip(words, stems, known, strict=True) if mine not in its] == []


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("depression", "deprission", 1),
        ("sepsis", "sepsis", 0),
        ("artros", "atrros", 1),
        ("abc", "xyz", 2),
        ("a", "abcd", 2),
    ],
)
def test_how_far_words_are_apart_is_given_up_above_one(a: str, b: str, apart: int) -> None:
    assert node("swedish.js", say("it.distance(...given, 1)"), [a, b]) == apart


SAID = {
    "same": [["hjärtinfarkt", "AMI", "I21"], ["högt blodtryck", "hypertoni"], ["följa upp", "uppföljning"]],
    "leads": [["blodförgiftning", "sepsis"], ["AMI", "hjärtsjukvård"]],
}
KNOWN = """\
sepsis
depression

antibiotika
antidepressiva
artros
bedömning
blod
hjärtinfarkt
hjärtsjukvård
hypertoni
höft
iva
suicidrisk
sväljer



hypertoi"""
"""The words that there are hits for, the commonest first; the last is a slip in some text."""


def understood(query: str) -> Any:
    script = f"""
      const {{ Lexicon }} = await import({json.dumps((BROWSER / "lexicon.js").as_uri())});
      const query = it.understand(given[0], new Lexicon(given[1], given[2]));
      {say("({...query, raised: [...query.raised]})")}"""
    return node("query.js", script, [query, SAID, KNOWN])


def ways(query: str) -> list[list[str]]:
    """For each thing that is looked for, the words of every way to say it."""
    return [[" ".join(way["words"]) for way in thing["ways"]] for thing in understood(query)["things"]]


@pytest.mark.parametrize(
    ("query", "looked_for"),
    [
        ("sepsis", [["sepsis"]]),
        ("hur snabbt antibiotika vid sepsis", [["antibiotika"], ["sepsis"]]),
        ("AMI", [["hjärtinfarkt", "i21", "hjärtsjukvård"]]),
        ("Hjärtinfarkten", [["hjärtinfarkten", "i21", "hjärtsjukvård"]]),
        ("högt blodtryck", [["hypertoni"]]),
        ("blodförgiftning", [["sepsis"]]),
        ("F32.1", [["f321", "f32"]]),
        ("f321", [["f321", "f32"]]),
        ("deprission", [["depression"]]),
        ("depr", [["depr"]]),
        ("qwrtz", [[]]),
    ],
)
def test_what_is_looked_for(query: str, looked_for: list[list[str]]) -> None:
    assert ways(query) == looked_for


def test_a_compound_is_looked_for_by_its_parts() -> None:
    assert ways("suicidriskbedömning")[0][0] == "suicidrisk bedömning"
    assert ways("sväljbedömning")[0][0] == "sväljer bedömning" or ways("sväljbedömning")[0][0] == "svälj bedömning"
    assert ways("höftartos")[0][0] == "höft artros"


def test_a_misspelt_word_is_said_and_an_inflected_one_is_not() -> None:
    assert understood("deprission")["meant"] == [{"said": "deprission", "meant": "depression"}]
    assert understood("depressionens")["meant"] == []
    assert understood("samma")["meant"] == []
    assert understood("antidepresiva")["meant"] == [{"said": "antidepresiva", "meant": "antidepressiva"}]
    assert understood("hypertoi")["meant"] == [{"said": "hypertoi", "meant": "hypertoni", "too": True}]


@pytest.mark.parametrize(
    ("query", "letter", "things"),
    [
        ("sepsis G", "G", ["sepsis"]),
        ("sepsis åtgärd g", "G", ["sepsis"]),
        ("sepsis g", "G", ["sepsis"]),
        ("antibiotika i sepsis", "", ["antibiotika", "sepsis"]),
        ("E", "", ["e"]),
    ],
)
def test_a_letter_by_itself_is_that_of_an_action(query: str, letter: str, things: list[str]) -> None:
    found = understood(query)
    assert found["letter"] == letter
    assert [thing["said"] for thing in found["things"]] == things


def test_a_word_for_a_kind_raises_that_kind_and_weighs_little() -> None:
    found = understood("indikator sepsis")
    assert [thing["weight"] for thing in found["things"]] == [0.3, 1]
    assert [kind for kind, _ in found["raised"]] == ["indikator"]
    assert [kind for kind, _ in understood("vad är sepsis")["raised"]] == ["handbok", "register", "uppgifter"]
