"""The extension for VS Code, against the real server; node stands in for VS Code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import lsp_project

import rodtrad
from rodtrad.codelists import FOLDER
from rodtrad.project import KNOWN

EXTENSION = Path(__file__).parents[2] / "tools/vscode"


def test_it_names_a_file_that_is_there_and_needs_no_packages() -> None:
    manifest = json.loads((EXTENSION / "package.json").read_text("utf-8"))
    assert (EXTENSION / manifest["main"]).is_file()
    assert not {"dependencies", "devDependencies", "scripts"} & manifest.keys()
    assert manifest["contributes"]["configuration"]["properties"]["rodtrad.command"]["default"] == ["rodtrad", "lsp"]


def test_an_author_sees_what_the_server_says(tmp_path: Path) -> None:
    home = lsp_project.write(tmp_path)
    (home / "kodlistor").mkdir()
    (home / "kodlistor/icd-10-se.tsv").write_text("ingen lista", "utf-8")
    stub = Path(__file__).parent / "vscode_stub.js"
    words = ["node", stub, EXTENSION / "extension.js", home, home / lsp_project.PATHWAY, sys.executable]
    env = {**os.environ, "PYTHONPATH": str(Path(rodtrad.__file__).parent.parent)}
    done = subprocess.run([str(word) for word in words], env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    dead = [one for one in seen["found"] if one[0] == "dead-link"]
    assert dead == [["dead-link", "Det finns inget med id `borta` i Långvarig hosta.", 0]]
    assert len(seen["found"]) > seen["before"]
    assert seen["hover"].startswith("**A. Samtal på mottagning**")
    assert seen["definition"].endswith(lsp_project.PATHWAY)
    assert (seen["references"], seen["old"], seen["renamed"]) == (3, "samtal", 4)
    assert "kan inte vara ett id" in seen["refused"]
    assert "Tillåt här, med skäl: `dead-link`" in seen["actions"]
    assert "Vårdförloppets åtgärder" in seen["symbols"]
    assert list(seen["folds"].values()) == [0, 11]
    assert "programområde" in seen["keys"]
    assert seen["calm"] == []
    (warning,) = seen["warnings"]
    assert warning.startswith("Rödtråd: Koder kontrolleras inte mot någon lista: ")
    assert seen["watched"][1:3] == [f"**/{FOLDER}/*.tsv", f"**/{KNOWN}"]
    assert len(seen["complaints"]) == 2
    assert "ENOENT" in seen["complaints"][0]
    assert "nonsense" in seen["complaints"][1]
