"""Commands, each from its words to its exit code: what they write, what they refuse, and how they end."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from rodtrad.cli import main
from rodtrad.commands import check
from rodtrad.commands._progress import watched
from rodtrad.errors import UsageError
from rodtrad.templates import template

INDICATOR = "content/indikatorer/vantetid.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one indicator that passes check."""
    path, text = template("indikator", "vantetid", "Väntetid")
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_release_then_feed_then_withdraw(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = ["--environment", "acceptance", "--date", "2026-01-02"]
    assert main(["release", "indikatorer/vantetid", *here]) == 0
    assert capsys.readouterr().out == "1: indikatorer/vantetid 1.0.0 (clinical)\n  Första utgåvan\n"
    assert main(["release", "indikatorer/vantetid", *here]) == 1
    assert "redan utgiven" in capsys.readouterr().err

    out = project / "out"
    feed = ["feed", "--out", str(out), "--environment", "acceptance", "--no-drafts", "--base-url", "https://x.example"]
    assert main(feed) == 0
    listed = json.loads((out / "api/v1/index.json").read_bytes())["documents"]
    assert [(d["id"], d["version"], d["state"]) for d in listed] == [("vantetid", "1.0.0", "gäller")]
    assert not (out / "utkast").exists()
    schema = json.loads((out / "api/v1/schema/index.json").read_bytes())
    assert schema["$id"] == "https://x.example/api/v1/schema/index.json"
    capsys.readouterr()
    assert main(feed) == 0
    assert capsys.readouterr().out.startswith("0 filer")

    assert main(["withdraw", "indikatorer/vantetid", "--reason", "Mäts inte.", *here]) == 0
    assert "upphävt" in capsys.readouterr().out
    assert main(["withdraw", "indikatorer/vantetid", "--reason", "Mäts inte.", *here]) == 1
    assert "redan upphävt" in capsys.readouterr().err
    assert main(["withdraw", "sepsis", "--reason", "Nej.", *here]) == 1
    assert "vardforlopp/sepsis" in capsys.readouterr().err


def test_a_released_file_that_was_changed_stops_release_and_feed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", "indikatorer/vantetid", "--environment", "acceptance"]) == 0
    frozen = project / "content/utgivet/indikatorer/vantetid/1.0.0.json"
    frozen.write_bytes(frozen.read_bytes() + b" ")
    assert main(["feed", "--out", "out", "--environment", "acceptance"]) == 2
    assert "har ändrats" in capsys.readouterr().err
    text = (project / INDICATOR).read_text("utf-8")
    (project / INDICATOR).write_text(text.replace("enhet:", "version: 2.0.0\nenhet:"), "utf-8")
    assert main(["release", "indikatorer/vantetid", "--environment", "acceptance"]) == 2
    assert "har ändrats" in capsys.readouterr().err


def test_schemas_are_written_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schemas", "--check"]) == 1
    assert "schemas/pathway.schema.json: skulle ändras" in capsys.readouterr().out
    assert not (project / "schemas").exists()
    assert main(["schemas"]) == 0
    assert json.loads((project / "schemas/feed-v1/index.json").read_bytes())["$id"].endswith("/index.json")
    capsys.readouterr()
    assert main(["schemas", "--check"]) == 0
    (project / "schemas/feed-v1/gone.json").write_text("{}")
    assert main(["schemas", "--check"]) == 1
    assert "schemas/feed-v1/gone.json: skulle tas bort" in capsys.readouterr().out
    assert main(["schemas"]) == 0
    assert capsys.readouterr().out == "schemas/feed-v1/gone.json: borttagen\n"
    assert not (project / "schemas/feed-v1/gone.json").exists()
    assert capsys.readouterr().out == ""


def test_dev_hands_the_rest_to_its_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr("rodtrad.dev.corpus.main", seen.append)
    assert main(["dev", "corpus", "10", "--defect", "dead-link"]) == 0
    assert seen == [["10", "--defect", "dead-link"]]


def test_building_without_a_site_says_what_is_missing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 2
    assert main(["serve"]) == 2
    assert capsys.readouterr().err.count("no mkdocs.yml") == 2


def test_a_folder_and_a_path_outside(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert check.select([Path("content/indikatorer"), Path(INDICATOR)])[1] == [INDICATOR]
    assert check.select([project])[1] == [INDICATOR]
    assert check.select([]) == (project, None)
    with pytest.raises(UsageError, match="outside the project"):
        check.select([project, tmp_path_factory.mktemp("annan")])


def test_progress_is_silent_for_a_second(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 0.5, 1.5])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.delenv("CI", raising=False)
    with watched(check._files("Läser")) as show:
        assert show
        show(20, 200)
        assert capsys.readouterr().err == ""
        show(240, 200)
        assert capsys.readouterr().err == "\r\033[KLäser 200 av 200 filer (100 %)"


def test_a_terminal_sees_the_progress_line_cleared(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.delenv("CI", raising=False)
    assert main(["check"]) == 0
    assert capsys.readouterr().err == "\r\033[K"


def test_a_reader_that_has_seen_enough_ends_it_quietly(project: Path) -> None:
    run = f"{sys.executable} -m rodtrad explain | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", run], capture_output=True, check=False, timeout=60)
    assert done.stderr == b""
    assert len(done.stdout) == 10


def test_how_an_interrupted_command_ends(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rodtrad.rules.rules", broken)
    assert main(["explain"]) == 130
    assert "Traceback" not in capfd.readouterr().err


def test_a_fault_is_raised_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("rodtrad.rules.rules", broken)
    monkeypatch.setenv("RODTRAD_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["explain"])


def test_a_port_in_use_is_said_before_anything_is_built(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").write_text("site_name: x\n")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "is in use" in capsys.readouterr().err
