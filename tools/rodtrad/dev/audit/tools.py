"""Programs of others that the audit runs: what npm installs beside the tests, Java and Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from rodtrad.errors import UsageError

HOME = Path(__file__).parents[4] / "tests/npm"
"""Where `package.json` names the versions; only a checkout has it."""

VNU, LIGHTHOUSE = "vnu-jar/build/dist/vnu.jar", "lighthouse/cli/index.js"


def installed(file: str) -> Path:
    """A file that npm has installed. Raises UsageError when it has not."""
    path = HOME / "node_modules" / file
    if not path.is_file():
        raise UsageError(f"{file.partition('/')[0]} is needed: npm ci --prefix {HOME}")
    return path


def version(package: str) -> str:
    """The installed version of an npm package."""
    return str(json.loads(installed(f"{package}/package.json").read_text("utf-8"))["version"])


def program(name: str, how: str) -> str:
    """The path of a program. Raises UsageError when it is not there."""
    found = shutil.which(name)
    if not found:
        raise UsageError(f"{name} is needed: {how}")
    return found


def output(*command: str, env: dict[str, str] | None = None) -> str:
    """What a program prints. Raises UsageError when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    if done.returncode:
        raise UsageError(f"{Path(command[0]).name} fails: {done.stderr.strip()[-600:]}")
    return done.stdout
