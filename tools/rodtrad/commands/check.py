"""`rodtrad check`: read, link and check documents."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rodtrad.commands._extra import extra
from rodtrad.commands._progress import watched
from rodtrad.registry import names

if TYPE_CHECKING:
    from rodtrad.checking import Checked
    from rodtrad.library import Library

HELP = "check documents and say in Swedish what is wrong, where, and what to write instead"


NO_LIST = (
    "Koderna i ICD-10-SE jämfördes inte med någon lista: lägg en i `kodlistor/icd-10-se.tsv`,"
    " eller kör `rodtrad check --icd10se FIL`."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: everything)")
    parser.add_argument("--format", choices=names("rodtrad.report"), default="text", help="how findings are shown")
    parser.add_argument("--strict", action="store_true", help="exit 1 for warnings too")
    parser.add_argument("--icd10se", type=Path, metavar="FILE", help="list of ICD-10-SE codes, tab-separated")
    parser.add_argument(
        "--national",
        type=Path,
        metavar="COPY",
        help="check against the national texts in a pulled copy or a feed folder: for a project with additions only",
    )
    parser.add_argument("--fix", action="store_true", help="write what mends faults without changing what is said")
    parser.add_argument("--unsafe", action="store_true", help="with --fix or --diff: also what must be read through")
    parser.add_argument("--diff", action="store_true", help="write nothing; show as a patch what --fix would write")
    parser.add_argument("--no-cache", action="store_true", help="do not use or keep what checks found out earlier")
    parser.add_argument("--no-baseline", action="store_true", help="show known findings too")
    parser.add_argument(
        "--changed-since", metavar="REV", help="only what differs from where the branch left REV, and what leans on it"
    )
    parser.add_argument("--statistics", action="store_true", help="count the findings of each rule (text only)")


def run(args: argparse.Namespace) -> int:
    from rodtrad.errors import UsageError
    from rodtrad.telling import tell

    if args.statistics and args.format != "text":
        raise UsageError("--statistics goes with --format text only")
    if args.unsafe and not (args.fix or args.diff):
        raise UsageError("--unsafe says which fixes to make: write --fix --unsafe, or --diff --unsafe")
    root, only = select(args.paths)
    look = _looking(args, root, only)
    result, notes = look()
    if args.fix or args.diff:
        from rodtrad.commands import _fix

        with watched(_files("Rättar")) as progress:
            made = _fix.mended(root, result, unsafe=args.unsafe, progress=progress)
        if args.diff:
            _fix.tell(made, _fix.show(made))
            return _code(args, result)
        written = _fix.write(root, made)
        if written:
            result, notes = look()
        _fix.tell(made, written, len(result.findings))
    _report(args, root, result)
    if args.format == "text" and not args.national and _lacks_list(result.library, only):
        notes.append(NO_LIST)
    for note in notes:
        tell(note, sys.stdout if args.format == "text" else sys.stderr)
    if args.statistics and result.findings:
        from rodtrad.counting import statistics

        sys.stdout.write(f"\n{statistics(result)}")
    return _code(args, result)


def _code(args: argparse.Namespace, result: Checked) -> int:
    from rodtrad.finding import Severity

    worst = max((finding.severity for finding in result.findings), default=Severity.ADVICE)
    return 1 if worst is Severity.ERROR or (args.strict and worst is Severity.WARNING) else 0


def _lacks_list(library: Library, only: Sequence[str] | None) -> bool:
    """Whether a document that was checked has ICD codes, which nothing says anything of where there is no list."""
    from rodtrad.model import Kind

    if "icd-10-se" in library.lists.paths:
        return False
    coded = chain(library.of(Kind.PATHWAY), library.of(Kind.GUIDELINE))  # no others declare codes
    matters = (face.matter for face in coded if only is None or face.path in only)
    return any("icd-10-se" in (getattr(matter, "codes", None) or ()) for matter in matters)


def _looking(
    args: argparse.Namespace, root: Path, only: Sequence[str] | None
) -> Callable[[], tuple[Checked, list[str]]]:
    """What checks the project, and leaves out what is known or was not asked for; and what is to be said of that."""
    from rodtrad.checking import check
    from rodtrad.codelists import lists_of
    from rodtrad.store import store_of

    store = None if args.no_cache else store_of(root)
    lists = lists_of(root, {"icd-10-se": args.icd10se.resolve()} if args.icd10se else {})
    narrowed = _narrowing(root, args, only)
    national = None
    if args.national:
        from rodtrad.national import national_faces, open_copy

        with extra("region"):
            national = partial(national_faces, open_copy(args.national))

    def look() -> tuple[Checked, list[str]]:
        with watched(_files("Läser")) as progress:
            args.result = result = check(root, only, progress=progress, store=store, lists=lists, national=national)
        return narrowed(result)

    return look


def _report(args: argparse.Namespace, root: Path, result: Checked) -> None:
    from importlib import import_module

    from rodtrad.counting import without_flood
    from rodtrad.project import line_reader

    result = replace(result, findings=without_flood(result.findings))
    sys.stdout.write(import_module(f"rodtrad.report.{args.format}").write(result, line_reader(root)))


def _narrowing(
    root: Path, args: argparse.Namespace, only: Sequence[str] | None
) -> Callable[[Checked], tuple[Checked, list[str]]]:
    """What leaves out of a result all that is known or not asked for, and says what is to be said of it."""
    from rodtrad.project import KNOWN

    touched = None
    if args.changed_since is not None:
        from rodtrad import branch

        touched = branch.touched(root, args.changed_since)

    def narrowed(result: Checked) -> tuple[Checked, list[str]]:
        notes: list[str] = []
        if not args.no_baseline and os.path.lexists(root / KNOWN):
            result, notes = _unknown(root, result, only)
        if touched is not None:
            result = branch.limit(result, touched)
        return result, notes

    return narrowed


def _unknown(root: Path, result: Checked, only: Sequence[str] | None) -> tuple[Checked, list[str]]:
    """The result without the findings that are known already, and what is to be said of those."""
    from rodtrad import baseline

    known = baseline.load(root)
    if not known:
        return result, []
    parted = baseline.part(root, result, result.library, known, None if only is None else frozenset(only))
    notes = []
    if parted.known == 1:
        notes.append("1 känd anmärkning visas inte.")
    elif parted.known:
        notes.append(f"{parted.known} kända anmärkningar visas inte.")
    if gone := parted.gone:
        what = "1 känd anmärkning" if len(gone) == 1 else f"{len(gone)} kända anmärkningar"
        first = f"{gone[0].rule} i {gone[0].document}"
        notes.append(
            f"{what} finns inte längre ({first}{' med flera' if len(gone) > 1 else ''}): kör `rodtrad baseline`."
        )
    return replace(result, findings=parted.new), notes


def select(paths: list[Path]) -> tuple[Path, list[str] | None]:
    """The project root, and the document paths that were asked for (None for all)."""
    from rodtrad.errors import UsageError
    from rodtrad.project import files, find_root, strays

    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no file or folder {path}")
    root = find_root((paths[0] if paths else Path()).resolve())
    if root is None:
        raise UsageError("found no project: run it where there is a `content/vardforlopp` or the like, or name a path")
    if not paths:
        return root, None
    everything: list[str] | None = None
    chosen: list[str] = []
    for path in paths:
        full = path.resolve()
        if not full.is_relative_to(root):
            raise UsageError(f"{path} is outside the project {root}")
        inside = full.relative_to(root).as_posix()
        if full.is_dir():
            everything = [*files(root), *strays(root)] if everything is None else everything
            within = [name for name in everything if inside == "." or name.startswith(inside + "/")]
            if not within:
                raise UsageError(f"there are no documents in {path}")
            chosen += within
        else:
            chosen.append(inside)
    return root, sorted(set(chosen))


def _files(verb: str) -> Callable[[int, int], str]:
    """Says how many files have been through it."""

    def words(done: int, total: int) -> str:
        share = min(done, total) * 100 // max(total, 1)
        return f"{verb} {min(done, total)} av {total} filer ({share} %)"

    return words
