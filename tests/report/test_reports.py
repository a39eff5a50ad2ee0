"""Findings as people and programs see them."""

from __future__ import annotations

import argparse
import json

import pytest
from msgspec.structs import replace
from reported import result

from rodtrad.commands import check
from rodtrad.finding import Edit, Finding, Fix, Result, Severity
from rodtrad.registry import modules, names
from rodtrad.report import json as json_report
from rodtrad.report import text as text_report
from rodtrad.source import Place

LINE = "Gör en en bedömning."
FINDING = Finding("a.md", Place(3, 5, 3, 10), "repeated-word", "Två gånger.", "Ta bort ett.", Severity.ADVICE)


def read_line(path: str, number: int) -> str:
    return LINE if (path, number) == ("a.md", 3) else ""


def marked(line: str, place: Place) -> list[str]:
    said = text_report.write(Result((Finding("a.md", place, "x", "Fel."),), 1), lambda *_: line)
    return said.splitlines()[1:3]


def test_a_module_is_the_registration() -> None:
    parser = argparse.ArgumentParser()
    check.arguments(parser)
    for name in names("rodtrad.report"):
        assert parser.parse_args(["--format", name]).format == name


@pytest.mark.parametrize("report", modules("rodtrad.report").values(), ids=names("rodtrad.report"))
def test_every_report_shows_a_finding_and_that_there_is_none(report: object) -> None:
    write = report.write  # type: ignore[attr-defined]
    said = write(result(replace(FINDING, path="here.md")), read_line)
    assert "here.md" in said
    assert "repeated-word" in said
    assert "here.md" not in write(result(), read_line)


def test_text_shows_the_place_the_line_and_the_hint() -> None:
    said = text_report.write(Result((FINDING,), 1), read_line)
    assert said == (
        "a.md:3:5: råd [repeated-word] Två gånger.\n"
        "  3 | Gör en en bedömning.\n"
        "    |     ^^^^^\n"
        "    Ta bort ett.\n"
        "\n"
        "1 råd i 1 fil.\n"
    )


def test_text_without_a_line_or_a_hint_is_one_line() -> None:
    assert text_report.write(Result((Finding("b.md", Place(1, 1, 1, 1), "x", "Fel."),), 2), read_line) == (
        "b.md:1:1: fel [x] Fel.\n\n1 fel i 2 filer.\n"
    )


def test_the_marker_stands_below_what_it_marks() -> None:
    assert marked("日本 fel", Place(1, 4, 1, 7)) == ["  1 | 日本 fel", "    |      ^^^"]
    assert marked("a\u030a fel", Place(1, 4, 1, 7)) == ["  1 | a\u030a fel", "    |   ^^^"]
    assert marked("\tfel", Place(1, 2, 1, 5)) == ["  1 |  fel", "    |  ^^^"]
    assert marked("fel slut", Place(1, 5, 2, 9)) == ["  1 | fel slut", "    |     ^^^^"]
    assert marked("kort", Place(1, 9, 1, 9)) == ["  1 | kort", "    |     ^"]


def test_a_long_line_is_cut_round_what_is_marked() -> None:
    line = "x" * 300 + "FEL" + "y" * 300
    shown, marker = marked(line, Place(1, 301, 1, 304))
    assert len(shown) < 120
    at = marker.index("^^^")
    assert shown[at : at + 3] == "FEL"
    assert shown.startswith("  1 | …")
    assert shown.endswith("…")


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([], "Inga anmärkningar i 1 fil."),
        ([Severity.ERROR, Severity.WARNING], "1 fel, 1 varning i 1 fil."),
        ([Severity.WARNING] * 2 + [Severity.ADVICE] * 2, "2 varningar, 2 råd i 1 fil."),
    ],
)
def test_summary(levels: list[Severity], said: str) -> None:
    findings = tuple(Finding("a.md", Place(1, 1, 1, 1), "x", "Fel.", severity=level) for level in levels)
    assert text_report.summary(Result(findings, 1)) == said


def test_json_is_read_back_with_its_fix() -> None:
    fix = Fix("Ta bort", (Edit(4, 7, ""),), safe=False)
    finding = Finding("a.md", Place(3, 5, 4, 1), "x", "Fel.", "Så.", Severity.WARNING, fix)
    read = json.loads(json_report.write(Result((finding,), 7), read_line))
    assert read == {
        "files": 7,
        "findings": [
            {
                "path": "a.md",
                "line": 3,
                "column": 5,
                "endLine": 4,
                "endColumn": 1,
                "rule": "x",
                "severity": "varning",
                "message": "Fel.",
                "hint": "Så.",
                "fix": {"title": "Ta bort", "safe": False, "edits": [{"start": 4, "end": 7, "text": ""}]},
            }
        ],
    }
