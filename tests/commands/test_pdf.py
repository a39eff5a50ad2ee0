"""`rodtrad pdf`: what it prints, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from rodtrad.cli import main

PATHWAY = """\
---
id: njursten
titel: Njursten
typ: vårdförlopp
version: 1.0.0
status: utkast
omfattning: fulltext
licens: CC0-1.0
---

## Omfattning av kunskapsstödet

Gäller vuxna.
"""

ENTRY = """\
---
id: als
titel: ALS
typ: vårdförlopp
omfattning: registerpost
nationellt:
  status: godkänt
  grund: Står i tabellen.
  webbadress: https://exempel.se/als
---
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "content" / "vardforlopp"
    home.mkdir(parents=True)
    (home / "njursten.md").write_text(PATHWAY, "utf-8")
    (home / "als.md").write_text(ENTRY, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Prov\nsite_url: https://vard.example\nplugins:\n  - rodtrad:\n      environment: acceptance\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_pathway_is_printed_by_id_or_key(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pdf", "njursten"]) == 0
    assert capsys.readouterr().out == "njursten.pdf är skriven.\n"
    data = (project / "njursten.pdf").read_bytes()
    assert data.startswith(b"%PDF-1.7")
    assert main(["pdf", "vardforlopp/njursten", "--out", "ut/x.pdf", "--environment", "production"]) == 0
    assert (project / "ut/x.pdf").read_bytes() == data  # nothing is released to either


def test_an_unknown_id_is_told_the_nearest(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pdf", "njurstenn"]) == 2
    assert capsys.readouterr().err == (
        "rodtrad pdf: there is no document 'njurstenn' to print; did you mean njursten?\n"
    )
    assert main(["pdf", "vardforlop/njursten"]) == 2
    assert "did you mean vardforlopp/njursten?" in capsys.readouterr().err
    assert main(["pdf", "qqqq"]) == 2
    assert capsys.readouterr().err == "rodtrad pdf: there is no document 'qqqq' to print\n"


def test_an_entry_has_no_text_to_print(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pdf", "als"]) == 1
    err = capsys.readouterr().err
    assert "Den nationella texten finns inte här. Läs den på https://exempel.se/als" in err
    assert not (project / "als.pdf").exists()


def test_a_sign_that_cannot_be_printed_leaves_no_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/vardforlopp/njursten.md").write_text(PATHWAY.replace("vuxna", "vuxna 💊"), "utf-8")
    assert main(["pdf", "njursten"]) == 1
    assert "vardforlopp/njursten: Typsnittet Source Sans 3 saknar tecken" in capsys.readouterr().err
    assert not (project / "njursten.pdf").exists()


def test_a_file_that_cannot_be_written_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "x.pdf").mkdir()
    assert main(["pdf", "njursten", "--out", "x.pdf"]) == 2
    assert "x.pdf cannot be written" in capsys.readouterr().err


def test_an_address_that_is_none_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "mkdocs.yml").write_text("site_url: vard\n", "utf-8")
    assert main(["pdf", "njursten"]) == 2
    assert "'vard' is no address" in capsys.readouterr().err
