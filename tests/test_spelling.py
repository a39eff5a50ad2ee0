"""What is a word, what is likely meant, and that the list of well-known words holds words only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rodtrad import spelling
from rodtrad.library import link
from rodtrad.reader import read
from rodtrad.rules import check_document, rules
from rodtrad.spelling import base_forms, common, in_dictionary, is_word, suggestion
from rodtrad.vocabulary import LONGEST, Lexicon
from suites import cases, findings


@pytest.fixture
def no_dictionary(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    asked = (spelling.is_word, spelling._hunspell)
    monkeypatch.setattr(spelling, "_folder", lambda: None)
    monkeypatch.setattr(spelling, "_memory", spelling._Memory())
    for function in asked:
        function.cache_clear()
    yield
    for function in asked:
        function.cache_clear()


def test_well_known_words_are_sorted_and_the_dictionary_knows_them() -> None:
    listed = spelling.WORDS.read_text("utf-8").split()
    assert listed == sorted(set(listed))
    assert len(listed) > 3000
    assert [word for word in listed if not in_dictionary(word)] == []


def test_words_of_health_care_are_sorted_and_the_dictionary_lacks_them_or_their_forms() -> None:
    listed = spelling.CLINICAL.read_text("utf-8").split()
    assert listed == sorted(set(listed))
    assert len(listed) > 6000
    assert [word for word in listed if not re.fullmatch("[a-zåäöé]{4,}", word)] == []
    spell = spelling._dictionary()
    assert spell is not None
    forms = [[word + ending for ending in ("", "en", "n", "et", "t", "er", "ar", "a")] for word in listed]
    assert [word for word, *others in forms if spell(word) and any(map(spell, others))] == []


CLINICAL_PROSE = (
    "Vid njursten ses ofta hydronefros och dysuri. Konkrementet i uretären kan ge bakteriuri, och vid urosepsis ges"
    " cefotaxim intravenöst. Pyelostomin avlastar.",
    "Hyperkalcemi behandlas med bisfosfonat. Rinit, irit och tendinit är vanliga. Vid bronkiolit mäts saturation.",
    "Kolecystektomi görs laparoskopiskt vid kolecystit. Kolangit kräver dränage med kolangiopankreatografi.",
    "Paliperidon, aripiprazol och kvetiapin kan ge dyskinesier, dysartri och myoklonier. Kontrollera kobalamin.",
    "Oxikodon, makrogol, metoklopramid och midazolam är vanliga palliativt. Paracentes lindrar ascites.",
    "Apixaban, metoprolol och enalapril ges vid hjärtsvikt. Prehabilitering minskar fatigue efter antracykliner.",
)


@pytest.mark.parametrize("prose", CLINICAL_PROSE)
def test_clinical_prose_is_not_misspelt(prose: str) -> None:
    assert misspelt(prose) == []


def test_a_slip_beside_learned_words_is_seen() -> None:
    said = misspelt("Konkrementet i uretären ger hydronefros och dysuri och behanndlas på sjukuset.")
    assert said == [
        ("”behanndlas” verkar vara felstavat.", "behandlas"),
        ("”sjukuset” verkar vara felstavat.", "sjukhuset"),
    ]


def test_what_only_who_knows_the_subject_can_tell_is_not_mended() -> None:
    """The word is one letter away from another drug or condition: nobody but the author knows."""
    assert misspelt("Vid hyperkalemii ges vätska.") == [("”hyperkalemii” verkar vara felstavat.", "hyperkalemi")]
    assert misspelt("Vid kollecystit ges antibiotika.") == [("”kollecystit” verkar vara felstavat.", "")]


def misspelt(prose: str) -> list[tuple[str, str]]:
    """What `misspelling` says of a paragraph, and what its fix would write."""
    text = f"---\nid: x\ntitel: X\n---\n\n## Omfattning av kunskapsstödet\n\n{prose}\n"
    document = read("content/vardforlopp/x.md", text.encode()).document
    assert document is not None
    found = check_document(document, link([document.face]), [rules()["misspelling"]])
    return [(f.message, f.fix.edits[0].text if f.fix else "") for f in found]


@pytest.mark.parametrize("word", ["patienten", "strokeenheten", "skavkänsla", "uppresningstest", "Sverige"])
def test_words_and_compounds(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize("word", ["patientten", "behandlnig", "generrisk", "deppression", "hjartsvikt", "xyzzt"])
def test_no_words(word: str) -> None:
    assert not is_word(word)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("patientten", "patienten"),
        ("behandlnig", "behandling"),
        ("beslyt", "beslut"),
        ("sjukhusbiblliotek", "sjukhusbibliotek"),
        ("qxzwvk", ""),
    ],
)
def test_suggestion(written: str, meant: str) -> None:
    assert suggestion(written) == meant


@pytest.mark.parametrize("word", ["pat", "papel", "kolangit", "bronkiolit", "paracentes"])
def test_no_word_is_made_up_or_guessed_for_one_that_no_list_has(word: str) -> None:
    assert suggestion(word) == ""


def test_a_word_that_is_known_is_suggested() -> None:
    assert suggestion("apendicit", frozenset(["appendicit"]).__contains__) == "appendicit"


def test_a_word_that_nobody_has_written_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("rodtrad.vocabulary.is_word", lambda word: asked.append(word) is not None)
    known = Lexicon(None)
    assert known._odd_words("qz" * LONGEST) == []
    assert asked == []
    assert known._odd_words("qzqzqzqz") == ["qzqzqzqz"]
    assert asked


def test_common_words_do_not_load_the_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("it takes 0.2 s")

    monkeypatch.setattr(spelling, "_dictionary", refuse)
    is_word.cache_clear()
    assert all(is_word(word) for word in common())


@pytest.mark.parametrize(
    ("word", "bases"),
    [
        ("fötter", ["fot"]),
        ("muskler", ["muskel"]),
        ("frågan", ["fråga"]),
        ("registret", ["register"]),
        ("fot", []),
        ("provtagningstid", []),  # a compound, of which the dictionary gives only the first part
        ("qxzwvk", []),
    ],
)
def test_base_forms(word: str, bases: list[str]) -> None:
    assert list(base_forms(word)) == bases


def test_without_the_dictionary_there_are_no_base_forms(no_dictionary: None) -> None:
    assert list(base_forms("fötter")) == []


def test_without_the_dictionary_nothing_is_misspelt(no_dictionary: None) -> None:
    assert is_word("patientten")
    assert suggestion("qxzwvk") == ""
    home = Path(__file__).parent / "rules"
    for slug in ("misspelling", "split-compound"):
        assert not [found for case in cases(home / f"{slug}.md") for found in findings(case, slug)]
