"""Columns in the units of an editor, and addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.lsp.addresses import path_of, uri_of
from rodtrad.lsp.written import Encoding, Written
from rodtrad.source import Place, Source

LINE = "å 😷x"


@pytest.mark.parametrize(
    ("encoding", "units"), [("utf-8", (0, 2, 3, 7, 8)), ("utf-16", (0, 1, 2, 4, 5)), ("utf-32", (0, 1, 2, 3, 4))]
)
def test_columns_count_in_the_editors_units(encoding: Encoding, units: tuple[int, ...]) -> None:
    written = Written.of(f"a\r\n{LINE}")
    for column, unit in enumerate(units, 1):
        assert written.column(2, unit, encoding) == column
        assert written.span(Place(2, column, 2, 5), encoding) == (1, unit, 1, units[4])
    assert written.column(2, 99, encoding) == len(LINE) + 1
    assert written.column(9, 3, encoding) == 1


def test_places_outside_the_text_are_drawn_into_it() -> None:
    assert Written.of("ab").span(Place(5, 3, 9, 9), "utf-16") == (0, 2, 0, 2)
    assert Written.of("").span(Place(1, 1, 1, 4), "utf-16") == (0, 0, 0, 0)


@given(st.text(st.sampled_from("aå😷\r\n\u2028\x0b\x85e\u0301|")), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_there_and_back(text: str, encoding: Encoding) -> None:
    written = Written.of(text)
    source = Source.read("x", text.encode())
    assert len(source.starts) == len(written.lines)
    for number, line in enumerate(written.lines, 1):
        assert len(source.line(number)) == len(line)
        for column in range(1, len(line) + 2):
            unit = written.span(Place(number, column, number, column), encoding)[1]
            assert written.column(number, unit, encoding) == column


@pytest.mark.parametrize("name", ["a b.md", "å#1.md", "100%.md", "a;b?.md", "😷.md"])
def test_addresses_lead_back(tmp_path: Path, name: str) -> None:
    assert path_of(uri_of(tmp_path / name)) == tmp_path / name


def test_what_is_no_file_has_no_path() -> None:
    for uri in (
        "untitled:Untitled-1",
        "http://x.example/a.md",
        "file://[",
        "file:///a%00b",
        "file:x",
        "",
        "file://host/a",
    ):
        assert path_of(uri) is None
    assert path_of("file:///a/../b/%C3%A5.md") == Path("/b/å.md")
