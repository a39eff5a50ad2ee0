"""ATC: five levels, one above the other."""

from __future__ import annotations

import pytest

from rodtrad.codes.atc import SYSTEM


@pytest.mark.parametrize("code", ["N", "N06", "N06A", "N06AB", "N06AB04", "A10BA02", "V03AB06"])
def test_valid(code: str) -> None:
    assert SYSTEM.valid(code)


@pytest.mark.parametrize("code", ["", "E06", "N6", "N06AB4", "N06AB045", "N06A1", "n06ab04", "N06 AB04", "06AB04"])
def test_not_valid(code: str) -> None:
    assert not SYSTEM.valid(code)


def test_parents() -> None:
    chain = ["N06AB04"]
    while (parent := SYSTEM.parent(chain[-1])) is not None:
        chain.append(parent)
    assert chain == ["N06AB04", "N06AB", "N06A", "N06", "N"]


def test_normal_form_and_link() -> None:
    assert SYSTEM.normalise("n06 ab04") == "N06AB04"
    assert SYSTEM.url("N06AB04") == "https://atcddd.fhi.no/atc_ddd_index/?code=N06AB04"
    assert SYSTEM.url("N06AB4") is None


def test_bare_codes_are_not_read() -> None:
    assert SYSTEM.find("vid A10 och N06AB04") == ()


def test_every_main_group_has_a_name() -> None:
    assert SYSTEM.chapter("N06AB04") == "N Nervsystemet"
    for letter in "ABCDGHJLMNPRSV":
        assert SYSTEM.valid(letter)
        assert SYSTEM.chapter(letter)[2:], letter
