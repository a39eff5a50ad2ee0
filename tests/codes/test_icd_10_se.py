"""ICD-10-SE: codes, their parents, codes in prose, and lists in the forms that they come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from rodtrad.codes.icd_10_se import SYSTEM


@pytest.mark.parametrize("code", ["F32", "F32.1", "I50.1A", "E11.5W", "U07.1", "Z99.9", "W19.99"])
def test_valid(code: str) -> None:
    assert SYSTEM.valid(code)


@pytest.mark.parametrize(
    "code", ["", "F3", "F321", "f32.1", "F32.", "F32.A", "F32.1AB", "F32.-", "1F32", "F32.1 ", "Å32"]
)
def test_not_valid(code: str) -> None:
    assert not SYSTEM.valid(code)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("F321", "F32.1"),
        ("f32.1", "F32.1"),
        ("F 32,1", "F32.1"),
        ("I501A", "I50.1A"),
        ("F32.-", "F32"),
        ("F32-", "F32"),
        ("M051†", "M05.1"),
        ("F00*", "F00"),
        ("skräp", "SKRÄP"),
        ("E11-P", "E11-P"),
    ],
)
def test_normal_form(written: str, code: str) -> None:
    assert SYSTEM.normalise(written) == code


def test_parents() -> None:
    assert SYSTEM.parent("I50.1A") == "I50.1"
    assert SYSTEM.parent("I50.1") == "I50"
    assert SYSTEM.parent("I50") is None
    assert SYSTEM.parent("i50.1") is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("lindrig (F32.0, F33.0) och svår", ["F32.0", "F33.0"]),
        ("F32.0–F33.3", ["F32.0", "F33.3"]),
        ("hjärtsvikt I50.1A.", ["I50.1A"]),
        ("F32.1/F33.1", ["F32.1", "F33.1"]),
        ("vitamin B12 och T20", []),
        ("F32", []),
        ("icd-10-se:F32.1", []),
        ("[se](#F32.1)", []),
        ("version F32.1.2", []),
        ("XF32.1", []),
        ("F32.1abc", []),
        ("kod F32.12,5", []),
    ],
)
def test_bare_codes_in_prose(text: str, codes: list[str]) -> None:
    found = SYSTEM.find(text)
    assert [mention.code for mention in found] == codes
    assert [text[mention.start : mention.end] for mention in found] == codes


LIST = "A00–B99\tInfektionssjukdomar\nF32\tDepressiv episod\nF321\tMedelsvår\nM051†\tEtt tillstånd\nF000*\tÅterverkan\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_load(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "icd-10-se.txt"
    path.write_bytes(LIST.replace("\n", newline).encode(encoding))
    listed = SYSTEM.load(path)
    assert dict(listed.titles) == {
        "F32": "Depressiv episod",
        "F32.1": "Medelsvår",
        "M05.1": "Ett tillstånd",
        "F00.0": "Återverkan",
    }
    assert dict(listed.marks) == {"M05.1": "†", "F00.0": "*"}
    assert listed.unread == (1,)
    assert listed.scheme == "icd-10-se"


def test_marks_in_a_column_of_their_own_or_as_a_plus(tmp_path: Path) -> None:
    path = tmp_path / "icd.txt"
    path.write_text("M05.1\tEtt\t†\nF00.0+\tTvå\n\nutan flik\n", encoding="utf-8")
    listed = SYSTEM.load(path)
    assert dict(listed.marks) == {"M05.1": "†", "F00.0": "†"}
    assert listed.unread == (4,)


def test_bytes_that_are_no_text_are_no_error(tmp_path: Path) -> None:
    path = tmp_path / "icd.txt"
    path.write_bytes(b"\x81\xff\x00\tx\nF32\tDepressiv\x81 episod")
    listed = SYSTEM.load(path)
    assert list(listed.titles) == ["F32"]
    assert listed.unread == (1,)


def test_an_empty_list_knows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "icd.txt"
    path.write_bytes(b"")
    assert not SYSTEM.valid("F32", SYSTEM.load(path))
