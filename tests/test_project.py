"""What belongs to a project, and what only lies in it: nothing outside is read, shown or published."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rodtrad.cli import main
from rodtrad.errors import FOUND, USAGE
from rodtrad.project import bytes_of, find_root, is_picture, strays
from rodtrad.store import Store

TEXT = "---\nid: a\ntitel: A\ntyp: vårdförlopp\nomfattning: registerpost\n---\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "p"
    (home / "content/vardforlopp").mkdir(parents=True)
    (home / "content/vardforlopp/a.md").write_text(TEXT, "utf-8")
    monkeypatch.chdir(home)
    return home


@pytest.mark.parametrize("inner", ["content/content/vardforlopp", "content/vardforlopp/content/vardforlopp"])
def test_a_project_inside_the_content_hides_nothing(project: Path, inner: str) -> None:
    (project / inner).mkdir(parents=True)
    assert find_root(project / "content/vardforlopp") == project
    assert find_root(project / inner) == project
    other = project / "tests/golden"
    (other / "content/vardforlopp").mkdir(parents=True)
    assert find_root(other) == other


def test_a_folder_without_documents_is_no_clean_check(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/tomt").mkdir()
    assert main(["check", "content/tomt"]) == USAGE
    assert "there are no documents in content/tomt" in capsys.readouterr().err


def test_a_linked_folder_is_told(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/vardforlopp").rename(project / "annat")
    (project / "content/vardforlopp").symlink_to("../annat")
    (project / "content/indikatorer").mkdir()
    assert main(["check"]) == FOUND
    assert "content/vardforlopp:1:1: fel [unreadable-file]" in capsys.readouterr().out


def test_content_that_is_elsewhere_is_neither_read_nor_written(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "content").rename(tmp_path / "out")
    (project / "content").symlink_to("../out")
    (tmp_path / "out/vardforlopp/a.md").write_text(f"{TEXT}\nHEMLIGT  \n\n", "utf-8")
    (project / "mkdocs.yml").write_text("site_url: https://a.example/\n", "utf-8")
    before = (tmp_path / "out/vardforlopp/a.md").read_bytes()
    for words in (["check"], ["check", "--fix"], ["fmt"], ["fmt", "content/vardforlopp/a.md"], ["baseline"],
                  ["feed", "--out", "ut"], ["release", "a"], ["new", "indikator", "x"],
                  ["check", "content"], ["check", "content/vardforlopp/a.md"]):  # fmt: skip
        assert main(words) == USAGE, words
        assert "HEMLIGT" not in "".join(capsys.readouterr())
    assert (tmp_path / "out/vardforlopp/a.md").read_bytes() == before
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["vardforlopp"]
    with pytest.raises(OSError, match="länken leder ut"):
        bytes_of(project, "content/vardforlopp/a.md")


def test_content_that_is_elsewhere_in_the_project_is_read(project: Path) -> None:
    (project / "content").rename(project / "texter")
    (project / "content").symlink_to("texter")
    assert main(["check"]) == FOUND
    assert bytes_of(project, "content/vardforlopp/a.md") == TEXT.encode()


@pytest.mark.parametrize("folder", ["vardforlopp", "vardforlopp/x", "utgivet", "bilder"])
def test_nothing_is_read_through_a_linked_folder(project: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.png").write_text(TEXT, "utf-8")
    where = project / "content" / folder
    if where.exists():
        where.rename(project / "bort")
    where.symlink_to(tmp_path / "out")
    with pytest.raises(OSError, match="länken leder ut"):
        bytes_of(project, f"content/{folder}/a.png")
    assert not is_picture(project, f"content/{folder}/a.png")


def test_what_a_link_leads_to_is_not_shown(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "token").write_text("HEMLIGT\n", "utf-8")
    (project / "content/vardforlopp/b.md").symlink_to(tmp_path / "token")
    os.mkfifo(project / "content/vardforlopp/c.md")
    assert main(["check"]) == FOUND
    said = capsys.readouterr().out
    assert "länken leder ut ur projektet" in said
    assert "den är ingen vanlig fil" in said
    assert "HEMLIGT" not in said


def test_only_pictures_of_the_project_are_published(project: Path, tmp_path: Path) -> None:
    home = project / "content/bilder/a"
    home.mkdir(parents=True)
    (tmp_path / "hemlig.png").write_bytes(b"x")
    for name in ("bild.png", "sida.html", "ritning.svg", "program.js"):
        (home / name).write_bytes(b"x")
    (home / "ut.png").symlink_to(tmp_path / "hemlig.png")
    (project / "content/bilder/mapp").symlink_to(tmp_path)
    assert is_picture(project, "content/bilder/a/bild.png")
    refused = ["a/program.js", "a/ritning.svg", "a/sida.html", "a/ut.png", "mapp"]
    assert strays(project) == [f"content/bilder/{name}" for name in refused]
    assert not is_picture(project, "content/bilder/mapp/hemlig.png")


def test_what_is_remembered_is_nobody_elses(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "egen/x.sqlite"
    Store(path, "1").close()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    path.parent.chmod(0o777)
    with pytest.raises(OSError, match="open to others"):
        Store(path, "1")
