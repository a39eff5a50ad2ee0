"""The calendar is what RFC 5545 asks for, and says again what it was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.site.icalendar import Day, calendar, escaped, folded

DAY = Day("a@b.example", "2028-05-02", "Se över: KOL, del 1; ny", "Rad ett.\nRad två \\ tre.", "https://b.example/a/")


def unfolded(data: bytes) -> list[tuple[str, str]]:
    """Name with its parameters, and value, of each line."""
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert lines.pop() == "", "the last line ends too"
    pairs = [line.partition(":") for line in lines]
    return [(name, value) for name, _, value in pairs]


def read(value: str) -> str:
    """A text value as it was."""
    out, rest = "", iter(value)
    for character in rest:
        if character == "\\":
            following = next(rest)
            out += "\n" if following == "n" else following
        else:
            out += character
    return out


def test_a_calendar_has_its_frame_and_its_events() -> None:
    lines = unfolded(calendar("Granskningar", [DAY], "2026-11-22"))
    assert lines[:2] == [("BEGIN", "VCALENDAR"), ("VERSION", "2.0")]
    assert lines[-1] == ("END", "VCALENDAR")
    event = dict(lines[lines.index(("BEGIN", "VEVENT")) + 1 : lines.index(("END", "VEVENT"))])
    assert event["UID"] == "a@b.example"
    assert event["DTSTAMP"] == "20261122T000000Z"
    assert event["DTSTART;VALUE=DATE"] == "20280502"
    assert event["SUMMARY"] == "Se över: KOL\\, del 1\\; ny"
    assert read(event["DESCRIPTION"]) == DAY.text
    assert event["URL"] == DAY.url


def test_the_same_calendar_gives_the_same_bytes() -> None:
    assert calendar("x", [DAY], "2026-11-22") == calendar("x", [DAY], "2026-11-22")
    assert calendar("x", [], "2026-11-22").count(b"\r\n") == 7


@pytest.mark.parametrize("line", ["a" * 75, "a" * 76, "å" * 200, "SUMMARY:" + "😀" * 90, ""])
def test_long_lines_are_folded_between_characters(line: str) -> None:
    pieces = folded(line).encode().split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == line


@given(st.text())
def test_words_come_back_and_end_no_line(words: str) -> None:
    written = escaped(words)
    assert len(written.splitlines()) <= 1
    assert read(written) == "\n".join(words.splitlines())
