"""ICD-10-SE: codes, their parents, codes in prose, and lists in the forms that they come in."""

from __future__ import annotations

from itertools import pairwise
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


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("F32.1", ("F32.1",)),
        ("A17.0† G01*", ("A17.0", "G01")),
        ("A17.0†G01*", ("A17.0", "G01")),
        ("A17.0 † G01 *", ("A17.0", "G01")),
        ("G01*", ("G01",)),
        ("F32 1", ("F32 1",)),
        ("†", ("†",)),
        ("", ("",)),
    ],
)
def test_an_entry_may_be_a_pair(written: str, codes: tuple[str, ...]) -> None:
    assert SYSTEM.codes(written) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("tuberkulos (A17.0† G01*)", ["A17.0", "G01"]),
        ("tuberkulos A17† och G01\\*, G02*.", ["A17", "G01", "G02"]),
        ("G01* utan kors", []),
        ("A17.0† och vitamin B12", ["A17.0"]),
        ("A17.0† och XB12*, B12*x", ["A17.0"]),
    ],
)
def test_pairs_in_prose(text: str, codes: list[str]) -> None:
    assert [mention.code for mention in SYSTEM.find(text)] == codes


PUBLISHED = (
    "Kod",
    "Giltig från",
    "Överordnad kod",
    "Titel",
    "Latin",
    "Beskrivning",
    "Utesluter",
    "Manifestation(*)/Etiologi(†)",
    "Koppling Manifestation(*)/Etiologi(†)",
)
ROWS = (
    ("01", "1997-01-01", "", "Påhittat kapitel (A00-B99)", "", "", "<div>med †</div>", "", ""),
    ("A00-A09", "1997-01-01", "01", "Påhittat avsnitt", "", "", "", "", ""),
    ("A17", "1997-01-01", "A15-A19", "Påhittad kategori", "Titulus fictus", "", "", "Etiologisk kod (†)", ""),
    ("A17.0", "1997-01-01", "A17", 'Påhittad, ""kallad"" orsak', "", "", "", "Etiologisk kod (†)", "G01*"),
    ("A17.0", "", "", "", "", "", '<div>Utesluter "annat" (B90.0*)</div>', "", ""),
    ("G01", "2021-01-01", "G00-G09", "Påhittad yttring", "", "", "", "Manifestationskod (*)", "A17.0†"),
)


def published(encoding: str) -> bytes:
    """A list as it is published: every cell in quotes, notes on lines of their own, quotes within quotes."""
    lines = ("\t".join(f'"{cell}"' for cell in row) for row in (PUBLISHED, *ROWS))
    return "\r\n".join(lines).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_load_as_published(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "icd-10-se.tsv"
    path.write_bytes(published(encoding))
    SYSTEM.require(path)
    listed = SYSTEM.load(path)
    assert dict(listed.titles) == {
        "A17": "Påhittad kategori",
        "A17.0": 'Påhittad, "kallad" orsak',
        "G01": "Påhittad yttring",
    }
    assert dict(listed.marks) == {"A17": "†", "A17.0": "†", "G01": "*"}
    assert dict(listed.since) == {"A17": 1997, "A17.0": 1997, "G01": 2021}
    assert dict(listed.until) == {}
    assert listed.unread == (2, 3)
    assert listed.newest == 2021
    assert [code for code in ("A17", "A17.0", "G01", "A1") if listed.is_divided(code)] == ["A17"]
    assert listed.title("G01") == "Påhittad yttring"
    assert listed.title("G02") == ""


def test_columns_are_found_by_name_in_any_order_below_other_lines(tmp_path: Path) -> None:
    path = tmp_path / "icd.tsv"
    rows = (
        "Påhittad lista för prov",
        "",
        "GILTIG TILL\tTitel\tMarkering (dagger/asterisk)\tgiltig_från\tKod",
        "2015-12-31\tPåhittad å\t\x86\t19970101\tA170",  # the dagger of Windows-1252
        "9999-12-31\tPåhittad ä\t*\t2016\tG01",
        "\tPåhittad ö\t\t\tf32.1",
    )
    path.write_bytes("\n".join(rows).encode("latin-1"))
    SYSTEM.require(path)
    listed = SYSTEM.load(path)
    assert dict(listed.titles) == {"A17.0": "Påhittad å", "G01": "Påhittad ä", "F32.1": "Påhittad ö"}
    assert dict(listed.marks) == {"A17.0": "†", "G01": "*"}
    assert dict(listed.since) == {"A17.0": 1997, "G01": 2016}
    assert dict(listed.until) == {"A17.0": 2015}
    assert listed.newest == 2016
    assert listed.is_valid("A17.0", 2015)
    assert not listed.is_valid("A17.0", 2016)
    assert not listed.is_valid("G01", 2015)
    assert listed.is_valid("F32.1", 1900)


def rows_of(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_code_on_several_lines_is_valid_in_all_their_years(tmp_path: Path) -> None:
    head = "Kod\tTitel\tGiltig från\tGiltig till"
    rows = ("F32.1\tEtt\t1997\t2010", "F32.1\tTvå\t2011\t", "F32.2\tTre\t\t2012")
    listed = SYSTEM.load(rows_of(tmp_path / "icd.tsv", head, *rows))
    assert dict(listed.titles) == {"F32.1": "Två", "F32.2": "Tre"}
    assert dict(listed.since) == {"F32.1": 1997}
    assert dict(listed.until) == {"F32.2": 2012}


def test_the_list_of_one_year_has_no_end(tmp_path: Path) -> None:
    rows = ("F32.1\tEtt\t2026-12-31", "F32.2\tTvå\t2026-12-31", "F32.3\tTre\t2024-12-31")
    listed = SYSTEM.load(rows_of(tmp_path / "icd.tsv", "Kod\tTitel\tGiltig till", *rows))
    assert dict(listed.until) == {"F32.3": 2024}
    assert listed.newest == 2025


def test_a_mark_between_code_and_title(tmp_path: Path) -> None:
    listed = SYSTEM.load(rows_of(tmp_path / "icd.txt", "A17\t†\tEtt (B90*)", "G01*\tTvå", "F32\tTre"))
    assert dict(listed.titles) == {"A17": "Ett (B90*)", "G01": "Två", "F32": "Tre"}
    assert dict(listed.marks) == {"A17": "†", "G01": "*"}


def test_a_list_is_not_cut_off_within_a_character(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rows_of(tmp_path / "icd.tsv", "Kod\tTitel", "F32\tÅ", "F33\tÄ")
    for head in range(14, 24):
        monkeypatch.setattr("rodtrad.codes._reading.HEAD", head)
        SYSTEM.require(path)


@pytest.mark.parametrize(
    ("code", "chapter"),
    [
        ("D48.9", "C00–D48 Tumörer"),
        ("D50", "D50–D89 Blod, blodbildande organ och immunförsvar"),
        ("H59.0", "H00–H59 Ögon"),
        ("H60", "H60–H95 Öron"),
        ("S72.0", "S00–T98 Skador och förgiftningar"),
        ("T98", "S00–T98 Skador och förgiftningar"),
        ("D95", ""),
    ],
)
def test_chapters(code: str, chapter: str) -> None:
    assert SYSTEM.chapter(code) == chapter


def test_chapters_do_not_overlap() -> None:
    spans = [SYSTEM.chapter(f"{letter}{n:02}") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for n in range(100)]
    changes = [span for before, span in pairwise(spans) if span != before and span]
    assert len(changes) == len(set(changes)) == 21  # the first begins the list
