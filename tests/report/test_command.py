"""The command itself: a file with a mark at its start, Windows' line ends and letters in two parts, mended as told."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from reported import at, before_utf8, before_utf16
from reported import written as text_of

from rodtrad.cli import main
from rodtrad.source import Place

TEXT = """---
id: a
titel: Å
---

## Ingång och utgång

### Ingång i vårdförloppet

- Misstänkt 😀 sår på tån. -> [A](#a) {#in-a}
"""


def run(capsys: pytest.CaptureFixture[str], file: Path, name: str) -> str:
    main(["check", str(file), "--format", name])
    return capsys.readouterr().out


def test_places_of_a_file_on_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "content" / "vardforlopp" / "a.md"
    file.parent.mkdir(parents=True)
    data = b"\xef\xbb\xbf" + unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n").encode()
    file.write_bytes(data)
    text = text_of(data)

    results = json.loads(run(capsys, file, "sarif"))["runs"][0]["results"]
    (one,) = (r for r in results if r["ruleId"] == "ascii-arrow")
    shape = one["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    place = Place(shape["startLine"], shape["startColumn"], shape["endLine"], shape["endColumn"])
    assert text[at(text, place, before_utf16)] == "->"

    diagnostics = json.loads(run(capsys, file, "rdjson"))["diagnostics"]
    (other,) = (d for d in diagnostics if d["code"]["value"] == "ascii-arrow")
    start, end = other["suggestions"][0]["range"].values()
    octets = Place(start["line"], start["column"], end["line"], end["column"])
    assert text[at(text, octets, before_utf8)] == "->"
    assert octets.column > place.column
