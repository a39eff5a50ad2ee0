"""SNOMED CT identifiers: length, kind and check digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.codes.snomed_ct import SYSTEM, check_digit

# Public examples: the root concept, three well-known concepts, the Swedish module and a concept of that module.
KNOWN = ["138875005", "22298006", "73211009", "195967001", "45991000052106", "63391000052104"]

stems = st.integers(100, 10**15 - 1).map(lambda number: f"{number}00")
long_stems = st.tuples(st.integers(1, 10**8 - 1), st.integers(0, 10**7 - 1)).map(lambda two: f"{two[0]}{two[1]:07}10")
identifiers = (stems | long_stems).map(lambda stem: stem + check_digit(stem))


@pytest.mark.parametrize("code", KNOWN)
def test_known(code: str) -> None:
    assert SYSTEM.valid(code)
    assert check_digit(code[:-1]) == code[-1]
    assert SYSTEM.url(code) == f"http://snomed.info/id/{code}"


@pytest.mark.parametrize(
    "code",
    [
        "",
        "22298007",  # wrong check digit
        "22289006",  # two neighbours swapped
        "00106",  # too short
        "022298006",  # leading zero
        "1234567890123456789",  # too long
        "2229800611",  # a description, not a concept
        "22298006 |hjärtinfarkt|",
        "２２２９８００６",  # digits, but not these
    ],
)
def test_not_valid(code: str) -> None:
    assert not SYSTEM.valid(code)


def test_terms_are_never_kept() -> None:
    assert SYSTEM.find("22298006 är ett begrepp") == ()


@given(identifiers)
def test_every_made_identifier_is_valid(code: str) -> None:
    assert 6 <= len(code) <= 18
    assert SYSTEM.valid(code)


@given(identifiers, st.data())
def test_a_single_wrong_digit_is_caught(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    digit = data.draw(st.sampled_from("0123456789"))
    wrong = code[:place] + digit + code[place + 1 :]
    assert SYSTEM.valid(wrong) == (wrong == code)


@given(identifiers, st.data())
def test_two_swapped_neighbours_are_caught(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 2))
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert SYSTEM.valid(wrong) == (wrong == code)
