"""`rodtrad check`: read, link and check documents."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rodtrad.registry import names

if TYPE_CHECKING:
    from rodtrad.checking import Checked
    from rodtrad.store import Store

HELP = "check documents and say in Swedish what is wrong, where, and what to write instead"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: everything)")
    parser.add_argument("--format", choices=names("rodtrad.report"), default="text", help="how findings are shown")
    parser.add_argument("--strict", action="store_true", help="exit 1 for warnings too")
    parser.add_argument("--fix", action="store_true", help="write what mends faults without changing what is said")
    parser.add_argument("--unsafe", action="store_true", help="with --fix or --diff: also what must be read through")
    parser.add_argument("--diff", action="store_true", help="write nothing; show as a patch what --fix would write")
    parser.add_argument("--no-cache", action="store_true", help="do not use or keep what checks found out earlier")


def run(args: argparse.Namespace) -> int:
    from importlib import import_module

    from rodtrad.checking import check
    from rodtrad.errors import UsageError
    from rodtrad.project import bytes_of
    from rodtrad.store import store_of

    if args.unsafe and not (args.fix or args.diff):
        raise UsageError("--unsafe says which fixes to make: write --fix --unsafe, or --diff --unsafe")
    root, only = select(args.paths)
    store = None if args.no_cache else store_of(root)
    args.result = result = check(root, only, progress=_progress() if sys.stderr.isatty() else None, store=store)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)

    if args.fix or args.diff:
        result = _fixed(args, root, only, result, store)
    if args.diff:
        return _code(args, result)

    @cache
    def lines(path: str) -> list[str]:
        try:
            text = bytes_of(root, path).decode("utf-8-sig", "replace")
        except OSError:
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def read_line(path: str, number: int) -> str:
        written = lines(path)
        return written[number - 1] if 0 < number <= len(written) else ""

    report = import_module(f"rodtrad.report.{args.format}")
    sys.stdout.write(report.write(result, read_line))
    return _code(args, result)


def _code(args: argparse.Namespace, result: Checked) -> int:
    from rodtrad.finding import Severity

    worst = max((finding.severity for finding in result.findings), default=Severity.ADVICE)
    return 1 if worst is Severity.ERROR or (args.strict and worst is Severity.WARNING) else 0


def _fixed(
    args: argparse.Namespace, root: Path, only: list[str] | None, result: Checked, store: Store | None
) -> Checked:
    """Mend the files, or with `--diff` show how; what is found in them after that."""
    from rodtrad.checking import check
    from rodtrad.commands import _fix

    made = _fix.mended(root, result, unsafe=args.unsafe)
    if args.diff:
        _fix.tell(made, _fix.show(made))
        return result
    written = _fix.write(root, made)
    if written:
        args.result = result = check(root, only, store=store)
    _fix.tell(made, written, len(result.findings))
    return result


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


def _progress() -> Callable[[int, int], None]:
    """A progress line on the terminal, shown only when the work takes more than a second."""
    import time

    started = time.monotonic()

    def show(done: int, total: int) -> None:
        if time.monotonic() - started > 1:
            share = min(done, total) * 100 // max(total, 1)
            print(f"\rLäser {min(done, total)} av {total} filer ({share} %)", end="", file=sys.stderr, flush=True)

    return show
