"""Building: the same bytes each time, anywhere, in one process or several, with the theme rendered once or for all."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from family_pages import ROOT
from mkdocs.commands.build import build
from mkdocs.config import load_config

from rodtrad import crew
from rodtrad.project import files
from rodtrad.site import making
from rodtrad.site.building import BuildError
from rodtrad.site.building import build as build_site
from rodtrad.site.opening import open_site
from rodtrad.site.pages import impact
from rodtrad.site.preview import Preview
from rodtrad.site.shell import Key, Shell, mark

CHOSEN = (
    "vardforlopp/sepsis.md",
    "vardforlopp/sepsis-vardrelaterad.md",
    "vardforlopp/kol.md",
    "vardforlopp/depression-vuxna.md",
    "indikatorer/exempel-sepsis-larm.md",
    "riktlinjer/nr-stroke-2018.md",
    "konsekvensbeskrivningar/sepsis.md",
    "tillagg/kalmar-lan/depression-vuxna.md",
)
"""One document of each kind, so that a build takes a second or two."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project of real documents."""
    root: Path = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "content/register", root / "content/register")
    for path in CHOSEN:
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "content" / path, root / "content" / path)
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


def digest(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def built(project: Path, out: Path, **options: object) -> dict[str, str]:
    """Build without search and feed, as MkDocs does."""
    plugin = {"search": False, "feed": False, **options}
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(out), plugins=[{"rodtrad": plugin}])
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return digest(out)


@pytest.fixture(scope="module")
def plain(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page passed through MkDocs and Material on its own."""
    return built(project, tmp_path_factory.mktemp("plain"), fill=False)


def test_filled_pages_are_those_that_the_theme_renders(project: Path, tmp_path: Path, plain: dict[str, str]) -> None:
    assert built(project, tmp_path / "filled") == plain
    assert len([name for name in plain if name.endswith("index.html")]) > 50


def test_several_processes_write_what_one_does(
    project: Path, tmp_path: Path, plain: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "PARALLEL_FROM", 4)
    monkeypatch.setattr(crew.os, "cpu_count", lambda: 3)
    assert built(project, tmp_path / "shared") == plain


def test_the_same_content_gives_the_same_bytes_in_another_place_and_time(project: Path, tmp_path: Path) -> None:
    found = []
    for name, changes in (
        ("one", {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("other", {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1"}),
    ):
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / name)]
        subprocess.run(command, cwd=project, env={**os.environ, **changes, "NO_MKDOCS_2_WARNING": "1"}, check=True)
        found.append(digest(tmp_path / name))
    assert found[0] == found[1]
    assert any(name.startswith("pagefind/") for name in found[0])
    assert any(name.startswith("utkast/v1/vardforlopp/") for name in found[0])
    assert not [name for name in found[0] if name.startswith("sitemap")]


def test_a_page_that_cannot_be_made_is_named(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("trasig")

    monkeypatch.setattr(impact, "facts", fail)
    with pytest.raises(BuildError):
        build_site(project, tmp_path / "out")
    with pytest.raises(making.PageError, match=r"konsekvensbeskrivningar/sepsis\.md: ValueError: trasig"):
        _write(project, tmp_path / "again")


def _write(project: Path, out: Path) -> None:
    shells: defaultdict[Key, Shell] = defaultdict(lambda: Shell.cut(mark("CONTENT")))
    with crew.Crew(project, files(project), jobs=1) as readers:
        press = making.Press(open_site(project, readers.library), shells, "Rödtråd", out)
        readers.each(making.write_share, press.bare, None)


def test_the_preview_shows_nothing_that_a_text_allows(tmp_path: Path) -> None:
    head = "---\nid: {}\ntitel: Sömnstörning hos vuxna\ntyp: vårdförlopp\nomfattning: fulltext\n---\n\n"
    home = tmp_path / "content/vardforlopp"
    home.mkdir(parents=True)
    (home / "a.md").write_text(head.format("a") + "Text.\n", "utf-8")
    for comment in ("", "<!-- tillåt: near-duplicate-title – paret är avsiktligt -->\n\n"):
        (home / "b.md").write_text(head.format("b") + comment + "Text.\n", "utf-8")
        told = {finding.rule for finding in Preview(tmp_path).read()[1]["content/vardforlopp/b.md"]}
        assert ("near-duplicate-title" in told) is not bool(comment)
        assert "unneeded-allowance" not in told


def test_the_preview_reads_again_only_what_has_changed(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(project, root)
    preview = Preview(root)
    preview.read()
    kept = {document.face.path: document for document in preview.documents}
    path = root / "content/vardforlopp/kol.md"
    path.write_text(path.read_text("utf-8") + "\nSe [något](fel.md).\n", "utf-8")
    _, findings = preview.read()
    again = {document.face.path for document in preview.documents if document is not kept[document.face.path]}
    assert again == {"content/vardforlopp/kol.md"}
    assert "dead-link" in {finding.rule for finding in findings["content/vardforlopp/kol.md"]}
    path.unlink()
    library, findings = preview.read()
    assert "vardforlopp/kol" not in library.faces
    assert "content/vardforlopp/kol.md" not in findings
