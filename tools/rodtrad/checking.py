"""Check a project: read, link, run the rules; of what is remembered, only what has changed or rests on a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from rodtrad import spelling
from rodtrad.codelists import Lists, lists_of
from rodtrad.crew import PARALLEL_FROM, Crew
from rodtrad.document import Document
from rodtrad.face import Face
from rodtrad.finding import UNSEEN, Finding, Result, Severity
from rodtrad.library import STATE, Library
from rodtrad.memory import Memory
from rodtrad.project import collecting_later, files, read_file, strays
from rodtrad.store import Store

if TYPE_CHECKING:
    from rodtrad.rules import Rule

Progress = Callable[[int, int], None]
"""(files read, of how many)."""


class Checked(Result, frozen=True, kw_only=True):
    """The result, and the library that was checked against."""

    library: Library
    crew: Crew
    """Who has read it: lives as long as the result, so that a program that ends with it need not clear up."""


class Said(NamedTuple):
    """What the rules found in one document, and what they asked the library."""

    path: str
    findings: list[Finding]
    asked: set[str]


@collecting_later()
def check(
    root: Path,
    only: Sequence[str] | None = None,
    *,
    chosen: Iterable[Rule] | None = None,
    progress: Progress | None = None,
    jobs: int | None = None,
    store: Store | None = None,
    lists: Lists | None = None,
    national: Callable[[Iterable[str]], Sequence[Face]] | None = None,
    keep: int | None = None,
) -> Checked:
    """Check the project at `root`; findings are limited to the paths in `only` when given.

    What `store` remembers is not worked out again while it holds; where rules are `chosen`, it is not asked. Codes are
    checked against `lists`, or those of the project. Given the paths of the project, `national` gives the faces of what
    is not in it but is linked to from it. `keep` is how many characters of text are held as bodies between the reading
    and the checking; the rest is read twice.
    """
    paths = sorted({*files(root), *(strays(root) if only is None else only)})
    others = national(paths) if national else ()
    wanted = frozenset(paths if only is None else only)
    lists = lists_of(root) if lists is None else lists
    slugs = None if chosen is None else tuple(rule.slug for rule in chosen)
    if store:
        spelling.remember(store.words)
    for trust in (True, False):
        memory = Memory(root, paths, store if slugs is None else None, trust=trust)
        if trust and memory.faces and len(memory.changed) > PARALLEL_FROM:
            continue
        crew = Crew(
            root,
            memory.changed,
            [*memory.faces, *others],
            memory.lost,
            wanted=wanted,
            jobs=jobs,
            keep=keep,
            progress=progress,
            lists=lists,
        )
        doubtful = memory.doubtful(crew.library, wanted)
        if len(doubtful) <= PARALLEL_FROM:
            break
        crew.close()  # so much is worked out faster by all processes, from the beginning
    with crew:
        readings = [read_file(root, path) for path in doubtful]
        said = [one for part in crew.each(_check, slugs) for one in part]
        said += _check((r.document for r in readings if r.document), crew.library, slugs)
        library, packed = crew.library, list(crew.packed()) if memory.store else []
    found: dict[str, list[Finding]] = {path: [] for path in (*memory.changed, *doubtful) if path in wanted}
    for finding in (*crew.findings, *(f for reading in readings for f in reading.findings)):
        found.setdefault(finding.path, []).append(finding)
    for one in said:
        found[one.path] += one.findings
    whole = memory.whole(library)
    anew = whole is None
    if whole is None or slugs is not None:
        whole = _rules().by_state(_rules().check_library(library, _selected(slugs)), library)
    for one in said:
        face = library.by_path.get(one.path)
        if face and any(finding.severity is Severity.ERROR for finding in found[one.path]):
            one.asked.add(f"{STATE}{face.key}")
    made = {path: _rules().by_state(findings, library) if findings else [] for path, findings in found.items()}
    if made or packed or anew:
        memory.keep(library, packed, made, {one.path: one.asked for one in said}, whole)
    if store and (words := spelling.learned()):
        store.learn(words)
    kept = [f for path in wanted for f in (made[path] if path in made else memory.said(path))]
    kept = _allowed(root, kept, [f for f in whole if f.path in wanted])
    if slugs is not None:
        named = {*slugs, *UNSEEN}
        kept = [f for f in kept if f.rule in named]
    return Checked(tuple(sorted(kept, key=lambda f: f.order)), len(wanted), library=library, crew=crew)


def _check(documents: Iterable[Document], library: Library, slugs: tuple[str, ...] | None) -> list[Said]:
    """What the document rules of these names, or all, find in each document."""
    said: list[Said] = []
    for document in documents:
        tracked, asked = library.tracked()
        findings = _rules().check_document(document, tracked, _selected(slugs))
        said.append(Said(document.face.path, findings, asked))
    return said


def _allowed(root: Path, said: list[Finding], whole: list[Finding]) -> list[Finding]:
    """Both, without those on the whole library that a document allows.

    What it allows is not in its face: it is read again, which is seldom. Until now its allowance seemed unneeded.
    """
    both = said + whole
    where = {f.path for f in whole}
    for path in sorted({f.path for f in said if f.rule == "unneeded-allowance" and f.path in where}):
        if document := read_file(root, path).document:
            here = _rules().allow_across(document, [f for f in both if f.path == path])
            both = [f for f in both if f.path != path] + here
    return both


def _rules() -> ModuleType:
    """The rules, imported when there is something to check: where nothing has changed, they are half of the time."""
    from rodtrad import rules

    return rules


@cache
def _selected(slugs: tuple[str, ...] | None) -> Sequence[Rule]:
    known = _rules().rules()
    return [known[slug] for slug in (known if slugs is None else slugs)]
