"""The feed as it is served, held against its own OpenAPI by a program that none of us wrote."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_feeds import NOW

from rodtrad.delivery.publishing import publish
from rodtrad.delivery.stores import Folder
from rodtrad.dev.nginx import serving
from rodtrad.feed_writing import write

PROJECT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()),
    reason="there is no nginx: apt-get install nginx-light",
)


def test_every_answer_is_what_openapi_says(made_keys: Path, tmp_path: Path) -> None:
    """Schemathesis asks for every address with examples and with made-up names, and with methods that there are not."""
    write(PROJECT, tmp_path / "feed", environment="acceptance", drafts=False)
    publish(tmp_path / "feed", Folder(tmp_path / "www"), made_keys / "acceptance", now=NOW)
    (tmp_path / "nginx").mkdir()
    with serving(tmp_path / "www", tmp_path / "nginx") as address:
        home = f"{address}api/v1"
        asked = subprocess.run(
            [
                *(str(Path(sys.executable).with_name("st")), "run", f"{home}/openapi.json", "--url", home),
                *("--max-examples", "5", "--seed", "1", "--no-color", "--generation-database", "none"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert asked.returncode == 0, asked.stdout[-4000:]
    assert "Tested: " in asked.stdout
