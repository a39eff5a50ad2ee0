"""Text made to break the reader: it takes time in proportion to its length, whatever stands in it."""

from __future__ import annotations

import gc
import time

import pytest

from rodtrad.reader import read

HEAD = "---\nid: a\ntitel: A\ntyp: vårdförlopp\nomfattning: fulltext\n---\n\n"
SHORT, LONG = 100_000, 400_000


def seconds(text: str) -> float:
    """Processor time for reading, the best of two: others use the machine too."""
    data = f"{HEAD}{text}\n".encode()
    found = []
    gc.disable()  # as every command does while it reads
    try:
        for _ in range(2):
            start = time.process_time()
            read("content/vardforlopp/a.md", data)
            found.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(found)


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "![",
        "*a ",
        "```\n\n",
        "<!-- \n",
        "<div>\n<br>\n",
        "[a](#x) ",
        "- a {#a}\n",
        "[^a]: b\n\n",
        "e\u0301",
        "> ",
        "- x{}y\n",
    ],
)
def test_time_grows_with_the_text_not_with_its_square(unit: str) -> None:
    first = "```\n" if unit.startswith("`") else ""
    short, long = (
        seconds(unit.format(" " * size) if "{}" in unit else first + unit * (size // len(unit)))
        for size in (SHORT, LONG)
    )
    assert long < 0.5 or long / short < 9, (short, long)  # 4 when linear, 16 when quadratic


@pytest.mark.parametrize("sign", ["-", "*", ">", "> -", "+"])
def test_a_short_line_of_wide_gaps_is_read_at_once(sign: str) -> None:
    """Seven marks with forty spaces between them: a pattern that can share the spaces in many ways never ends."""
    assert seconds(f"{sign}{' ' * 40}" * 7 + "x") < 1
