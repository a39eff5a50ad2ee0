"""`rodtrad merge`: what one region reads, from the national texts and the region's additions."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rodtrad.commands._extra import extra

if TYPE_CHECKING:
    from rodtrad.finding import Finding
    from rodtrad.national import Copy

HELP = "merge a region's additions with the national texts; say which additions somebody must look at"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("copy", type=Path, metavar="COPY", help="a copy that `rodtrad pull` keeps, or a feed folder")
    parser.add_argument("--region", required=True, metavar="ID", help="such as kalmar-lan")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write in")
    parser.add_argument(
        "--additions", type=Path, metavar="DIR", help="the region's own project, with content/tillagg (default: none)"
    )
    parser.add_argument(
        "--approved", action="store_true", help="the region has approved what is in its project: it is no draft"
    )
    parser.add_argument("--date", default=dt.date.today().isoformat(), help="by which deviations have expired (today)")


def run(args: argparse.Namespace) -> int:
    import sys

    from rodtrad.commands._merge import deviation_list, lines
    from rodtrad.commands._review import FILE, review
    from rodtrad.errors import UsageError
    from rodtrad.files import write_tree
    from rodtrad.matter import SLUG
    from rodtrad.merging import Own, data_files, own_additions, view
    from rodtrad.national import open_copy
    from rodtrad.project import find_root
    from rodtrad.telling import tell

    if not SLUG.fullmatch(args.region):
        raise UsageError(f"{args.region!r} is no id of a region: write it as in register/regioner, such as kalmar-lan")
    try:
        date = dt.date.fromisoformat(args.date).isoformat()
    except ValueError as error:
        raise UsageError(f"{args.date!r} is no date: write it as 2027-12-31") from error
    with extra("region"):
        copy = open_copy(args.copy)
    own = Own()
    if args.additions:
        root = find_root(args.additions.resolve())
        if root is None:
            raise UsageError(f"{args.additions} is no project: it should hold content/tillagg/{args.region}")
        if args.approved and (wrong := list(_errors(root, copy))):
            for finding in wrong:
                tell(f"{finding.path}:{finding.place.line}: {finding.message}", sys.stderr)
            tell(f"Inget är skrivet: det som har fel kan inte vara beslutat. {_CHECK.format(args.copy)}", sys.stderr)
            return 1
        own = own_additions(root, copy, approved=args.approved)
    found = view(copy, args.region, own.payloads, date)
    if found.titles and args.region not in found.titles:
        raise UsageError(f"{args.region!r} is no region; choose one of {', '.join(sorted(found.titles))}")
    try:
        lists = {"avvikelser.md": deviation_list(found), FILE: review(found)}
        changed = write_tree(
            args.out, [*data_files(found), *((name, text.encode()) for name, text in lists.items() if text)]
        )
    except OSError as error:
        raise UsageError(str(error)) from error
    for path in own.unreadable:
        tell(f"{path}: kan inte läsas och är inte med. {_CHECK.format(args.copy)}", sys.stderr)
    for path in own.misplaced:
        tell(f"{path}: mappen eller filnamnet är ett annat än i filen. {_CHECK.format(args.copy)}", sys.stderr)
    if copy.stale:
        tell("Kopian är inaktuell: hämta den igen med `rodtrad pull`.", sys.stderr)
    for line in lines(found):
        tell(line)
    if lists[FILE]:
        tell(f"De tre texterna står under varandra i {args.out / FILE}.")
    tell(f"{changed} {'fil ändrad' if changed == 1 else 'filer ändrade'} under {args.out}.")
    told = own.unreadable or own.misplaced or found.missing or found.childless
    return 1 if told or any(one.conflicts for one in found.merged) else 0


_CHECK = "Kör `rodtrad check --national {}`."


def _errors(root: Path, copy: Copy) -> Iterator[Finding]:
    """What is wrong with the additions of a project.

    But for what the national texts no longer have: that may happen any day, and the merge itself tells it.
    """
    from functools import partial

    from rodtrad.checking import check
    from rodtrad.finding import Severity
    from rodtrad.national import national_faces
    from rodtrad.project import files
    from rodtrad.rules import COMING

    additions = [path for path in files(root) if path.startswith("content/tillagg/")]
    for finding in check(root, additions, national=partial(national_faces, copy)).findings:
        if finding.severity is Severity.ERROR and finding.rule not in {*COMING, "withdrawn-pathway"}:
            yield finding
