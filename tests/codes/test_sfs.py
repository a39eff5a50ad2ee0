"""SFS: acts and places in them, as codes, as words, as links."""

from __future__ import annotations

import pytest

from rodtrad.codes.sfs import SYSTEM


@pytest.mark.parametrize(
    "code",
    [
        "2014:821",
        "2014:821#K5",
        "2014:821#K5P1",
        "2014:821#P9",
        "1960:729#P26a",
        "2014:821#K5P1S2N3",
        "1736:1231",
        "2010:110#K28aP2",
    ],
)
def test_valid(code: str) -> None:
    assert SYSTEM.valid(code)
    assert SYSTEM.normalise(code) == code


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2014",
        "2014:",
        "2014:0821",
        "2014:821#",
        "2014:821#S2",
        "2014:821#P1K5",
        "2014:821#k5",
        "SFS 2014:821",
        "14:821",
        "2014:12345",
    ],
)
def test_not_valid(code: str) -> None:
    assert not SYSTEM.valid(code)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("SFS 2014:821", "2014:821"),
        ("2014:821 5 kap. 1 §", "2014:821#K5P1"),
        ("2014:821, 5 kap 1 a § 2 st. 3 p", "2014:821#K5P1aS2N3"),
        ("SFS 1960:729 26 a §", "1960:729#P26a"),
        ("2010:110 28 a kap.", "2010:110#K28a"),
        ("SOU 2016:2", "SOU2016:2"),
    ],
)
def test_normal_form(written: str, code: str) -> None:
    assert SYSTEM.normalise(written) == code


def test_link_and_parents() -> None:
    assert SYSTEM.url("2014:821#K5P1") == "https://lagen.nu/2014:821#K5P1"
    assert SYSTEM.parent("2014:821#K5P1S2") == "2014:821#K5P1"
    assert SYSTEM.parent("2014:821#K5P1") == "2014:821#K5"
    assert SYSTEM.parent("2014:821#K5") == "2014:821"
    assert SYSTEM.parent("2014:821") is None
    assert SYSTEM.url("2014") is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("enligt patientlagen (2014:821)", ["2014:821"]),
        ("Hälso- och sjukvårdslag (2017:30) och SFS 2010:659", ["2017:30", "2010:659"]),
        ("lagen (1993:387) om stöd och service", ["1993:387"]),
        ("patientsäkerhetsförordningen (2010:1369)", ["2010:1369"]),
        ("SOU 2016:2", []),
        ("SOSFS 2011:9", []),
        ("Vårdanalys 2021:9", []),
        ("kl. 2014:30", []),
    ],
)
def test_statutes_in_prose(text: str, codes: list[str]) -> None:
    found = SYSTEM.find(text)
    assert [mention.code for mention in found] == codes
    assert [text[mention.start : mention.end] for mention in found] == codes
