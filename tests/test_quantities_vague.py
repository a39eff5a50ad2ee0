"""Vague words for times, and limits whose number cannot be read."""

from __future__ import annotations

import pytest

from rodtrad.quantities import scan_unreadable, scan_vague


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Remittera snarast.", "snarast"),
        ("Kontakta jourläkare snarast möjligt", "snarast möjligt"),
        ("bedöm skyndsamt", "skyndsamt"),
        ("Skyndsam handläggning krävs", "skyndsam"),
        ("en skyndsam remiss", "skyndsam"),
        ("Ring omgående 112", "omgående"),
        ("utan dröjsmål", "utan dröjsmål"),
        ("Utan onödigt dröjsmål", "utan onödigt dröjsmål"),
        ("utan fördröjning", "utan fördröjning"),
        ("så fort som möjligt", "så fort som möjligt"),
        ("Så snart  som\nmöjligt", "så snart som möjligt"),
        ("så tidigt som möjligt i förloppet", "så tidigt som möjligt"),
        ("svar inom rimlig tid", "inom rimlig tid"),
        ("inom en skälig tid", "inom en skälig tid"),
        ("inom kort", "inom kort"),
        ("inom en snar framtid", "inom en snar framtid"),
        ("i god tid före operation", "i god tid"),
        ("vid lämplig tidpunkt", "vid lämplig tidpunkt"),
        ("Vid ett lämpligt tillfälle eller vid lämpligt tillfälle", "vid lämpligt tillfälle"),
        ("när tillfälle ges", "när tillfälle ges"),
        ("trappa så småningom ut", "så småningom"),
        ("med jämna mellanrum", "med jämna mellanrum"),
        ("snabbast möjligt", "snabbast möjligt"),
        ("(snarast)", "snarast"),
        ("så snarast", "snarast"),
    ],
)
def test_vague(text: str, word: str) -> None:
    (hit,) = scan_vague(text)
    assert hit.word == word
    assert " ".join(text[hit.start : hit.end].lower().split()) == word
    assert not hit.bounded


@pytest.mark.parametrize(
    "text",
    [
        "",
        "regelbundet",
        "omedelbart",
        "vid behov",
        "snart",
        "så som möjligt är",
        "inom kortisonbehandling",
        "skyndsamhetskrav",
        "ordet ”snarast” bör undvikas",
        "i tid",
        "inom 30 minuter",
        "inom specialiserad vård",
    ],
)
def test_not_vague(text: str) -> None:
    assert scan_vague(text) == ()


@pytest.mark.parametrize(
    ("text", "bounded"),
    [
        ("Bedöm skyndsamt, dock senast inom 24 timmar.", True),
        ("Senast inom 24 timmar och helst snarast.", True),
        ("Följ upp med jämna mellanrum, minst en gång per år.", True),
        ("Bedöm skyndsamt, t.ex. inom 2 dagar.", True),
        ("Bedöm skyndsamt. Återbesök inom 24 timmar.", False),
        ("Återbesök inom 24 timmar. Bedöm skyndsamt", False),
        ("Bedöm skyndsamt patienter med besvär sedan 3 månader", False),
    ],
)
def test_bounded_by_a_time_in_the_same_sentence(text: str, bounded: bool) -> None:
    assert [hit.bounded for hit in scan_vague(text)] == [bounded]


@pytest.mark.parametrize(
    ("text", "unreadable"),
    [
        ("Ring upp inom några dagar.", "inom några dagar"),
        ("Inom ett par timmar från ankomst", "Inom ett par timmar"),
        ("senast X veckor efter remiss", "senast X veckor"),
        ("inom ett fåtal dygn", "inom ett fåtal dygn"),
        ("högst några få timmar", "högst några få timmar"),
        ("minst flera månader", "minst flera månader"),
        ("inom … dagar", "inom … dagar"),
        ("inom [antal] dagar", "inom [antal] dagar"),
        ("inom ___ dagar", "inom ___ dagar"),
        ("inom 5–3 dagar", "inom 5–3 dagar"),
        ("inom 12345 dagar", "inom 12345 dagar"),
        ("inom 1/2 timme", "inom 1/2 timme"),
        ("inom minst 2 veckor", "inom minst 2 veckor"),
        ("inom dygnet", "inom dygnet"),
        ("inom 24 timmar till 3 dygn", "inom 24 timmar till 3 dygn"),
        ("inom kommande vecka", "inom kommande vecka"),
        ("inom de närmaste dagarna", "inom de närmaste dagarna"),
        ("inom den närmaste veckan", "inom den närmaste veckan"),
        ("(inom cirka några veckor)", "inom cirka några veckor"),
    ],
)
def test_unreadable(text: str, unreadable: str) -> None:
    (hit,) = scan_unreadable(text)
    assert hit.text == unreadable == text[hit.start : hit.end]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "inom 2 veckor",
        "inom ett år",
        "minst 18 år",
        "högst 65 år",
        "inom vården varje dag",
        "inom primärvården dagligen",
        "inom 2019 års ram",
        "efter några veckor kommer effekten",
        "under flera år",
        "senast samma dag",
        "inom rimlig tid",
        "inom, några dagar",
        "inom 30 minuter eller 2 timmar",
    ],
)
def test_not_unreadable(text: str) -> None:
    assert scan_unreadable(text) == ()
