"""What a branch touches, as Git tells it; and which findings that concerns."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from rodtrad.checking import Checked
from rodtrad.errors import UsageError
from rodtrad.face import Face
from rodtrad.library import Library, link, reference_keys
from rodtrad.model import FOLDER_OF, Kind, PathwayMatter
from rodtrad.project import bytes_of
from rodtrad.reader import kind_of, read
from rodtrad.source import MAX_BYTES

_GIT = ("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")

_ALONE = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
"""A project that is not trusted names no program to be run, and no address to be asked.

So Git tells only what it keeps. It never compares that with the files, for which it would run filters; we do.
"""

_MOST_PAIRS = 1_000_000
"""Lines before times lines now, of which difflib still finds in short time what they have in common."""


class Touched(NamedTuple):
    """What differs under `content` from where a branch left another, by path."""

    before: dict[str, Face | None]
    """The faces it had there."""
    lines: dict[str, Sequence[range]]
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
    before = dict(_tree(root, base))
    listed = _git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", "content").split(b"\0")
    here = {os.fsdecode(name) for name in listed if name}
    new = sorted(path for path in here - before.keys() if os.path.lexists(root / path))
    found = Touched(dict.fromkeys(new), dict.fromkeys(new, _ALL))
    changed = {path: blob for path, blob in before.items() if _hash(root / path, len(blob)) != blob}
    for path, was in _texts(root, changed):
        lines = _new_lines(was, _text(root, path))
        if lines is not None:
            found.before[path], found.lines[path] = _face(path, was), lines
    return found


_ALL = (range(1, sys.maxsize),)


def _tree(root: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Every file of a commit, and what Git calls its content; "" for a repository within."""
    for entry in _git(root, "ls-tree", "-rz", commit, "--", "content").split(b"\0"):
        if entry:
            about, _, path = entry.partition(b"\t")
            _, kind, name = about.split()
            yield os.fsdecode(path), name.decode() if kind == b"blob" else ""


def _hash(path: Path, digits: int) -> str:
    """What Git would call the content of a file, written as it is; "" for what is none."""
    try:
        found = path.lstat()
        summed = hashlib.new("sha1" if digits == 40 else "sha256", b"blob %d\0" % found.st_size)
        if stat.S_ISLNK(found.st_mode):
            summed.update(os.fsencode(path.readlink()))
        elif stat.S_ISREG(found.st_mode):
            with path.open("rb") as file:
                hashlib.file_digest(file, lambda: summed)
        else:
            return ""
    except OSError:
        return ""
    return summed.hexdigest()


def _text(root: Path, path: str) -> bytes | None:
    try:
        return bytes_of(root, path)
    except OSError:
        return None


def _new_lines(was: bytes | None, now: bytes | None) -> Sequence[range] | None:
    """The lines that a text did not have; None where only the line ends have changed, as Git does on Windows."""
    if was is None or now is None:
        return ()
    old, new = _split(was), _split(now)
    if old == new:
        return None
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    stop = next((at for at in range(least - start) if old[-1 - at] != new[-1 - at]), least - start)
    old, new = old[start : len(old) - stop], new[start : len(new) - stop]
    if len(old) * len(new) > _MOST_PAIRS:
        return (range(start + 1, start + 1 + len(new)),)
    codes = SequenceMatcher(None, old, new).get_opcodes()
    return [range(start + 1 + first, start + 1 + last) for code, _, _, first, last in codes if code[0] in "ri"]


def _split(data: bytes) -> list[bytes]:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def _git(root: Path, *arguments: str, told: bytes = b"", refused: str = "") -> bytes:
    """What Git answers. Raises UsageError where it refuses; `refused` says what that means."""
    try:
        done = subprocess.run(
            [*_GIT, *arguments], cwd=root, input=told, capture_output=True, check=False, env=os.environ | _ALONE
        )
    except FileNotFoundError as error:
        raise UsageError("--changed-since needs Git, which is not installed") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        meaning = refused or f"Git could not do `{arguments[0]}`"
        raise UsageError(f"--changed-since: {meaning}{f' ({said})' if said else ''}")
    return done.stdout


def _texts(root: Path, blobs: Mapping[str, str]) -> Iterator[tuple[str, bytes | None]]:
    """What each document held; None for what is none, or too large to be read."""
    asked = {path: blob for path, blob in blobs.items() if blob and kind_of(path)}
    lacking = "the repository lacks what some texts were; fetch them first"
    told = "\n".join(asked.values()).encode()
    said = _git(root, "cat-file", "--batch-check=%(objectsize)", told=told, refused=lacking).split(b"\n")
    sizes = dict(zip(asked, said, strict=False))
    if not all(size.isdigit() for size in sizes.values()):
        raise UsageError(f"--changed-since: {lacking}")
    small = [path for path in asked if int(sizes[path]) <= MAX_BYTES]
    answer = _git(root, "cat-file", "--batch", told="\n".join(asked[path] for path in small).encode())
    at = 0
    for path in small:
        start = answer.index(b"\n", at) + 1
        at = start + int(sizes[path]) + 1
        yield path, answer[start : at - 1]
    yield from ((path, None) for path in blobs.keys() - set(small))


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
    """Paths of the documents whose front matter or tables name what is in a file; of all, if none ever names it so."""
    registers = {key for key in keys if key.startswith("register/")}
    named: set[str] = set()
    for face in library.faces.values():
        names: set[str] = set()
        for _, value, found, kind in reference_keys(face.matter):
            names.update(f"register/{name}" for name in found.split())
            if kind:
                names.add(f"{FOLDER_OF[Kind(kind)]}/{value}")
        named |= names
        in_tables = face.kind is Kind.OUTCOME or any(target.issuer for target in face.targets) if registers else False
        if names & keys or in_tables:
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
