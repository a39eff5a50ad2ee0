"""What a branch touches, as Git tells it; and which findings that concerns."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from rodtrad.checking import Checked
from rodtrad.errors import UsageError
from rodtrad.face import Face
from rodtrad.library import Library, link, reference_keys
from rodtrad.model import FOLDER_OF, Kind, PathwayMatter
from rodtrad.reader import kind_of, read

_GIT = ("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
"""A project that is not trusted must not name a program to be run."""


class Touched(NamedTuple):
    """What differs under `content` from where a branch left another, by path."""

    before: Mapping[str, Face | None]
    """The faces it had there."""
    lines: Mapping[str, Sequence[range]]
    """The lines that it did not have there."""


def touched(root: Path, revision: str) -> Touched:
    """What differs from where the branch left `revision`.

    What is not committed, or not yet known to Git, is part of the branch; a renamed file is both its paths.
    """
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise UsageError(f"--changed-since needs a revision such as `main` or `origin/main`, not {revision!r}")
    _git(root, "rev-parse", "--git-dir", refused=f"needs a Git repository, and {root} is in none")
    unknown = f"Git knows no revision {revision!r} here; name another, or fetch it first"
    named = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", refused=unknown).decode().strip()
    apart = f"HEAD and {revision!r} have no commit in common here; fetch the whole history (`fetch-depth: 0`)"
    base = _git(root, "merge-base", named, "HEAD", refused=apart).decode().strip()
    compare = ("diff", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative")
    changed = _paths(_git(root, *compare, "--name-only", "-z", base, "--", "content"))
    new = _paths(_git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", "content"))
    patch = _git(root, *compare, "--no-color", "--no-prefix", "-U0", "--inter-hunk-context=0", base, "--", "content")
    before = {path: _face(path, data) for path, data in _blobs(root, base, sorted(changed | new))}
    return Touched(before, {**dict.fromkeys(changed, ()), **_lines(patch), **dict.fromkeys(new, _ALL)})


def _paths(listed: bytes) -> set[str]:
    return {os.fsdecode(path) for path in listed.split(b"\0") if path}


_ALL = (range(1, sys.maxsize),)

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def _lines(patch: bytes) -> Mapping[str, Sequence[range]]:
    """Of each file in a patch, the lines that are new; of one with a quotation mark or the like in its name, none."""
    found: dict[str, list[range]] = {}
    path, skipped = "", 0
    for line in patch.split(b"\n"):
        if skipped:
            skipped -= not line.startswith(b"\\")  # \ No newline at end of file
        elif line.startswith(b"+++ "):
            path = os.fsdecode(line[4:].removesuffix(b"\t"))
        elif hunk := _HUNK.match(line):
            old, first, new = (1 if number is None else int(number) for number in hunk.groups())
            if new:
                found.setdefault(path, []).append(range(first, first + new))
            skipped = old + new
    return found


def _git(root: Path, *arguments: str, told: bytes = b"", refused: str = "") -> bytes:
    """What Git answers. Raises UsageError where it refuses; `refused` says what that means."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            [*_GIT, *arguments], cwd=root, input=told, capture_output=True, check=False, env=environment
        )
    except FileNotFoundError as error:
        raise UsageError("--changed-since needs Git, which is not installed") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        meaning = refused or f"Git could not do `{arguments[0]}`"
        raise UsageError(f"--changed-since: {meaning}{f' ({said})' if said else ''}")
    return done.stdout


def _blobs(root: Path, base: str, paths: Sequence[str]) -> Iterable[tuple[str, bytes | None]]:
    """What each file held in a commit; None for one that was not there."""
    asked = "".join(f"{base}:./{path}\n" for path in paths if "\n" not in path)
    answer = _git(root, "cat-file", "--batch", told=os.fsencode(asked))
    at = 0
    for path in paths:
        if "\n" in path:
            yield path, None
            continue
        end = answer.find(b"\n", at)
        kind, _, size = answer[at:end].rpartition(b" ")
        at = end + 1
        if kind.endswith(b" blob"):
            yield path, answer[at : at + int(size)]
            at += int(size) + 1
        else:
            yield path, None


def _face(path: str, data: bytes | None) -> Face | None:
    document = read(path, data).document if data is not None and kind_of(path) else None
    return document.face if document else None


def concerned(library: Library, touched: Mapping[str, Face | None]) -> frozenset[str]:
    """Paths of what was touched, and of the documents that lean on it."""
    before = _before(library, touched)
    keys = {f"{found[1]}/{found[2]}" for path in touched if (found := kind_of(path))}
    for path, old in touched.items():
        for face in (old, library.by_path.get(path)):
            if face:
                keys.add(face.key)
                if isinstance(face.matter, PathwayMatter):
                    keys.update(f"{face.folder}/{name}" for name in face.matter.alias or ())
    linking = {said.face.path for key in keys for said in library.incoming.get(key, ())}
    measured = before.measured ^ library.measured
    counted = {library.faces[key].path for key in measured if key in library.faces}
    return frozenset({*touched, *linking, *counted, *_naming(library, keys)})


def _before(library: Library, touched: Mapping[str, Face | None]) -> Library:
    """The library as it was, had nothing else changed."""
    others = (face for face in library.faces.values() if face.path not in touched)
    return link((*others, *(face for face in touched.values() if face)), library.unreadable)


def _naming(library: Library, keys: set[str]) -> Iterator[str]:
    """Paths of the documents whose front matter or targets name what is in a file; of all, if none ever names it so."""
    registers = {key for key in keys if key.startswith("register/")}
    named: set[str] = set()
    for face in library.faces.values():
        names: set[str] = set()
        for _, value, found, kind in reference_keys(face.matter):
            names.update(f"register/{name}" for name in found.split())
            if kind:
                names.add(f"{FOLDER_OF[Kind(kind)]}/{value}")
        named |= names
        if names & keys or (registers and any(target.issuer for target in face.targets)):
            yield face.path
    if registers - named:
        yield from library.by_path


def limit(result: Checked, touched: Touched) -> Checked:
    """The findings in the files concerned, and in others those of the whole library that the branch has brought about.

    And how many files that is.
    """
    from rodtrad.rules import check_library, rules

    library = result.library
    paths = concerned(library, touched.before)
    whole = [rule for rule in rules().values() if rule.over == "library"]
    slugs = {rule.slug for rule in whole}
    was = {(f.path, f.rule, f.message) for f in check_library(_before(library, touched.before), whole)}
    found = tuple(
        f for f in result.findings if f.path in paths or (f.rule in slugs and (f.path, f.rule, f.message) not in was)
    )
    files = paths.intersection(library.by_path) | {f.path for f in found}
    return replace(result, findings=found, files=min(len(files), result.files), changed=touched.lines)
