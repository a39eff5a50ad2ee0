"""Writes a large test corpus: any number of made-up pathways with indicators, the same bytes on every machine."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rodtrad.dev.defects import plant, report
from rodtrad.dev.measures import GUIDELINES, generic_text, guideline_text, indicator_text, registers
from rodtrad.dev.outlines import outline
from rodtrad.dev.pathways import pathway
from rodtrad.dev.subjects import capacity

FEWEST = 10
GENERIC = (
    ("generisk-levnadsvanor", "Generisk modell för levnadsvanor", "psykisk-halsa"),
    ("generisk-rehabilitering", "Generisk modell för rehabilitering", "rorelseorganen"),
)
_MKDOCS = """site_name: Rödtråd, belastningsprov
docs_dir: content
theme:
  name: material
  language: sv
plugins: [rodtrad]
"""


def write(n: int, directory: Path, seed: int = 0, progress: Callable[[int, int], None] | None = None) -> None:
    """Write a complete project with `n` pathways and five indicators for each into `directory`."""
    if not FEWEST <= n <= capacity():
        raise ValueError(f"n must be between {FEWEST} and {capacity()}, not {n}")
    content = directory / "content"
    folders = {name: content / name for name in ("vardforlopp", "indikatorer", "riktlinjer", "register")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    _put(directory / "mkdocs.yml", _MKDOCS)
    for name, text in registers().items():
        _put(folders["register"] / f"{name}.yaml", text)
    for guideline in GUIDELINES:
        _put(folders["riktlinjer"] / f"{guideline.id}.md", guideline_text(guideline))
    for name, title, area in GENERIC:
        _put(folders["vardforlopp"] / f"{name}.md", generic_text(name, title, area))
    for index in range(n):
        plan = outline(index, seed)
        _put(folders["vardforlopp"] / f"{plan.subject.id}.md", pathway(plan, n))
        for number, thread in enumerate(plan.indicators):
            _put(folders["indikatorer"] / f"{thread.measure}.md", indicator_text(plan, thread, number))
        if progress:
            progress(index + 1, n)


def _put(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with plain newlines, whatever the machine's habits."""
    path.write_bytes(text.encode())


def show_progress(done: int, total: int) -> None:
    """Say on standard error how far the writing has come, about a hundred times at most."""
    if done == total or done % max(1, total // 100) == 0:
        end = "\n" if done == total else ""
        print(f"\r{done} of {total} pathways", end=end, file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run `rodtrad dev corpus`."""
    parser = argparse.ArgumentParser(prog="rodtrad dev corpus", description=__doc__)
    parser.add_argument("n", type=int, help=f"number of pathways, from {FEWEST} to {capacity()}")
    parser.add_argument("directory", type=Path, help="directory to write the project into")
    parser.add_argument("--seed", type=int, default=0, help="another seed gives other texts (default 0)")
    parser.add_argument("--defect", metavar="SLUG", help="plant the one fault that this rule finds, and print where")
    options = parser.parse_args(argv)
    try:
        write(options.n, options.directory, options.seed, show_progress)
        if options.defect:
            report(plant(options.defect, options.directory))
    except (ValueError, LookupError) as problem:
        parser.error(str(problem))
    return 0
