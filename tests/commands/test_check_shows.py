"""What a check shows beside its findings: a table of rules, and on a terminal how far it has come."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rodtrad.cli import main
from rodtrad.counting import MOST, statistics, without_flood
from rodtrad.finding import Finding, Result, Severity
from rodtrad.source import START

HOME = Path("content/vardforlopp")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pathways with dead links and addresses without s."""
    (tmp_path / HOME).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    for id, links in (("a", 2), ("b", 1)):
        head = f"---\nid: {id}\ntitel: {id}\ntyp: vårdförlopp\nomfattning: fulltext\nstatus: remiss\n---\n\n"
        (HOME / f"{id}.md").write_text(head + "Se [ingen](borta.md).\n\n" * links, "utf-8")
    return tmp_path


def finding(rule: str, path: str = "a.md", severity: Severity = Severity.ERROR) -> Finding:
    return Finding(path, START, rule, "Fel.", severity=severity)


def test_statistics_count_the_most_frequent_first() -> None:
    advice = [finding("long-sentence", f"{number % 3}.md", Severity.ADVICE) for number in range(12)]
    found = [finding("a-rule", severity=Severity.WARNING), finding("dead-link"), finding("z-rule"), *advice]
    assert statistics(Result(tuple(found), 3)) == (
        "Regel          Nivå     Antal  Filer\n"
        "long-sentence  råd         12      3\n"
        "dead-link      fel          1      1\n"
        "z-rule         fel          1      1\n"
        "a-rule         varning      1      1\n"
    )


def test_one_rule_at_two_levels_is_two_rows() -> None:
    """In a draft most errors are warnings."""
    found = (finding("no-exit"), finding("no-exit", "b.md", Severity.WARNING))
    assert statistics(Result(found, 2)).count("no-exit") == 2


def test_nothing_found_makes_no_table() -> None:
    assert statistics(Result((), 2)) == ""


def test_the_table_follows_the_report(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check"])
    report = capsys.readouterr().out
    assert main(["check", "--statistics"]) == 1
    told = capsys.readouterr().out
    assert told.startswith(f"{report}\nRegel ")
    assert ["dead-link", "fel", "3", "2"] in [line.split() for line in told.splitlines()]


def test_the_table_would_spoil_what_programs_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--statistics", "--format", "json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "--format text" in told.err


SLOW = """
import itertools, sys, time
from rodtrad.cli import run
clock = itertools.count()
time.monotonic = lambda: next(clock) * {step}
sys.argv = ["rodtrad", "check", "--no-cache", *{words}]
run()
"""


def on_terminal(step: float, *words: str, terminal: bool = True, **environment: str) -> str:
    """What `check` writes beside its report when the clock goes on by `step` seconds each time it is read."""
    for number in range(25):
        (HOME / f"n{number}.md").write_text("x\n", "utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    ours, theirs = os.openpty() if terminal else os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", SLOW.format(step=step, words=words)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**kept, **environment},
    ) as running:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 4096):
                said += piece
        except OSError:  # so a terminal says that nobody writes to it any more
            pass
        running.wait(60)
    os.close(ours)
    return said.decode()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_a_terminal_sees_how_far_it_has_come(project: Path) -> None:
    assert on_terminal(2) == "\r\x1b[KLäser 20 av 27 filer (74 %)\r\x1b[K"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_a_terminal_sees_how_much_is_tried(project: Path) -> None:
    said = on_terminal(2, "--diff")
    assert "\r\x1b[K\r\x1b[KRättar 1 av 27 filer (3 %)\r\x1b[KRättar 2 av 27 filer (7 %)" in said
    assert "(100 %)\r\x1b[K" in said
    assert "Rättar" not in on_terminal(0.001, "--diff")
    assert "Rättar" not in on_terminal(2, "--diff", CI="true")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_within_a_second_there_is_nothing_to_see(project: Path) -> None:
    assert on_terminal(0.1).removesuffix("\r\x1b[K") == ""


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_in_ci_nobody_watches(project: Path) -> None:
    assert on_terminal(2, CI="true") == ""
    assert on_terminal(2, CI="false") != ""


def test_what_is_kept_in_a_file_has_no_progress(project: Path) -> None:
    assert on_terminal(2, terminal=False) == ""


def test_a_flood_of_one_rule_ends_aloud() -> None:
    """In each file; what other rules say is not drowned in it."""
    found = [finding("dead-link")] * (MOST + 7) + [finding("no-exit"), finding("dead-link", "b.md")]
    kept = without_flood(found)
    assert [f for f in kept if f.message == "Fel."] == [*found[:MOST], *found[-2:]]
    (more,) = [f for f in kept if f.message != "Fel."]
    assert more.message == "Regeln säger till på 7 ställen till i filen."
    assert (more.rule, more.severity, more.path) == ("dead-link", Severity.ERROR, "a.md")
    assert without_flood(found[7:]) == tuple(found[7:])


@pytest.mark.parametrize("report", ["text", "gitlab", "sarif", "rdjson"])
def test_one_long_line_with_all_the_links_of_a_book(
    project: Path, report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """To measure it anew for each, or to repeat a title in each message, would take minutes and gigabytes."""
    head = (HOME / "a.md").read_text("utf-8").partition("Se ")[0].replace("titel: a", f"titel: {'A' * 60_000}")
    (HOME / "a.md").write_text(head + "å😀a\u030a[A](#a) " * 10_000 + "\n", "utf-8")
    assert main(["check", "--format", report]) == 1
    said = capsys.readouterr().out
    assert "Regeln säger till på 9000 ställen till i filen." in said
    assert len(said) < 5_000_000
