"""Whom the kit lets pass: our own client and another careful one, no careless one, nobody by hanging or raving."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rodtrad.conformance import honest, hostile
from rodtrad.conformance.running import Verdict

Run = Callable[..., dict[str, Verdict]]

HERE = Path(__file__).parent

CARELESS = (str(HERE / "careless.py"), "{url}", "{dir}", "{list}")

HARMLESS = {
    "archive-flipped": "it never fetches the archive",
    "archive-names": "the same",
    "archive-bomb": "the same",
    "silent": "it has heard of time limits",
    "unavailable": "nothing comes, so nothing is believed",
}
"""Hostile cases that even a careless client gets through, and why."""


def test_our_own_client_passes_every_case(run: Run) -> None:
    words = ["-m", "rodtrad", "pull", "{url}", "{dir}", "--root", "{root}", "--list", "{list}", "--patience", "0.5"]
    verdicts = run(*words)
    assert {name: verdict.faults for name, verdict in verdicts.items() if verdict.faults} == {}
    assert len(verdicts) == len(honest.CASES) + len(hostile.CASES)


def test_a_client_made_from_the_handbook_alone_passes_every_case(run: Run) -> None:
    """It shares no code with ours: what the kit demands can be met by who has read the page."""
    verdicts = run(str(HERE / "careful.py"), "{url}", "{dir}", "{root}", "{list}")
    assert {name: verdict.faults for name, verdict in verdicts.items() if verdict.faults} == {}


def test_a_careless_client_is_caught_by_every_attack(run: Run) -> None:
    verdicts = run(*CARELESS)
    caught = {name for name, verdict in verdicts.items() if verdict.faults}
    attacks = {case.name for case in hostile.CASES}
    assert caught == (attacks - HARMLESS.keys()) | {"not-for-care"}
    assert verdicts["flipped-document"].faults[0] == ("tillstånd 2: väntat: vägras; kom: tas in (utgångskod 0).")
    assert any("ska inte stå i listan: vardforlopp/fem" in fault for fault in verdicts["not-for-care"].faults)


def test_a_client_that_hangs_is_ended_with_what_it_has_started(run: Run, tmp_path: Path) -> None:
    sign = tmp_path / "lever"
    child = f"import time, pathlib; time.sleep(3); pathlib.Path({str(sign)!r}).touch()"
    program = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(99)"
    started = time.monotonic()
    verdict = run("-c", program, only=("first-import",), timeout=1)["first-import"]
    assert verdict.came == ("hängde",)
    assert verdict.faults[0] == "tillstånd 1: klienten blev inte klar inom tidsgränsen (1 s) och avslutades."
    assert time.monotonic() - started < 30
    time.sleep(3)
    assert not sign.exists()


WRITE = "import sys, os, pathlib; there = pathlib.Path(sys.argv[1])\n"


@pytest.mark.parametrize(
    ("program", "came", "fault"),
    [
        ("os.kill(os.getpid(), 11)", "avbröts av signal 11", "väntat: tas in; kom: avbröts av signal 11"),
        ("raise SystemExit(7)", "okänd utgångskod", "väntat: tas in; kom: okänd utgångskod (utgångskod 7)"),
        ("raise ValueError('Trasig')", "tas in", "klienten skrev: ValueError: Trasig"),
        ("raise SystemExit(3)", "vägras", "väntat: tas in; kom: vägras (utgångskod 3)"),
        ("there.write_bytes(os.urandom(64) + bytes([255]))", "tas in", "listan går inte att läsa"),
        ("there.write_bytes(bytes(3_000_000))", "tas in", "listan är längre än"),
        ("there.write_text('hej\\n' * 2)", "tas in", "samma rad står flera gånger i listan"),
        ("there.write_text('hej')", "tas in", "ska inte stå i listan: hej"),
        ("there.mkdir()", "tas in", "listan går inte att läsa"),
        ("print('x' * 10_000_000)", "tas in", "ingen lista skrevs"),
        ("(there.parent / 'utanfor').mkdir()", "tas in", "klienten skrev utanför sin mapp"),
    ],
)
def test_a_client_that_raves_is_told_so(run: Run, program: str, came: str, fault: str) -> None:
    verdict = run("-c", WRITE + program, "{list}", only=("first-import",))["first-import"]
    assert verdict.came == (came,)
    assert any(fault in said for said in verdict.faults), verdict.faults


def test_a_client_that_refuses_everything_does_not_pass(run: Run) -> None:
    verdicts = run("-c", "raise SystemExit(3)", only=("first-import", "flipped-document", "acceptance-feed"))
    assert {name for name, verdict in verdicts.items() if verdict.faults} == {"first-import", "flipped-document"}


def test_what_is_refused_must_leave_the_good_copy(run: Run) -> None:
    """A client that is right about what it fetches, and then throws away what it had."""
    program = """
import os, sys, subprocess
url, folder, root, target = sys.argv[1:]
done = subprocess.run([sys.executable, "-m", "rodtrad", "pull", url, folder, "--root", root, "--list", target])
if done.returncode == 3:
    open(target, "w").close()
raise SystemExit(done.returncode)
"""
    verdict = run("-c", program, "{url}", "{dir}", "{root}", "{list}", only=("flipped-shard",))["flipped-shard"]
    assert verdict.came == ("tas in", "vägras")
    assert verdict.faults[0].startswith("tillstånd 2: saknas i listan: ")
