"""What a region must never be told: data that is wrong, stale, unsafe, or taken from outside the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rodtrad.feed.payload import canonical, payload
from rodtrad.library import link
from rodtrad.reader import read

BASE = "https://rodtrad.example/"
HEAD = "---\nid: a\ntitel: A\ntyp: vårdförlopp\nomfattning: fulltext\nlicens: CC0-1.0\n---\n\n"


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def content(text: str, *others: tuple[str, str]) -> dict[str, Any]:
    """The content of a pathway with this body, as the feed says it."""
    document = read("content/vardforlopp/a.md", (HEAD + text).encode()).document
    assert document is not None
    faces = [found.face for path, said in others if (found := read(path, said.encode()).document)]
    data = json.loads(canonical(payload(document, link([document.face, *faces]), "acceptance", BASE)))
    found: dict[str, Any] = data["content"]
    return found


def block(data: dict[str, Any], id: str) -> dict[str, Any]:
    return next(block for block in data["blocks"] if block["id"] == id)


def test_a_time_ends_with_its_line() -> None:
    """An item's fact line is no part of the event in the line above; nor is a cell part of the one before."""
    text = (
        "## Kvalitetsuppföljning\n\n### Processmått\n\n"
        "- [Dödlighet inom 30 dagar efter sepsis](../indikatorer/b.md) {#i-b}\n  - **Följer:** [mål](#m)\n\n"
        "| Tid | Läge |\n| --- | --- |\n| 6 | veckor efter operation |\n| Inom 2 veckor efter | operation |\n\n"
        "Dosen är 5\n\n- mg\n"
    )
    data = content(text)
    (time,) = block(data, "i-b")["times"]
    assert (time["text"], time["startText"]) == ("inom 30 dagar efter sepsis", "sepsis")
    said = [time["text"] for found in data["blocks"] for time in found["times"] if found["id"] != "i-b"]
    assert said == ["Inom 2 veckor efter"]


def test_the_start_of_a_time_is_a_place_in_the_flow() -> None:
    """The link around the whole name of a measure is not what its time counts from."""
    indicator = ("content/indikatorer/b.md", "---\nid: b\ntitel: B\n---\n\n## Definition\n\nX.\n")
    text = (
        "## Vårdförloppets åtgärder\n\n### G\n\n#### A. X {#x}\n\n##### Hälso- och sjukvårdens åtgärder\n\n"
        "- Ring inom 3 dagar från [besöket](#x).\n\n## Kvalitetsuppföljning\n\n### Processmått\n\n"
        "- [Vård inom 30 dagar efter sepsis](../indikatorer/b.md) {#i-b}\n"
    )
    data = content(text, indicator)
    assert block(data, "x/vard/1")["times"][0]["start"] == "vardforlopp/a#x"
    assert "start" not in block(data, "i-b")["times"][0]


def test_what_is_shown_alone_brings_the_action_it_belongs_to() -> None:
    """Under its half's heading alone, nobody sees which action a line belongs to, or for whom."""
    text = (
        "## Vårdförloppets åtgärder\n\n### G\n\n#### A. X {#x}\n\n##### Hälso- och sjukvårdens åtgärder\n\n- Ring.\n\n"
        "##### Vägar vidare\n\n- → [A](#x)\n"
    )
    data = content(text)
    assert {b["id"]: b["requires"] for b in data["blocks"] if b["requires"]} == {
        "x/vard": ["x"],
        "x/vard/1": ["x/vard", "x"],
        "x/vagar": ["x"],
        "x/vagar/1": ["x/vagar", "x"],
    }
    assert not any(b["standalone"] for b in data["blocks"] if b["requires"])
