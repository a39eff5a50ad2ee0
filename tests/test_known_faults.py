"""Faults that published pathways have had, on twins in words of our own: the whole check tells each on its line.

The suites run one rule at a time. Here all rules run, as for an author: what is expected on a line is all that is
said of that line, so no rule is drowned by, or repeats, its neighbours.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rodtrad.checking import check
from rodtrad.markdown import parse
from rodtrad.rules import rules
from rodtrad.source import Source
from rodtrad.tree import plain
from suites import EXPECT

HOME = Path(__file__).parent / "known_faults"

Said = tuple[str, int, str]
"""File, line, rule."""


def _twins() -> dict[str, dict[str, str]]:
    """Heading in a file here → its documents by path, with the marks of what is expected."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(HOME.glob("*.md")):
        name = path.stem
        for node in parse(Source.read(path.name, path.read_bytes())).children:
            if node.kind == "heading" and node.level == 2:
                name = f"{path.stem}: {plain(node)}"
            elif node.kind == "code" and " content/" in node.href:
                found.setdefault(name, {})[node.href.split()[1]] = node.text
    return found


TWINS = _twins()


def _unmarked(path: str, text: str) -> tuple[str, set[Said]]:
    """The document as its author wrote it, and what is expected of it."""
    expected: set[Said] = set()
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        while mark := EXPECT.search(line):
            expected.add((path, number, mark["body"] or mark["matter"]))
            line = line[: mark.start()]
        lines[number - 1] = line
    return "\n".join(lines), expected


@pytest.mark.parametrize("name", TWINS)
def test_twin_is_found_out(name: str, tmp_path: Path) -> None:
    expected: set[Said] = set()
    for path, text in TWINS[name].items():
        written, marks = _unmarked(path, text)
        expected |= marks
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(written, encoding="utf-8")
    assert expected, "a twin without a fault shows nothing"
    assert {slug for _, _, slug in expected} <= set(rules())
    lines = {(path, line) for path, line, _ in expected}
    findings = check(tmp_path, jobs=1).findings
    said = {(f.path, f.place.line, f.rule) for f in findings if (f.path, f.place.line) in lines}
    assert said == expected
    assert all(f.message and f.hint for f in findings if (f.path, f.place.line) in lines)


def test_the_mended_twin_is_silent(tmp_path: Path) -> None:
    """What is said of a twin is said because of its fault: mended, the same line is passed over."""
    path, text = next(iter(TWINS["flow: Hänvisning till en åtgärd som inte finns"].items()))
    written, marks = _unmarked(path, text)
    assert "åtgärd (K)" in written
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(written.replace("åtgärd (K)", "åtgärd ([A](#bedomning))"), encoding="utf-8")
    lines = {line for _, line, _ in marks}
    assert not [f for f in check(tmp_path, jobs=1).findings if f.path == path and f.place.line in lines]
