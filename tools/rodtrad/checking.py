"""Check a project: read, link, run the rules; in several processes when there is much to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rodtrad.crew import Crew
from rodtrad.document import Document
from rodtrad.finding import Finding, Result
from rodtrad.library import Library
from rodtrad.project import files, internal, strays
from rodtrad.rules import Rule, check_document, check_library, rules, shown

Progress = Callable[[int, int], None]
"""(files read, of how many)."""


@dataclass(frozen=True, slots=True)
class Checked(Result):
    """The result, and the library that was checked against."""

    library: Library


def check(
    root: Path,
    only: Sequence[str] | None = None,
    *,
    chosen: Iterable[Rule] | None = None,
    progress: Progress | None = None,
    jobs: int | None = None,
) -> Checked:
    """Check the project at `root`; findings are limited to the paths in `only` when given."""
    paths = sorted({*files(root), *(strays(root) if only is None else only)})
    wanted = frozenset(paths if only is None else only)
    selected = tuple(rules().values() if chosen is None else chosen)
    with Crew(root, paths, wanted=wanted, jobs=jobs, progress=progress) as crew:
        findings = list(crew.findings)
        for found in crew.each(_check, [rule.slug for rule in selected]):
            findings += found
        library = crew.library
    findings.extend(check_library(library, selected))
    slugs = {rule.slug for rule in selected} | {"internal-error", "unreadable-file"}
    faces = {face.path: face for face in library.faces.values()}
    kept = [shown(f, faces.get(f.path)) for f in findings if f.rule in slugs and f.path in wanted]
    return Checked(tuple(sorted(kept, key=lambda f: f.order)), len(wanted), library)


def _check(documents: Iterable[Document], library: Library, slugs: Sequence[str]) -> list[Finding]:
    """The findings of the document rules of these names."""
    known = rules()
    selected = [known[slug] for slug in slugs]
    findings: list[Finding] = []
    for document in documents:
        try:
            findings += check_document(document, library, selected)
        except Exception as error:  # noqa: BLE001,RUF100 - the last line of defence
            findings.append(internal(document.face.path, error))
    return findings
