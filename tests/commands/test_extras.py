"""A plain installation says which extra a command needs, and how to install it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT = """
import sys
sys.modules |= dict.fromkeys(["backports", "compression", "tuf", "pygls"])
from rodtrad.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["pull", "https://rodtrad.example/api/v1", "kopia", "--trust-first"], "region"),
        (["conformance", "--list"], "region"),
        (["merge", "kopia", "--region", "x", "--out", "ut"], "region"),
        (["check", "--national", "kopia"], "region"),
        (["keys", "init", "nycklar", "--environment", "draft"], "publish"),
        (["publish", "--to", "ut", "--keys", "nycklar"], "publish"),
        (["lsp"], "lsp"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_it_is_said_which(arguments: list[str], name: str, tmp_path: Path) -> None:
    (tmp_path / "content/tillagg").mkdir(parents=True)
    command = [sys.executable, "-c", WITHOUT, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert f"pip install 'rodtrad[{name}]'" in done.stderr
