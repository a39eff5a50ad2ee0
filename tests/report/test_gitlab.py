"""GitLab's code quality report: the keys that it needs, a fingerprint that is stable and no other's."""

from __future__ import annotations

import json
import re
from typing import Any

from reported import found, hostile, hostile_line, reader, result, suites

from rodtrad.checking import Checked
from rodtrad.finding import Severity
from rodtrad.report import gitlab
from rodtrad.source import Place

LEVELS = {"info", "minor", "major", "critical", "blocker"}


def told(result: Checked, read_line: Any = lambda *_: "") -> list[dict[str, Any]]:
    """The report, every entry with what GitLab's documentation says that it must have."""
    entries = json.loads(gitlab.write(result, read_line))
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert all(isinstance(entry[key], str) and entry[key] for key in set(entry) - {"location"})
        assert entry["severity"] in LEVELS
        assert re.fullmatch("[0-9a-f]{64}", entry["fingerprint"])
        path, lines = entry["location"]["path"], entry["location"]["lines"]
        assert not path.startswith(("/", "./"))
        assert 1 <= lines["begin"] <= lines["end"]
    assert len({entry["fingerprint"] for entry in entries}) == len(entries), "GitLab keeps the first of two alike"
    return entries  # type: ignore[no-any-return]


def test_the_shape_holds_for_hostile_words_for_nothing_and_for_all_that_rules_say() -> None:
    assert len(told(hostile(), hostile_line)) == 4
    assert told(result()) == []
    said, files = suites()
    assert len(told(said, reader(files))) == len(said.findings) > 300


def test_an_entry() -> None:
    finding = found(place=Place(3, 5, 4, 1), message="Två\nrader.", hint="Skriv en.", severity=Severity.WARNING)
    (entry,) = told(result(finding))
    assert entry.pop("fingerprint")
    assert entry == {
        "description": "Två rader. Skriv en.",
        "check_name": "dead-link",
        "severity": "minor",
        "location": {"path": "content/vardforlopp/å b.md", "lines": {"begin": 3, "end": 4}},
    }


def test_levels_keep_their_order() -> None:
    said = result(*(found(message=str(-level), severity=level) for level in Severity))
    assert [entry["severity"] for entry in told(said)] == ["info", "minor", "major"]


def test_the_fingerprint_stays_when_the_text_moves() -> None:
    first = told(result(found(place=Place(3, 1, 3, 2))), lambda _, n: "å" * (n == 3))
    later = told(result(found(place=Place(8, 1, 8, 3))), lambda _, n: "a\u030a" * (n == 8))
    assert first[0]["fingerprint"] == later[0]["fingerprint"]
