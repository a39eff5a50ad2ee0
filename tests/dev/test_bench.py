"""The arithmetic and the table of the measurements; never the times themselves."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from rodtrad.dev import bench, contenders, corpus
from rodtrad.dev.bench import Bar, Spread, Verdict, best_peers, table, verdicts
from rodtrad.dev.contenders import FLOOR, OURS, WORKS, Contender, Missing, assemble
from rodtrad.dev.measuring import Sample, family, measure, memory


def spread(work: str, name: str, middle: float, mebibytes: float = 10, failed: str = "") -> Spread:
    return Spread(work, name, middle, middle, middle, middle, mebibytes, 3, failed)


def test_spread_is_lowest_middle_and_highest() -> None:
    samples = [Sample(seconds, 1.0, seconds * 10, 0) for seconds in (3.0, 1.0, 2.0)]
    found = Spread.of("check-cold", "x", samples)
    assert (found.low, found.middle, found.high, found.mebibytes, found.runs) == (1.0, 2.0, 3.0, 30.0, 3)
    assert not found.failed


def test_the_run_in_which_memory_is_added_up_is_not_timed() -> None:
    samples = [Sample(9.0, 9.0, 300, 0, weighed=True), Sample(1.0, 1.0, 100, 0), Sample(2.0, 1.0, 110, 0)]
    found = Spread.of("check-cold", "x", samples)
    assert (found.low, found.middle, found.high, found.cpu) == (1.0, 1.5, 2.0, 1.0)
    assert (found.mebibytes, found.runs) == (300, 2)


def test_one_bad_exit_fails_the_contender_with_its_last_words() -> None:
    samples = [Sample(1, 1, 1, 0), Sample(1, 1, 1, 3, "first\nlast")]
    assert Spread.of("check-cold", "x", samples).failed == "exit 3: last"
    assert not Spread.of("check-cold", "x", samples, good=(0, 3)).failed


def test_findings_do_not_count_as_failure() -> None:
    assert not Spread.of("check-cold", "x", [Sample(1, 1, 1, 1)]).failed


def test_best_peer_is_neither_ours_nor_the_floor_nor_failed() -> None:
    spreads = [
        spread("check-cold", OURS, 0.1),
        spread("check-cold", FLOOR, 0.01),
        spread("check-cold", "broken", 0.02, failed="exit 2"),
        spread("check-cold", "slow", 4),
        spread("check-cold", "quick", 2),
    ]
    assert best_peers(spreads)["check-cold"].name == "quick"


def test_ratio_bar_is_met_at_the_limit_and_missed_above() -> None:
    bar = Bar("check-cold", "bar", "rumdl", 5)
    peer = spread("check-cold", "rumdl", 1)
    assert verdicts([peer, spread("check-cold", OURS, 5)], [bar]) == [Verdict(bar, 5, True)]
    assert verdicts([peer, spread("check-cold", OURS, 5.1)], [bar]) == [Verdict(bar, 5.1, False)]


def test_absolute_bars_take_seconds_or_memory() -> None:
    ours = spread("site-full", OURS, 2.0, mebibytes=310)
    seconds, memory_bar = Bar("site-full", "bar", limit=3), Bar("site-full", "bar", limit=300, memory=True)
    assert [v.met for v in verdicts([ours], [seconds, memory_bar])] == [True, False]


@pytest.mark.parametrize("failing", [OURS, "rumdl"])
def test_no_verdict_without_both_sides(failing: str) -> None:
    bar = Bar("check-cold", "bar", "rumdl", 5)
    spreads = [spread("check-cold", name, 1, failed="exit 2" if name == failing else "") for name in (OURS, "rumdl")]
    assert verdicts(spreads, [bar]) == [Verdict(bar, None, None)]


def test_every_bar_is_about_known_work() -> None:
    assert {bar.work for bar in bench.BARS} <= set(WORKS)


def test_table_shows_ratios_spread_bars_and_what_is_missing() -> None:
    ours = Spread("check-cold", OURS, 1.0, 3.0, 4.0, 5.0, 60.0, 3)
    text = table([ours, spread("check-cold", "rumdl", 0.5)], [Missing("check-cold", "other", "pip install other")])
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "check-cold rodtrad 3.000 1.000–4.000 5.00 60 6.00" in lines
    assert "check-cold rumdl 0.500 0.500–0.500 0.50 10 1.00" in lines
    assert "check-cold bar ≤ 5 × rumdl 6.00 × MISSED" in lines
    assert "not measured: other (check-cold): pip install other" in lines
    assert not any(line.startswith("site-full") for line in lines)


def test_table_names_failures() -> None:
    text = table([spread("site-full", OURS, 1, failed="exit 1: no plugin")])
    assert "failed: rodtrad (site-full): exit 1: no plugin" in text
    assert "not measured" in text


def test_peak_memory_counts_children() -> None:
    child = "import subprocess,sys,time; x=b'1'*80_000_000; time.sleep(0.3)"
    parent = f"import subprocess,sys; subprocess.run([sys.executable,'-c',{child!r}]); sys.exit(4)"
    found = measure([sys.executable, "-c", parent], Path.cwd(), weigh=True)
    assert found.code == 4
    assert found.mebibytes > 76


def test_last_words_are_kept() -> None:
    found = measure([sys.executable, "-c", "import sys; print('oj', file=sys.stderr)"], Path.cwd())
    assert (found.code, found.said) == (0, "oj")


def test_family_is_the_process_and_its_children() -> None:
    assert os.getpid() in family(os.getpid())
    assert memory([os.getpid()]) > 1_000_000
    assert memory([os.getpid(), os.getpid()]) > 1_000_000
    assert memory([2**22 + 1]) == 0


@pytest.fixture
def stage(tmp_path: Path) -> tuple[Path, Path]:
    project, work = tmp_path / "project", tmp_path / "work"
    work.mkdir()
    corpus.write(10, project)
    return project, work


def test_missing_programs_are_named_with_how_to_install_them(
    stage: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contenders, "find", lambda program: "")
    ready, missing = assemble(*stage)
    assert {m.name for m in missing} >= {"rumdl", "markdownlint-cli2", "hugo", "mkdocs", "yamllint"}
    assert all(m.how for m in missing)
    assert {c.name for c in ready} == {OURS, FLOOR, "bare script"}


def test_every_program_found_gives_contenders(stage: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contenders, "find", lambda program: "/bin/true")
    ready, missing = assemble(*stage)
    assert {m.name for m in missing} <= {OURS}
    assert [c.work for c in ready] == sorted((c.work for c in ready), key=list(WORKS).index)
    peers = {work: {c.name for c in ready if c.work == work} - {OURS, FLOOR} for work in WORKS}
    assert peers["check-cold"] == {"rumdl", "markdownlint-cli2"}
    assert peers["site-full"] == {"hugo", "material"}


def test_edits_differ_and_do_not_pile_up(stage: tuple[Path, Path]) -> None:
    ready, _ = assemble(*stage)
    edit = next(c for c in ready if c.work == "site-edit" and c.name == OURS).before
    folder = stage[0] / "content" / "vardforlopp"
    before = {p: p.read_text(encoding="utf-8") for p in folder.iterdir()}
    edit()
    first = {p: p.read_text(encoding="utf-8") for p in folder.iterdir()}
    edit()
    second = {p: p.read_text(encoding="utf-8") for p in folder.iterdir()}
    changed = [p for p in before if before[p] != first[p]]
    assert len(changed) == 1
    assert first[changed[0]] != second[changed[0]]
    assert len(first[changed[0]]) == len(second[changed[0]])


def test_runs_are_interleaved_and_warmed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    log: list[str] = []

    def pretend(command: tuple[str, ...], cwd: Path, env: object, *, weigh: bool = False) -> Sample:
        log.append(command[0])
        return Sample(1, 1, 1, 0, weighed=weigh)

    monkeypatch.setattr(bench, "measure", pretend)
    two = [
        Contender("check-cold", "a", ("a",), tmp_path, lambda: log.append("clear")),
        Contender("check-unchanged", "b", ("b",), tmp_path, lambda: None, warm=("warm",)),
    ]
    samples = bench._interleaved(two, 2, lambda message: None)
    assert log == ["clear", "a", "warm", "b"] * 3
    assert [sample.weighed for sample in samples["check-cold", "a"]] == [True, False, False]


def test_interrupted_session_keeps_what_was_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def pretend(command: tuple[str, ...], cwd: Path, env: object, *, weigh: bool = False) -> Sample:
        if command == ("b",):
            raise KeyboardInterrupt
        return Sample(1, 1, 1, 0)

    monkeypatch.setattr(bench, "measure", pretend)
    two = [Contender("check-cold", name, (name,), tmp_path, lambda: None) for name in ("a", "b")]
    samples = bench._interleaved(two, 3, lambda message: None)
    assert [len(found) for found in samples.values()] == [1, 0]


def test_command_line_writes_json_and_fails_on_a_missed_bar(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = spread("feed-cold", "bare script", 1)
    slow = [bare, spread("feed-cold", OURS, 9)]
    monkeypatch.setattr(bench, "run", lambda n, only, runs, progress: (slow, []))
    assert bench.main(["--only", "feed-cold", "--json", str(tmp_path / "out.json")]) == 1
    assert "MISSED" in capsys.readouterr().out
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert data["spreads"][1]["middle"] == 9
    slow[:] = [bare, spread("feed-cold", OURS, 2)]
    assert bench.main([]) == 0, "a missed goal is not a failure"
