"""Places are those of the file as written, whatever its line ends, byte order mark or way of writing å."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.source import Place, Source

NFD = unicodedata.normalize("NFD", "Vårdförlopp för äldre")


def place_of(source: Source, word: str) -> Place:
    start = source.text.index(word)
    return source.place(start, start + len(word))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    source = Source.read("x", end.join(["ett", "två tre", "", "fyra"]).encode())
    assert source.text == "ett\ntvå tre\n\nfyra"
    assert place_of(source, "tre") == Place(2, 5, 2, 8)
    assert place_of(source, "fyra") == Place(4, 1, 4, 5)


def test_mixed_line_ends() -> None:
    source = Source.read("x", b"a\r\nb\rc\nd\r\r\ne")
    assert source.text == "a\nb\nc\nd\n\ne"
    assert place_of(source, "e").line == 6


def test_byte_order_mark_is_no_column() -> None:
    source = Source.read("x", b"\xef\xbb\xbfett ord")
    assert source.text == "ett ord"
    assert place_of(source, "ord") == Place(1, 5, 1, 8)


def test_columns_of_decomposed_text_are_those_of_the_file() -> None:
    source = Source.read("x", f"{NFD} slut\näldre".encode())
    assert source.text == "Vårdförlopp för äldre slut\näldre"
    assert source.line(1) == f"{NFD} slut"
    place = place_of(source, "slut")
    assert source.line(1)[place.column - 1 : place.end_column - 1] == "slut"
    word = place_of(source, "för ")
    assert unicodedata.normalize("NFC", source.line(1)[word.column - 1 : word.end_column - 1]) == "för "


def test_a_line_may_be_decomposed_while_others_are_not() -> None:
    source = Source.read("x", ("åäö\n" + unicodedata.normalize("NFD", "åäö") + " x\nåäö y").encode())
    assert place_of(source, "x") == Place(2, 8, 2, 9)
    assert place_of(source, "y") == Place(3, 5, 3, 6)


@pytest.mark.parametrize(
    "written",
    ["a\u030a\u0323", "\u1100\u1161\u11a8x", "\u212b x", "\u0301", "å\u0301\u0302b", "e\u0301" * 50, "\uac00\u11a8"],
    ids=ascii,
)
def test_every_character_of_odd_clusters_has_a_place(written: str) -> None:
    source = Source.read("x", f"{written}\nz".encode())
    columns = [source.line_column(at)[1] for at in range(len(source.text) - 2)]
    assert columns == sorted(set(columns))
    assert columns[0] == 1
    assert columns[-1] <= len(written)


def test_bytes_that_are_not_utf_8_are_told_by_line() -> None:
    source = Source.read("x", b"ett\nV\xe5rd\ntre\x00\n\xe2\x80\xa8fyra")
    assert source.replaced == (2, 3, 4)
    assert "\x00" not in source.text
    assert len(source.text.split("\n")) == 4


def test_line_place_leaves_out_the_indentation() -> None:
    source = Source.read("x", b"a\n  - b\n")
    assert source.line_place(2) == Place(2, 3, 2, 6)
    assert source.line_place(9) == Place(9, 1, 9, 1)


def test_offsets_outside_the_text_are_moved_inside() -> None:
    source = Source.read("x", b"ab\nc")
    assert source.line_column(-5) == (1, 1)
    assert source.line_column(99) == (2, 2)
    assert source.offset(99, 1) == 4
    assert source.offset(1, 99) == 2


def test_a_long_decomposed_line_takes_no_longer_than_others() -> None:
    source = Source.read("x", (unicodedata.normalize("NFD", "å") * 200_000 + "slut").encode())
    for _ in range(1000):
        assert place_of(source, "slut").column == 400_001


TEXT = st.text(
    st.sampled_from("aåÅö \n\r\u030a\u0308\u0323\u212b\u1100\u1161\u11a8\uac00漢😀\ufeff\x00\u2028"), max_size=30
)


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    source = Source.read("x", data)
    assert len(source.starts) == source.text.count("\n") + 1
    source.line_column(len(source.text))


@given(TEXT)
def test_every_offset_has_one_place_and_every_place_leads_back(text: str) -> None:
    source = Source.read("x", text.encode())
    assert all(unicodedata.is_normalized("NFC", line) for line in source.text.split("\n"))
    places = [source.line_column(at) for at in range(len(source.text) + 1)]
    assert places == sorted(set(places))
    assert [source.offset(*place) for place in places] == list(range(len(source.text) + 1))


@given(TEXT)
def test_what_stands_before_a_place_is_what_stands_before_the_offset(text: str) -> None:
    """Cut where a character begins, the file's line composes to the same text on either side."""
    source = Source.read("x", text.encode())
    for at in range(len(source.text)):
        line, column = source.line_column(at)
        raw = source.line(line)
        if not any(unicodedata.combining(c) for c in raw):
            before = unicodedata.normalize("NFC", raw[: column - 1])
            assert before == source.text[source.starts[line - 1] : at]
