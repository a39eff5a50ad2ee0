"""Plants one known fault in a test corpus, so that each rule can be seen to find it on its line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from rodtrad.dev import (
    faults_in_codes,
    faults_in_flow,
    faults_in_library,
    faults_in_matter,
    faults_in_text,
    faults_in_thread,
)

DEFECTS: Mapping[str, Callable[[Path], tuple[str, int]]] = {
    **faults_in_matter.FAULTS,
    **faults_in_codes.FAULTS,
    **faults_in_flow.FAULTS,
    **faults_in_thread.FAULTS,
    **faults_in_text.FAULTS,
    **faults_in_library.FAULTS,
}
"""Rule → what plants the fault that it finds, and says in which file and on which line."""


@dataclass(frozen=True, slots=True)
class Planted:
    """Where a fault is: the rule that finds it, the file from the project's root, the line."""

    slug: str
    file: str
    line: int


def plant(slug: str, project: Path) -> Planted:
    """Plant the fault that rule `slug` finds in the corpus in `project`."""
    if slug not in DEFECTS:
        raise LookupError(f"no fault is known for {slug!r}; known: {', '.join(sorted(DEFECTS))}")
    file, line = DEFECTS[slug](project)
    return Planted(slug, file, line)


def report(planted: Planted) -> None:
    """Print where the fault is, as JSON."""
    json.dump(asdict(planted), sys.stdout, ensure_ascii=False)
    print()
