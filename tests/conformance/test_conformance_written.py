"""`rodtrad conformance` from its words: what it prints, what it writes for other runners, and what it refuses."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rodtrad.cli import main
from rodtrad.conformance.cases import CASES
from rodtrad.conformance.faults import ABOUT, serving
from rodtrad.feed.addresses import RELEASED

OURS = f"{shutil.which(sys.executable)} -m rodtrad pull {{url}} {{dir}} --root {{root}} --list {{list}} --patience 0.5"


def test_the_table(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["conformance", OURS, "--only", "withdrawn", "--only", "flipped-shard"]) == 0
    head, *rows, last = capfd.readouterr().out.splitlines()
    assert head.split() == ["fall", "väntat", "kom", "vad", "fallet", "gäller"]
    assert [" ".join(row.split()) for row in rows] == [
        "rätt withdrawn tas in, tas in som väntat "
        "Ett dokument är upphävt utan efterföljare: stubben gäller, texten är borta.",
        "rätt flipped-shard tas in, vägras, tas in som väntat En bit är ändrad i en förteckning (shard).",
    ]
    assert last == "Alla 2 fall är rätt."


def test_the_table_when_it_goes_wrong(capfd: pytest.CaptureFixture[str]) -> None:
    client = f"{sys.executable} -c 'print(1/0)' {{url}} {{dir}} {{root}} {{list}}"
    assert main(["conformance", client, "--only", "first-import"]) == 1
    said = capfd.readouterr().out.splitlines()
    assert said[1].split()[:6] == ["FEL", "first-import", "tas", "in", "tas", "in"]
    assert "     - tillstånd 1: klienten skrev: ZeroDivisionError: division by zero" in said
    assert said[-1] == "Fel i 1 av 1 fall: first-import."


def test_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conformance", "--list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [case.name for case in CASES]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "say which client to run"),
        (["x {url} {dir} {list}"], "has no {root}"),
        (["x"], "has no {url} and no {dir} and no {root} and no {list}"),
        (["x '{url}"], "cannot be read"),
        (["/inget/sådant {url} {dir} {root} {list}"], "is no program that can be run"),
        (["--list", "--only", "inget"], "no case is called inget"),
    ],
)
def test_what_cannot_be_done(words: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conformance", *words]) == 2
    assert why in capsys.readouterr().err


def test_written_cases_are_used_without_the_runner(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ("--only", "flipped-manifest", "--only", "endless-document", "--only", "archive-names")
    assert main(["conformance", "--write", str(tmp_path / "fall"), *chosen]) == 0
    assert "3 fall är skrivna" in capsys.readouterr().out
    assert main(["conformance", "--write", str(tmp_path / "fall"), *chosen]) == 2
    assert "is not empty" in capsys.readouterr().err
    home = tmp_path / "fall"
    assert {path.name for path in home.iterdir()} == {
        *("flipped-manifest", "endless-document", "archive-names", "README.md")
    }
    said = {path.parent.name: json.loads(path.read_bytes()) for path in home.glob("*/expected.json")}
    fault = said["endless-document"]["states"][1]["server"]
    assert (fault["does"], fault["about"]) == ("endless", ABOUT["endless"])
    assert said["archive-names"]["states"][0]["documentsIfRefused"] == []
    assert said["flipped-manifest"]["holdsUntil"] in (home / "README.md").read_text("utf-8")
    assert not list(home.rglob("*.pem"))
    outcomes = []
    with serving() as server:
        for state in said["flipped-manifest"]["states"]:
            server.home = home / "flipped-manifest" / state["folder"].removesuffix(f"/{RELEASED}")
            root, target = home / "flipped-manifest/root.json", tmp_path / "lista"
            where = [server.url, str(tmp_path / "kopia"), "--root", str(root), "--list", str(target)]
            outcomes.append(code := main(["pull", *where]))
            assert code in state["exitCodes"]
            wanted = {tuple(document.values()) for document in state["documents"]}
            lines = (line.split("\t") for line in target.read_text("utf-8").splitlines())
            names = ("key", "version", "state", "sha256")
            assert {tuple(dict(sorted(zip(names, line, strict=True))).values()) for line in lines} == wanted
    assert outcomes == [0, 3, 0]


def test_what_is_written_says_until_when_it_holds(tmp_path: Path) -> None:
    from rodtrad.conformance.writing import write

    write(tmp_path / "fall", CASES[:1], datetime(2026, 11, 27, tzinfo=UTC))
    assert json.loads((tmp_path / "fall/first-import/expected.json").read_bytes())["holdsUntil"] == "2026-12-27"
