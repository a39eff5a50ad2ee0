"""Lighthouse's four scores on the pages that most readers meet, as a telephone and as a desktop."""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rodtrad.dev.audit import tools
from rodtrad.dev.audit.looking import Audit, Fault, Measure, Said, Versions
from rodtrad.dev.audit.samples import heaviest
from rodtrad.errors import UsageError

CONTROL = "Lighthouse på startsidan, vårdförloppslistan och det tyngsta vårdförloppet"
DEMAND = "Prestanda, tillgänglighet, god praxis och sökbarhet minst 95 var, som telefon och som dator"

LEAST, TIMES, TRIES = 95, 3, 3

CATEGORIES = {
    "performance": "prestanda",
    "accessibility": "tillgänglighet",
    "best-practices": "god praxis",
    "seo": "sökbarhet",
}
_PRESETS = {"telefon": (), "dator": ("--preset=desktop",)}
_NOINDEX = re.compile(r'<meta name="robots" content="noindex">\n?')


def whole(audit: Audit) -> Iterator[Said]:
    """Each score is the median of some runs. An example asks search engines to leave it out, on purpose, and
    Lighthouse takes that for a fault: its score for being found is that of a copy that does not ask."""
    for path in ("", "vardforlopp/", heaviest(audit.site, "vardforlopp")):
        for preset, options in _PRESETS.items():
            scores = _scores(audit, path, options)
            asked_for = _NOINDEX.search((audit.site / path / "index.html").read_text("utf-8"))
            if asked_for:
                scores |= _without_noindex(audit, path, options)
            for name, score in scores.items():
                note = " utan exempelsidans noindex" if asked_for and name == "seo" else ""
                told = f"{CATEGORIES[name]} {score}{note}"
                yield Measure(-score, f"lägst {told}: /{path} ({preset})")
                if score < LEAST:
                    yield Fault(told, f"/{path} ({preset})")


def _scores(audit: Audit, path: str, options: tuple[str, ...], only: str = "") -> dict[str, int]:
    names = [only] if only else list(CATEGORIES)
    runs = [_again(audit.address + path, options, names) for _ in range(1 if only else TIMES)]
    return {name: round(statistics.median(run[name] for run in runs)) for name in names}


def _without_noindex(audit: Audit, path: str, options: tuple[str, ...]) -> dict[str, int]:
    """The score for being found, of a copy beside the page."""
    beside = Path(path).with_name("granskad-kopia").as_posix() + "/"
    copy = audit.site / beside
    copy.mkdir()
    try:
        html = (audit.site / path / "index.html").read_text("utf-8")
        (copy / "index.html").write_text(_NOINDEX.sub("", html), "utf-8")
        return _scores(audit, beside, options, "seo")
    finally:
        shutil.rmtree(copy)


def _again(url: str, options: tuple[str, ...], names: list[str]) -> dict[str, int]:
    """One run. Lighthouse loses the trace of a page now and then, and asks to be run again."""
    for _ in range(TRIES - 1):
        with suppress(UsageError):
            return _run(url, options, names)
    return _run(url, options, names)


def _run(url: str, options: tuple[str, ...], names: list[str]) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as home:
        out = Path(home) / "report.json"
        tools.output(
            tools.program("node", "apt-get install nodejs"),
            str(tools.installed(tools.LIGHTHOUSE)),
            url,
            "--quiet",
            "--output=json",
            f"--output-path={out}",
            f"--only-categories={','.join(names)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            *options,
            env=dict(os.environ) | {"CHROME_PATH": tools.program("chromium", "apt-get install chromium")},
        )
        report = json.loads(out.read_text("utf-8"))
    if report.get("runtimeError"):
        raise UsageError(f"lighthouse fails: {report['runtimeError']['message']}")
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in names}


def versions(audit: Audit) -> Versions:
    node = tools.output(tools.program("node", "apt-get install nodejs"), "--version").strip().removeprefix("v")
    return {"Lighthouse": tools.version("lighthouse"), "Node": node}
