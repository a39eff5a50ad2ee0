"""Faults that published pathways have had, on twins in words of our own: the whole check tells each on its line.

The suites run one rule at a time. Here all rules run, as for an author: what is expected on a line is all that is
said of that line, so no rule is drowned by, or repeats, its neighbours.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rodtrad.checking import check
from rodtrad.finding import Finding
from rodtrad.markdown import parse
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


def _checked(name: str, root: Path, right: tuple[str, str] = ("", "")) -> tuple[list[Finding], set[Said]]:
    """What the whole check says of a twin, in its marked lines, and what is expected there."""
    expected: set[Said] = set()
    for path, text in TWINS[name].items():
        written, marks = _unmarked(path, text)
        assert right[0] in written
        expected |= marks
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(written.replace(*right) if right[0] else written, encoding="utf-8")
    lines = {(path, line) for path, line, _ in expected}
    return [f for f in check(root, jobs=1).findings if (f.path, f.place.line) in lines], expected


@pytest.mark.parametrize("name", TWINS)
def test_twin_is_found_out(name: str, tmp_path: Path) -> None:
    said, expected = _checked(name, tmp_path)
    assert expected, "a twin without a fault shows nothing"
    assert {(f.path, f.place.line, f.rule) for f in said} == expected
    assert all(f.message and f.hint for f in said)


def test_the_mended_twin_is_silent(tmp_path: Path) -> None:
    """What is said of a twin is said because of its fault: mended, the same line is passed over."""
    name = "flow: Hänvisning till en åtgärd som inte finns"
    said, expected = _checked(name, tmp_path, ("åtgärd (K)", "åtgärd ([A](#bedomning))"))
    assert expected
    assert not said


def test_a_model_linked_elsewhere_is_pointed_at(tmp_path: Path) -> None:
    said, _ = _checked("chapters: Den generiska modellen hämtas någon annanstans", tmp_path)
    assert [f.hint for f in said] == [
        "Länken på rad 17 går ut ur projektet: skriv `generisk-rehabilitering.md` i stället för adressen."
    ]
