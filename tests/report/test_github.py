"""Workflow commands, read back as GitHub's runner reads them: nothing in a text becomes a command of its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from reported import HOSTILE, PATH, found, hostile, hostile_line, result, suites

from rodtrad.finding import Finding, Result, Severity
from rodtrad.report import github, shown
from rodtrad.source import Place

COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>.*?)::(?P<data>.*)")
ESCAPES = {"%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

Note = tuple[str, dict[str, str], str]


def plain(text: str) -> str:
    return re.sub("%25|%0A|%3A|%2C", lambda escape: ESCAPES[escape[0]], text)


def read(said: str) -> tuple[list[Note], str]:
    """The notes, and what is left in the log. The runner takes a line for a command when it begins with one."""
    *lines, last = re.split(r"\r\n|[\r\n]", said.removesuffix("\n"))
    notes = []
    for line in lines:
        command = COMMAND.fullmatch(line)
        assert command, line
        properties = dict(part.split("=", 1) for part in command["properties"].split(","))
        notes.append((command["level"], {k: plain(v) for k, v in properties.items()}, plain(command["data"])))
    return notes, last


def notes(result: Result) -> list[Note]:
    return read(github.write(result, hostile_line))[0]


def test_a_note() -> None:
    finding = found(place=Place(3, 5, 3, 9), hint="Skriv `b`.", severity=Severity.WARNING)
    assert github.write(result(finding), hostile_line) == (
        f"::warning file={PATH},line=3,endLine=3,col=5,endColumn=9,title=varning [dead-link]"
        "::Det finns inget.%0ASkriv `b`.\n1 varning i 1 fil.\n"
    )


def test_there_are_no_columns_over_several_lines() -> None:
    ((_, properties, _),) = notes(result(found(place=Place(3, 5, 4, 9))))
    assert properties == {"file": PATH, "line": "3", "endLine": "4", "title": "fel [dead-link]"}


def test_hostile_words_are_words() -> None:
    said = notes(hostile())
    assert [level for level, *_ in said] == ["error", "error", "warning", "notice"]
    assert said[0][1]["file"] == "a,b:c%|`<x>&\"'@x.md"
    assert said[0][2] == shown(f"{HOSTILE}\n{HOSTILE}")
    assert "\x1b" not in github.write(hostile(), hostile_line)


@given(st.text(), st.text(alphabet=":,%=0A23C\n\r xå"))
@example("%0A%25%3A", "a::b,%2C")
def test_any_words_are_read_back(message: str, path: str) -> None:
    ((_, properties, data),) = notes(result(found(path, message=message)))
    assert properties["file"] == shown(path)
    assert data == shown(message)


def test_nothing_found_is_said_in_the_log() -> None:
    assert read(github.write(result(files=46), hostile_line)) == ([], "Inga anmärkningar i 46 filer.")


def many(errors: int, warnings: int, advice: int) -> list[Finding]:
    levels = [Severity.ADVICE] * advice + [Severity.WARNING] * warnings + [Severity.ERROR] * errors
    return [found(place=Place(n, 1, n, 1), severity=level) for n, level in enumerate(levels, 1)]


def counts(said: list[Note]) -> tuple[int, ...]:
    return tuple(sum(level == one for level, *_ in said) for one in ("error", "warning", "notice"))


def test_ten_of_each_level_need_no_cap() -> None:
    said = notes(result(*many(10, 10, 10)))
    assert counts(said) == (10, 10, 10)
    assert not any("till syns inte" in data for *_, data in said)
    assert [level for level, *_ in said] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10, "worst first"


@pytest.mark.parametrize(
    ("found_of_each", "kept", "hidden"),
    [
        ((12, 3, 0), (10, 3, 1), "2 fel till"),
        ((12, 11, 0), (10, 10, 1), "2 fel, 1 varning till"),
        ((0, 0, 11), (0, 0, 10), "2 råd till"),
        ((11, 0, 10), (10, 0, 10), "1 fel, 1 råd till"),
    ],
)
def test_what_github_would_drop_is_counted_last(
    found_of_each: tuple[int, int, int], kept: tuple[int, int, int], hidden: str
) -> None:
    said = notes(result(*many(*found_of_each)))
    assert counts(said) == kept
    level, properties, data = said[-1]
    assert (level, properties) == ("notice", {"title": "Rödtråd"})
    assert data.startswith(f"{hidden} syns inte här: GitHub visar högst 10")
    assert "`rodtrad check`" in data


def test_what_a_branch_has_changed_comes_first() -> None:
    said = result(*many(12, 0, 0), *(found("b.md", Place(n, 1, n + 1, 1)) for n in (2, 4, 6)), found("z.md"))
    near = replace(said, changed={"b.md": [range(5, 6)], "z.md": [range(7, 7)]})
    kept = [(about["file"], about["line"]) for level, about, _ in notes(near) if level == "error"]
    assert kept == [("b.md", "4"), ("b.md", "2"), ("b.md", "6"), ("z.md", "1"), *((PATH, str(n)) for n in range(1, 7))]


def test_all_that_rules_say_can_be_read_back_within_the_cap() -> None:
    assert max(counts(notes(suites()[0]))) <= 10
