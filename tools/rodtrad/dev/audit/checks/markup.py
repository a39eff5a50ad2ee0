"""The Nu HTML checker finds nothing, on every page of the site, in its style sheets and pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rodtrad.dev.audit import tools
from rodtrad.dev.audit.looking import Audit, Fault, Measure, Said, Versions
from rodtrad.dev.audit.samples import pages

CONTROL = "HTML, CSS och SVG enligt standard (Nu Html Checker)"
DEMAND = "Inga fel och inga varningar, på alla sidor"

UNKNOWN = ("Property “paint-order” doesn't exist.",)
"""What the checker does not know, though browsers do: CSS Fill and Stroke 3 has the property."""

_JAVA = "apt-get install default-jre-headless"


def whole(audit: Audit) -> Iterator[Said]:
    every = [f"{path}index.html" for path in pages(audit.site)]
    others = {kind: sorted(audit.site.rglob(f"*.{kind}")) for kind in ("css", "svg")}
    yield Measure(len(every), f"{len(every)} sidor")
    yield from checked(audit.site, [*every, "404.html"])
    for kind, found in others.items():
        names = [file.relative_to(audit.site).as_posix() for file in found]
        yield from checked(audit.site, names, f"--{kind}")


def checked(site: Path, files: Iterable[str], *options: str) -> Iterator[Fault]:
    """What the checker says of files below `site`."""
    java = tools.program("java", _JAVA)
    command = (java, "-jar", str(tools.installed(tools.VNU)), "--format", "json", "--exit-zero-always", "--stdout")
    listed = list(files)
    if not listed:
        return
    said = tools.output(*command, *options, *(str(site / file) for file in listed))
    for message in json.loads(said)["messages"]:
        if message["message"].endswith(UNKNOWN):
            continue
        place = message.get("url", "").removeprefix(f"file:{site.resolve()}").removesuffix("index.html")
        line = f", rad {message['lastLine']}" if "lastLine" in message else ""
        extract = re.sub(r"\s+", " ", message.get("extract", ""))[:80]
        yield Fault(f"{message.get('subType', message['type'])}: {message['message']} {extract}", f"{place}{line}")


def versions(audit: Audit) -> Versions:
    java = re.search(r'"([^"]+)"|openjdk ([\d.]+)', tools.output(tools.program("java", _JAVA), "--version"))
    return {"vnu-jar": tools.version("vnu-jar"), "Java": (java[1] or java[2]) if java else "okänd"}
