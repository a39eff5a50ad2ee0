"""The command as people and schedulers meet it: exit codes, words, and nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rodtrad.cli import main
from rodtrad.project import read_file
from rodtrad.registry import names

ROOT = Path(__file__).parents[1]
THREE_MISTAKES = """---
id: njursten
titel: Njursten
typ: vårdförlop
omfattning: fulltext
programområd: npo-njursjukdomar
---

## Ingång och utgång

### Ingång i vårdförloppet

- Misstanke om njursten. → [A](#bedomnign) {#in-misstanke}

### Utgång ur vårdförloppet

- Sten utesluten. {#ut-utesluten}

## Vårdförloppets åtgärder

### Utredning

#### A. Bedömning {#bedomning}

##### Vägar vidare

- → [Utgång](#ut-utesluten)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content/vardforlopp").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(project: Path, text: str, name: str = "njursten") -> str:
    path = f"content/vardforlopp/{name}.md"
    (project / path).write_text(text, "utf-8")
    return path


def test_three_mistakes_are_told_so_that_they_can_be_mended(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(project, THREE_MISTAKES)
    assert main(["check", path]) == 1
    said = capsys.readouterr().out
    assert f"{path}:4:6: fel [wrong-value]" in said
    assert "Menade du `vårdförlopp`?" in said
    assert f"{path}:6:1: fel [unknown-key]" in said
    assert "Menade du `programområde`?" in said
    assert "Menade du `bedomning`?" in said
    assert "- Misstanke om njursten. → [A](#bedomnign)" in said
    assert "^^^" in said


def test_json_gives_the_same_findings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(project, THREE_MISTAKES)
    main(["check", path, "--format", "json"])
    said = json.loads(capsys.readouterr().out)
    assert said["files"] == 1
    found = {(f["line"], f["rule"]) for f in said["findings"]}
    assert {(4, "wrong-value"), (6, "unknown-key"), (13, "dead-link")} <= found
    fix = next(f["fix"] for f in said["findings"] if f["rule"] == "unknown-key")
    assert fix["edits"][0]["text"] == "programområde"


def test_new_documents_pass_check_and_are_in_canonical_form(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "vårdförlopp", "njursten", "--title", "Njursten"]) == 0
    assert main(["new", "indikator", "vantetid"]) == 0
    assert main(["new", "riktlinje", "nr-njursten-2020"]) == 0
    assert main(["new", "konsekvensbeskrivning", "njursten"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 0, capsys.readouterr().out
    assert main(["fmt", "--check"]) == 0
    assert main(["new", "vårdförlopp", "njursten"]) == 2
    assert "nothing was changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "title", ["UVI: nedre, hos kvinnor", "[Utkast] UVI", "UVI #1", 'Säga "nej": #2', "null", "- UVI"]
)
def test_a_title_is_quoted_where_it_must_be(title: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "vårdförlopp", "uvi", "--title", title]) == 0
    assert main(["check"]) == 0, capsys.readouterr().out
    document = read_file(project, "content/vardforlopp/uvi.md").document
    assert document is not None
    assert document.face.title == title


def test_an_addition_from_the_template_passes_check(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    regions = "id: regioner\ntitel: Regioner\nposter:\n  - id: halland\n    namn: Region Halland\n"
    (project / "content/register").mkdir()
    (project / "content/register/regioner.yaml").write_text(regions, "utf-8")
    main(["new", "vårdförlopp", "njursten"])
    assert main(["new", "tillägg", "halland/njursten"]) == 0
    assert main(["check", "content/tillagg"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "finns-inte.md"], "there is no file"),
        (["check", "/"], "no project"),
        (["explain", "dead-lnik"], "did you mean dead-link?"),
        (["new", "indikator", "Väntetid till läkare"], "such as vantetid-till-lakare --title 'Väntetid till läkare'"),
        (["new", "tillägg", "bara-region"], "REGION/VÅRDFÖRLOPP"),
    ],
)
def test_wrong_use_says_what_to_do(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


def test_outside_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert main(["feed", "--out", str(tmp_path / "out")]) == 2
    assert "content" in capsys.readouterr().err


def test_explain_by_slug_title_and_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "dead-link"]) == 0
    by_slug = capsys.readouterr().out
    assert "Varför:" in by_slug
    assert main(["explain", "En länk leder till något som inte finns."]) == 0
    assert capsys.readouterr().out == by_slug
    assert main(["explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= 35


def test_the_pages_of_rules_are_there_whatever_python_leaves_out() -> None:
    run = [sys.executable, "-OO", "-m", "rodtrad", "explain"]
    assert "Varför:" in subprocess.run([*run, "dead-link"], capture_output=True, text=True, check=True).stdout
    assert "En länk leder till" in subprocess.run(run, capture_output=True, text=True, check=True).stdout


def test_strict_counts_warnings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(project, THREE_MISTAKES.replace("vårdförlop\n", "vårdförlopp\n").replace("bedomnign", "bedomning"))
    edit = (project / path).read_text("utf-8").replace("programområd: npo-njursjukdomar\n", "status: utkast\n")
    write(project, edit)
    assert main(["check", path]) == 0
    assert "varning" in capsys.readouterr().out
    assert main(["check", path, "--strict"]) == 1


def test_fmt_writes_and_then_has_nothing_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(project, THREE_MISTAKES.replace("→ [Utgång]", "-> [Utgång]").replace("#### A.", "#### C."))
    assert main(["fmt", "--check"]) == 1
    assert main(["fmt"]) == 0
    assert "#### A. Bedömning" in (project / path).read_text("utf-8")
    assert main(["fmt", "--check"]) == 0
    write(project, "ingen början", "trasig")
    assert main(["fmt"]) == 1
    assert (project / "content/vardforlopp/trasig.md").read_text("utf-8") == "ingen början"


def test_files_that_would_not_be_read_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (
        "content/vårdförlopp/astma.md", "content/utkast/gikt.md", "content/lös.md", "content/vardforlopp/kol.MD",
        "content/vardforlopp/stroke.md.txt", "content/register/mer/organ.yml",
        "content/bilder/om.md", "content/utgivet/sepsis.md", "content/filer/rad.txt", "content/.dold/x.md",
        "content/vardforlopp/.x.swp", "content/vardforlopp/bild.png",
    ):  # fmt: skip
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text("", "utf-8")
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "content/vårdförlopp/astma.md:1:1: fel [misplaced-file] Mappen `vårdförlopp` läses inte." in said
    assert "Flytta filen till `content/vardforlopp/astma.md`." in said
    assert "Flytta den till en mapp som läses: `vardforlopp`," in said
    assert "content/lös.md:1:1: fel [misplaced-file] Filen ligger inte i någon av mapparna" in said
    assert "Filen slutar på `.MD` och läses inte i mappen `vardforlopp`." in said
    assert "Döp den till `kol.md`." in said
    assert "Döp den till `stroke.md`." in said
    assert "Döp den till `organ.yaml`." in said
    assert "7 fel i 7 filer." in said
    assert main(["check", "content/vårdförlopp"]) == 1
    assert "1 fel i 1 fil." in capsys.readouterr().out


def test_fmt_leaves_what_could_not_be_read_as_it_is(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(project, "")
    written = THREE_MISTAKES.replace("vårdförlop\n", "vårdförlopp\n").replace("\n", "\r\n").encode()
    for bad in (written.decode().replace("→", "->").encode("latin-1"), written.replace(b"Sten", b"Sten\x0b")):
        (project / path).write_bytes(bad)
        assert main(["fmt"]) == 1
        assert (project / path).read_bytes() == bad
        assert "kan inte läsas" in capsys.readouterr().out


def test_an_internal_fault_is_told_and_not_a_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oj")

    monkeypatch.setattr("rodtrad.checking.check", broken)
    assert main(["check"]) == 3
    assert "internal error: ZeroDivisionError: oj" in capsys.readouterr().err


def test_a_reader_that_has_seen_enough_changes_nothing(project: Path) -> None:
    """Neither the exit code, nor that the work is done."""
    for number in range(300):
        write(project, THREE_MISTAKES.replace("#### A.", "#### C."), f"v{number}")
    run = f"{sys.executable} -m rodtrad"
    shell = f"set -o pipefail; {run} check --format html | true; {run} check | head -1 >&2; {run} fmt | true"
    for part, code in zip(shell.split("; ")[1:], (1, 1, 0), strict=True):
        done = subprocess.run(["bash", "-c", f"set -o pipefail; {part}"], capture_output=True, text=True, check=False)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), part
    assert subprocess.run([sys.executable, "-m", "rodtrad", "fmt", "--check"], check=False).returncode == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("check --format sarif >&-", 3),
        ("check --format sarif > /dev/full", 3),
        ("check 2>&-", 1),
        ("check <&-", 1),
        ("check 2> /dev/full", 1),
    ],
)
def test_where_nothing_can_be_written_nothing_is_right(project: Path, words: str, code: int) -> None:
    write(project, THREE_MISTAKES)
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m rodtrad {words}"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr


def test_a_fault_before_the_command_is_no_finding(project: Path) -> None:
    """Python itself would exit with 1."""
    code = "import rodtrad.cli, rodtrad.commands.check as c; del c.HELP; rodtrad.cli.run()"
    done = subprocess.run([sys.executable, "-c", code, "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "AttributeError" in done.stderr


NAME = "\x1b]52;c;x\x07\u202e\n::add-mask::x"


def test_no_name_or_title_drives_the_terminal(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In what is told of files, too, and in what cannot be done."""
    write(project, THREE_MISTAKES.replace("vårdförlop\n", "vårdförlopp\n").replace("njursten", NAME, 1), "a")
    path = write(project, THREE_MISTAKES.replace("titel: Njursten", 'titel: "\\e]52;c;x\\n::add-mask::x"'), NAME)
    write(project, "", f"b{NAME}")
    for words in (["check"], ["check", "--diff"], ["check", "--fix"], ["fmt", "--check"], ["fmt"], ["baseline"],
                  ["check", f"{path}x"], ["release", NAME], ["explain", NAME], ["new", "indikator", NAME],
                  ["check", "--icd10se", NAME], ["check", "--changed-since", NAME], ["feed", "--out", f"ut{NAME}"],
                  ["withdraw", NAME, "--reason", NAME]):  # fmt: skip
        main(words)
        said = capsys.readouterr()
        for text in (said.out, said.err):
            assert "\x1b" not in text, words
            assert "\u202e" not in text, words
            assert "\n::add-mask" not in text, words


def test_every_command_has_help() -> None:
    for name in names("rodtrad.commands"):
        run = subprocess.run(
            [sys.executable, "-m", "rodtrad", name, "--help"], capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert "usage: rodtrad" in run.stdout


def test_checking_one_file_imports_only_what_it_uses() -> None:
    code = (
        "import sys; from rodtrad.cli import main; main(['check', 'content/vardforlopp/sepsis.md']);"
        "print([m for m in ('mkdocs', 'jinja2', 'lxml', 'httpx2', 'asyncio') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.splitlines()[-1] == "[]"
