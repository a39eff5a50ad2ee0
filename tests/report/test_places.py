"""A program that is told a place finds there what we meant: with å, ä, ö, emoji, and letters written as two."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reported import PATH, Cut, at, before, before_utf8, before_utf16, changed, found, mended, reader, result
from reported import suites as said_in_suites
from reported import written as text_of

from rodtrad.checking import Checked
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.report import ReadLine, github, rdjson, sarif
from rodtrad.source import Place, Source

PLAIN = ["a", "å", "ö", "é", "한", "😀", "👩‍⚕️", " ", "–"]
IN_PARTS = ["a\u030a", "o\u0308", "e\u0327\u0301", "\u1112\u1161\u11ab"]
LETTERS = st.sampled_from(PLAIN + IN_PARTS)
TEXTS = st.lists(st.lists(LETTERS, max_size=8).map("".join), min_size=1, max_size=4)


def region(shape: dict[str, int]) -> Place:
    return Place(shape["startLine"], shape["startColumn"], shape["endLine"], shape["endColumn"])


def span(shape: dict[str, dict[str, int]]) -> Place:
    start, end = shape["start"], shape["end"]
    return Place(start["line"], start["column"], end["line"], end["column"])


def places(result: Checked, read_line: ReadLine) -> list[list[tuple[Place, Cut]]]:
    """Of each finding, the place in each format, and how that format counts."""
    run = json.loads(sarif.write(result, read_line))["runs"][0]
    assert run["columnKind"] == "utf16CodeUnits"
    in_sarif = [region(r["locations"][0]["physicalLocation"]["region"]) for r in run["results"]]
    in_rdjson = [span(d["location"]["range"]) for d in json.loads(rdjson.write(result, read_line))["diagnostics"]]
    return [
        [(units, before_utf16), (octets, before_utf8), (finding.place, before)]
        for finding, units, octets in zip(result.findings, in_sarif, in_rdjson, strict=True)
    ]


LINES = ["Tång å ä ö ORD.", "Ta\u030ang o\u0308 ORD.", "😀😀 ORD", "👩‍⚕️ a\u030a ORD – å", "ORD"]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", "å\r\n😀\r\n".encode()])
def test_a_word_is_found_in_every_unit(line: str, start: bytes) -> None:
    data = start + line.encode()
    source = Source.read(PATH, data)
    where = source.text.index("ORD")
    finding = found(place=source.place(where, where + 3))
    for place, cut in places(result(finding), reader({PATH: data}))[0]:
        assert text_of(data)[at(text_of(data), place, cut)] == "ORD"


def test_columns_differ_where_units_do() -> None:
    finding = found(place=Place(1, 4, 1, 5))
    (units, _), (octets, _), _ = places(result(finding), lambda *_: "å😀 x")[0]
    assert (units.column, units.end_column) == (5, 6)
    assert (octets.column, octets.end_column) == (8, 9)
    assert "line=1,endLine=1,col=4,endColumn=5," in github.write(result(finding), lambda *_: "å😀 x")


def test_a_place_outside_the_line_stays_there() -> None:
    for place, _ in places(result(found(place=Place(9, 5, 9, 7))), lambda *_: "")[0]:
        assert place == Place(9, 5, 9, 7)


@given(TEXTS, st.data())
def test_any_stretch_is_found_in_every_unit(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    source = Source.read(PATH, text.encode())
    start = data.draw(st.integers(0, len(source.text)))
    end = data.draw(st.integers(start, len(source.text)))
    place = source.place(start, end)
    meant = text[at(text, place, before)]
    for told, cut in places(result(found(place=place)), reader({PATH: text.encode()}))[0]:
        assert text[at(text, told, cut)] == meant


Told = list[tuple[Place, Cut, str]]
"""Edits as a format tells them, and how it counts."""


def fixed(result: Checked, read_line: ReadLine) -> list[tuple[Finding, list[Told]]]:
    """Of each finding with a fix, the edits in each format."""
    results = json.loads(sarif.write(result, read_line))["runs"][0]["results"]
    diagnostics = json.loads(rdjson.write(result, read_line))["diagnostics"]
    both: list[tuple[Finding, list[Told]]] = []
    for finding, one, other in zip(result.findings, results, diagnostics, strict=True):
        assert ("fixes" in one) == ("suggestions" in other) == bool(finding.fix and finding.fix.edits)
        if "fixes" not in one:
            continue
        replacements = one["fixes"][0]["artifactChanges"][0]["replacements"]
        in_sarif: Told = [
            (region(r["deletedRegion"]), before_utf16, r["insertedContent"]["text"]) for r in replacements
        ]
        assert len(other["suggestions"]) == 1
        in_rdjson: Told = [(span(s["range"]), before_utf8, s["text"]) for s in other["suggestions"]]
        both.append((finding, [in_sarif, in_rdjson]))
    return both


def check_fixes(result: Checked, files: dict[str, bytes]) -> int:
    all_fixed = fixed(result, reader(files))
    for finding, formats in all_fixed:
        assert finding.fix
        data, text = files[finding.path], text_of(files[finding.path])
        for edits in formats:
            made = changed(text, [(at(text, place, cut), new) for place, cut, new in edits])
            assert made == mended(data, finding.fix), finding
    return len(all_fixed)


@given(TEXTS, st.data())
def test_any_fix_does_the_same_in_the_file_as_written(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    length = len(Source.read(PATH, text.encode()).text)
    cuts = sorted(data.draw(st.sets(st.integers(0, length), min_size=1, max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2] or cuts, strict=False)
    edits = tuple(Edit(a, data.draw(st.sampled_from([a, b])), f"<{n}>") for n, (a, b) in enumerate(pairs))
    assert check_fixes(result(found(fix=Fix("Gör så", edits))), {PATH: text.encode()}) == 1


def test_every_fix_of_every_rule_does_the_same_in_the_file_as_written() -> None:
    said, files = said_in_suites()
    assert check_fixes(said, files) > 50


def test_fixes_hold_in_files_written_in_two_parts_a_letter_with_other_line_ends() -> None:
    said, files = said_in_suites()
    other = {
        path: b"\xef\xbb\xbf" + unicodedata.normalize("NFD", data.decode()).replace("\n", "\r\n").encode()
        for path, data in files.items()
        if data.isascii() is False and b"\r" not in data and not data.startswith(b"\xef\xbb\xbf") and is_nfc(data)
    }
    same = tuple(f for f in said.findings if f.path in other and f.fix)
    assert check_fixes(result(*same), other) > 20


def is_nfc(data: bytes) -> bool:
    try:
        return unicodedata.is_normalized("NFC", data.decode())
    except UnicodeDecodeError:
        return False
