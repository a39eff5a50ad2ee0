"""A calendar that other programs subscribe to: whole-day events as RFC 5545 asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MAX_OCTETS = 75
"""Of a line, without its end (RFC 5545, 3.1)."""

_SPECIAL = re.compile(r"[\\;,]")


@dataclass(frozen=True, slots=True)
class Day:
    """One whole-day event. Nobody is busy because of it."""

    uid: str
    """The same for as long as it is the same event, and of no other in the world."""
    date: str
    """`2028-05-02`."""
    title: str
    text: str = ""
    url: str = ""
    """Absolute; "" when it is not known."""


def calendar(name: str, days: Iterable[Day], stamp: str) -> bytes:
    """The file. `stamp` is the day it tells the state of; no clock is read."""
    lines = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Rödtråd//Förvaltning//SV"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", escaped(name)),
    ]
    for day in days:
        lines += _event(day, stamp)
    lines.append(("END", "VCALENDAR"))
    return "".join(f"{folded(f'{key}:{value}')}\r\n" for key, value in lines).encode()


def _event(day: Day, stamp: str) -> Iterator[tuple[str, str]]:
    yield "BEGIN", "VEVENT"
    yield "UID", escaped(day.uid)
    yield "DTSTAMP", f"{stamp.replace('-', '')}T000000Z"
    yield "DTSTART;VALUE=DATE", day.date.replace("-", "")
    yield "SUMMARY", escaped(day.title)
    if day.text:
        yield "DESCRIPTION", escaped(day.text)
    if day.url:
        yield "URL", day.url
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def escaped(words: str) -> str:
    """Words as a text value; what is no line is none, and nothing else ends it."""
    return _SPECIAL.sub(r"\\\g<0>", "\n".join(words.splitlines())).replace("\n", "\\n")


def folded(line: str) -> str:
    """A line cut where it is too long, never within a character."""
    pieces = [""]
    room = MAX_OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append("")
            room = MAX_OCTETS - 1  # the space that says that the line goes on
        pieces[-1] += character
        room -= size
    return "\r\n ".join(pieces)
