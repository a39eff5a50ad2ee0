"""What is loaded: by a reader of a copy no network, by the client nothing that texts are written with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from region_world import NOW, World

ROOT = Path(__file__).parents[2]

WRITING = {"yaml", "pyromark", "markdown", "markdown_it", "mkdocs", "jinja2", "hunspell", "pygls"}
OWN = {"rodtrad.markdown", "rodtrad.strictyaml", "rodtrad.reader", "rodtrad.model", "rodtrad.site", "rodtrad.rules"}
NETWORK = {"httpx2", "httpcore2", "tuf", "urllib3", "h2", "obstore"}

PULL = """
from datetime import datetime
from pathlib import Path
from rodtrad.region import Mirror
mirror = Mirror(sys.argv[2])
mirror.pull(sys.argv[1], root=Path(sys.argv[3]), now=datetime.fromisoformat(sys.argv[4]))
mirror.verify()
"""
READ = """
from rodtrad.region import Mirror
mirror = Mirror(sys.argv[2])
for key in mirror:
    mirror.current(key)
mirror.events(), mirror.manifest, mirror.register("regioner"), mirror.stale, mirror.version(key, "1.0.0")
"""
CHECK = """
from rodtrad.cli import main
main(["check", "content/vardforlopp/sepsis.md"])
"""


def loaded(program: str, *args: object) -> set[str]:
    """Names of the modules that a program has loaded in the end."""
    text = f"import sys, json\n{program}\nprint('\\n' + json.dumps(list(sys.modules)))"
    command = [sys.executable, "-c", text, *map(str, args)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_client_and_who_reads_its_copy(world: World) -> None:
    world.office.catalogue.clear()
    world.publish()
    args = (world.server.address, world.mirror.folder, world.notary.first, NOW.isoformat())
    pulling = loaded(PULL, *args)
    assert {"tuf", "httpx2", "rodtrad.region.pulling"} <= pulling
    assert not pulling & (WRITING | OWN)
    reading = loaded(READ, *args)
    assert not reading & (WRITING | OWN | NETWORK)


def test_a_check_loads_no_client() -> None:
    checking = loaded(CHECK)
    assert "rodtrad.reader" in checking
    assert not checking & (NETWORK | {"rodtrad.region"})
