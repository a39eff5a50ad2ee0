"""`rodtrad check --fix` and `--diff`: what is written, what is shown, and what is left alone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from rodtrad.cli import main
from rodtrad.commands import _fix
from rodtrad.fixing import Mended
from rodtrad.patch import patch

PATH = "content/indikatorer/vantetid.md"
OTHER = "content/indikatorer/andel.md"
TEXT = """---
id: vantetid
titel: Väntetid
exempel: ja
---

## Beskrivning

Se [sidan](http://a.example/) om väntan.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two indicators, each with one safe fix and one that is not."""
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_text(TEXT, "utf-8")
    (tmp_path / OTHER).write_text(TEXT.replace("vantetid", "andel").replace("Väntetid", "Andel"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_safe_fixes_are_written_and_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / OTHER).read_bytes()
    main(["check", PATH, "--fix"])
    said = capsys.readouterr()
    assert (project / PATH).read_text("utf-8") == TEXT.replace("ja\n", "true\n", 1)
    assert (project / OTHER).read_bytes() == before, "it was not asked for"
    left = said.out.count(f"{PATH}:")
    assert said.err == f"{PATH}: 1 rättad\n1 rättad i 1 fil, {left} kvar.\n"
    assert "[insecure-link]" in said.out
    assert "[wrong-value]" not in said.out


def test_unsafe_fixes_are_made_where_they_are_asked_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--fix", "--unsafe"])
    said = capsys.readouterr()
    assert "http://" not in (project / PATH).read_text("utf-8") + (project / OTHER).read_text("utf-8")
    assert said.err.startswith(f"{OTHER}: 7 rättade\n{PATH}: 7 rättade\n14 rättade i 2 filer, "), "chapters too"
    again = {path: (project / path).stat().st_mtime_ns for path in (PATH, OTHER)}
    main(["check", "--fix", "--unsafe"])
    assert capsys.readouterr().err.startswith("0 rättade i 0 filer, ")
    assert again == {path: (project / path).stat().st_mtime_ns for path in again}


def test_a_report_for_machines_is_not_mixed_with_what_was_done(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    main(["check", "--fix", "--format", "json"])
    assert json.loads(capsys.readouterr().out)


def test_unsafe_alone_is_no_order(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--unsafe"]) == 2
    assert "--fix --unsafe" in capsys.readouterr().err


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "slut utan radbrytning"])
@pytest.mark.parametrize("name", ["vantetid", "två ord"])
def test_git_applies_what_diff_shows(
    project: Path, capfdbinary: pytest.CaptureFixture[bytes], end: str, last: str, name: str
) -> None:
    path = project / f"content/indikatorer/{name}.md"
    written = "\ufeff" + (TEXT + last).replace("\n", end)
    path.write_bytes(written.encode())
    git = ["git", "-c", "core.autocrlf=false", "-c", "core.safecrlf=false"]
    subprocess.run([*git, "init", "-q"], check=True)
    plain = main(["check"])
    capfdbinary.readouterr()
    assert main(["check", "--diff", "--unsafe"]) == plain
    said = capfdbinary.readouterr()
    assert path.read_bytes() == written.encode(), "nothing is written"
    assert "Inget är skrivet.".encode() in said.err
    subprocess.run([*git, "apply", "--whitespace=nowarn"], input=said.out, check=True)
    applied = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert applied[path.name] != written.encode()
    path.write_bytes(written.encode())
    for other in {PATH, OTHER} - {path.relative_to(project).as_posix()}:
        (project / other).write_text(TEXT if other == PATH else TEXT.replace("vantetid", "andel"), "utf-8")
    (project / OTHER).write_text(TEXT.replace("vantetid", "andel").replace("Väntetid", "Andel"), "utf-8")
    main(["check", "--fix", "--unsafe"])
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == applied


def test_a_name_with_marks_is_quoted_as_git_does(tmp_path: Path) -> None:
    (tmp_path / 'a"b\\c.md').write_bytes(b"ett\n")
    subprocess.run(["git", "init", "-q"], check=True, cwd=tmp_path)
    subprocess.run(["git", "apply"], input=patch('a"b\\c.md', b"ett\n", b"tv\xc3\xa5"), check=True, cwd=tmp_path)
    assert (tmp_path / 'a"b\\c.md').read_bytes() == b"tv\xc3\xa5"
    assert patch("x", b"a", b"a") == b""


def test_links_are_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real = project / "content/annat.md"
    (project / PATH).rename(real)
    (project / PATH).symlink_to("../annat.md")
    main(["check", "--fix"])
    assert f"{PATH}: rättas inte, för den är en länk" in capsys.readouterr().err
    assert real.read_text("utf-8") == TEXT
    assert (project / PATH).is_symlink()
    main(["check", "--diff"])
    assert PATH not in capsys.readouterr().out


def test_a_linked_folder_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/indikatorer").rename(project / "annat")
    (project / "content/indikatorer").symlink_to("../annat")
    (project / "content/vardforlopp").mkdir()
    assert "länk" in _fix._obstacle(project, PATH)
    assert _fix.write(project, [Mended(PATH, TEXT.encode(), b"x", 1)]) == []
    assert (project / "annat/vantetid.md").read_text("utf-8") == TEXT
    assert "länk" in capsys.readouterr().err


def test_a_closed_file_is_left_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # nothing is closed to root
    main(["check", PATH, "--fix"])
    assert "skrivskyddad" in capsys.readouterr().err
    assert (project / PATH).read_text("utf-8") == TEXT


def test_a_file_that_changed_meanwhile_is_left_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = Mended("content/indikatorer/borta.md", b"x", b"y", 1)
    assert _fix.write(project, [Mended(PATH, b"annat", b"nytt", 1), gone]) == []
    said = capsys.readouterr().err
    assert f"{PATH}: rättas inte, för den ändrades under tiden" in said
    assert "borta.md: rättas inte" in said
    assert (project / PATH).read_text("utf-8") == TEXT


def test_who_may_read_a_file_stays_as_it_was(project: Path) -> None:
    (project / PATH).chmod(0o600)
    main(["check", PATH, "--fix"])
    assert (project / PATH).stat().st_mode & 0o777 == 0o600
    assert not list((project / PATH).parent.glob(".*"))


def test_what_is_taken_back_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "content/vardforlopp/a.md"
    path.parent.mkdir()
    path.write_text(
        "---\nid: a\ntitel: A\n---\n\n## Vårdförloppets åtgärder\n\n#### A. Bedömning {#a}\n\n- → [B](#u-vantam)\n\n"
        "## Utmaningar och mål\n\n### Patientens utmaningar\n\n- Lång väntan. {#u-vantan}\n",
        "utf-8",
    )
    main(["check", "content/vardforlopp", "--fix", "--unsafe"])
    said = capsys.readouterr().err
    assert "”Skriv `u-vantan`” togs tillbaka, för det gav nya fel [way-to-prose]" in said
