"""Hooks and workflows: what the handbook tells people to copy is read, and run as far as can be without a server."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from rodtrad.model import FOLDERS, Kind
from rodtrad.reader import read
from rodtrad.registry import names

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "content/handbok/granska-automatiskt.md"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PREK = Path(sys.executable).with_name("prek")
EXPECTED_FORMATS = {"text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html"}


def files() -> dict[str, Any]:
    """The files of the page by path; every value is text, as `on` is in GitHub's own reader."""
    document = read("content/handbok/granska-automatiskt.md", PAGE.read_bytes()).document
    assert document
    shown = [node for node in document.body.find("code") if node.href.startswith("yaml ")]
    return {node.href.split()[1]: yaml.load(node.text, yaml.BaseLoader) for node in shown}


def hooks() -> dict[str, dict[str, Any]]:
    return {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text("utf-8"))}


def texts(value: Any) -> Iterator[str]:
    """Every text in what was read."""
    if isinstance(value, dict):
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from texts(item)
    if isinstance(value, str):
        yield value


def commands() -> list[str]:
    """Every command line of ours: in the hooks, the workflows, and the handbook's running text."""
    shown = [text for text in texts(list(files().values())) if "rodtrad " in text and "\n" not in text]
    lines = [line[line.index("rodtrad ") :] for line in shown]
    lines += [hook["entry"] for hook in hooks().values()]
    handbook = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "content/handbok").glob("*.md")))
    lines += re.findall(r"(?m)^(rodtrad .+)$", handbook)
    lines += [line for line in re.findall(r"`(rodtrad [^`]+)`", handbook) if not line.endswith("--format")]
    return sorted(set(lines))


def test_the_page_shows_the_files_that_it_speaks_of() -> None:
    assert set(files()) == {".pre-commit-config.yaml", ".github/workflows/granska.yml", ".gitlab-ci.yml"}


@pytest.mark.parametrize("line", commands())
def test_every_command_and_option_is_there(line: str) -> None:
    words = shlex.split(re.split(r"\s(?:\||>|\|\|)\s", line)[0])[1:]
    assert words[0] in names("rodtrad.commands")
    module = import_module(f"rodtrad.commands.{words[0]}")
    parser = argparse.ArgumentParser(exit_on_error=False)
    module.arguments(parser)
    for at, word in enumerate(words):
        if word == "--format":
            assert words[at + 1] in EXPECTED_FORMATS
            if words[at + 1] not in names("rodtrad.report"):
                words[at + 1] = "text"
    if words[1:] not in ([], ["--help"]):
        parser.parse_args(words[1:])


def test_the_workflow_may_do_no_more_than_it_must() -> None:
    workflow = files()[".github/workflows/granska.yml"]
    assert workflow["permissions"] == {}
    first, second = workflow["jobs"].values()
    assert first["permissions"] == {"contents": "read"}
    assert second["permissions"] == {"contents": "read", "security-events": "write"}
    assert second["if"] == "github.event_name == 'push'", "a proposal from a stranger must not write"
    for job in (first, second):
        checkout = job["steps"][0]
        assert checkout["uses"].startswith("actions/checkout@")
        assert checkout["with"]["persist-credentials"] == "false"
    assert first["steps"][0]["with"]["fetch-depth"] == "0"


def test_actions_are_pinned_and_nothing_is_put_into_a_script() -> None:
    workflow = files()[".github/workflows/granska.yml"]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    for step in steps:
        assert re.fullmatch(r"[\w./-]+@v\d+\.\d+\.\d+", step.get("uses", "a/b@v1.0.0"))
        assert "${{" not in step.get("run", ""), "a branch may be named as a command"


def test_what_is_written_is_what_is_handed_over() -> None:
    steps = files()[".github/workflows/granska.yml"]["jobs"]["sakerhetsfliken"]["steps"]
    assert f"> {steps[-1]['with']['sarif_file']} " in steps[-2]["run"]
    gitlab = files()[".gitlab-ci.yml"]["granska"]
    assert any(f"> {gitlab['artifacts']['reports']['codequality']} " in line for line in gitlab["script"])


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Git repository with an indicator and a pathway whose link is dead, and our command under its name."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("PREK_HOME", str(tmp_path / "prek"))
    root = tmp_path / "projekt"
    (root / "content/vardforlopp").mkdir(parents=True)
    head = "---\nid: a\ntitel: A\ntyp: vårdförlopp\nomfattning: fulltext\nstatus: remiss\n---\n\n"
    (root / "content/vardforlopp/a.md").write_text(f"{head}Se [ingen](borta.md).\n\n|a|b|\n|-|-|\n|c|d|\n", "utf-8")
    (root / ".venv/bin").mkdir(parents=True)
    ours = root / ".venv/bin/rodtrad"
    ours.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rodtrad "$@"\n')
    ours.chmod(0o755)
    monkeypatch.setenv("PATH", f"{ours.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(root)
    (root / ".gitignore").write_text(".venv/\n")
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "Början")
    return root


def git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, capture_output=True)


@pytest.mark.parametrize("path", [".github/workflows/granska.yml", ".gitlab-ci.yml"])
def test_the_commands_of_a_workflow_can_be_run(repository: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    monkeypatch.setenv("BASE", "main")
    lines = [text for text in texts(files()[path]) if text.startswith(".venv/bin/rodtrad")]
    assert len(lines) > 1
    known = names("rodtrad.report")
    for line in lines:
        wanted = re.search(r"--format (\w+)", line)
        if wanted and wanted[1] not in known:
            line = line.replace(wanted[0], "--format json")
        done = subprocess.run(["sh", "-e", "-c", line], capture_output=True, text=True, check=False)
        nothing_shown = "|| test" in line or "--changed-since" in line
        assert done.returncode == (0 if nothing_shown else 1), done.stderr
        if into := re.search(r"> (\S+)", line):
            assert "dead-link" in Path(into[1]).read_text("utf-8")


def test_the_hooks_named_on_the_page_are_there() -> None:
    (repo,) = files()[".pre-commit-config.yaml"]["repos"]
    assert {hook["id"] for hook in repo["hooks"]} <= set(hooks())
    for slug in hooks():
        assert f"| `{slug}` |" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("slug", hooks())
def test_a_hook_is_told_of_every_document_and_of_nothing_else(slug: str) -> None:
    hook = hooks()[slug]
    for folder, kind in FOLDERS.items():
        path = f"content/{folder}/x.{'yaml' if kind is Kind.REGISTER else 'md'}"
        wanted = slug != "rodtrad-fmt" or kind is not Kind.REGISTER
        assert bool(re.search(hook["files"], path)) is wanted, path
        assert bool(re.search(hook["files"], f"vård/{path}")) is wanted
    assert not re.search(hook["files"], "README.md")
    if hook.get("pass_filenames", True):
        assert not re.search(hook["files"], "content/bilder/a/x.md.png")
        assert not re.search(hook["files"], "content/utgivet/logg/1.yaml")


def prek(*words: str) -> subprocess.CompletedProcess[str]:
    assert PREK.exists(), "prek is one of the packages for the tests"
    return subprocess.run([PREK, *words], capture_output=True, text=True, check=False)


def test_the_definition_is_one() -> None:
    assert prek("validate-manifest", str(HOOKS)).returncode == 0


def test_the_hooks_stop_a_commit(repository: Path) -> None:
    """As prek runs them, but with the command that is here already: it would fetch one from a server."""
    local = [{**hook, "language": "system"} for hook in hooks().values()]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    git("add", "-A")
    assert prek("validate-config", ".pre-commit-config.yaml").returncode == 0
    for slug, words in (("rodtrad-check", "[dead-link]"), ("rodtrad-check-all", "[dead-link]"), ("rodtrad-fmt", "")):
        done = prek("run", slug, "--all-files")
        assert done.returncode == 1, f"{slug}: {done.stdout}{done.stderr}"
        assert words in done.stdout
    text = Path("content/vardforlopp/a.md").read_text("utf-8")
    assert "| a | b |" in text, "it was written anew"
    shutil.rmtree("content/vardforlopp")
    Path("content/indikatorer").mkdir()
    subprocess.run(["rodtrad", "new", "indikator", "vantetid", "--title", "Väntetid"], check=True, capture_output=True)
    git("add", "-A")
    for slug in hooks():
        done = prek("run", slug, "--all-files")
        assert done.returncode == 0, f"{slug}: {done.stdout}{done.stderr}"
