"""`rodtrad baseline`: keep the file of known findings, which may only become fewer."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "take what is mended off the list of known findings; with --add, put what is found now on it"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: everything)")
    parser.add_argument("--add", action="store_true", help="let in what is not known yet; needs --reason")
    parser.add_argument("--reason", "--skäl", default="", metavar="TEXT", help="why it is let in, kept beside each")


def run(args: argparse.Namespace) -> int:
    from msgspec.structs import replace

    from rodtrad.baseline import NEVER, fingerprints, load, save, unread
    from rodtrad.checking import check
    from rodtrad.commands.check import select
    from rodtrad.errors import UsageError
    from rodtrad.finding import Severity
    from rodtrad.project import KNOWN, line_reader
    from rodtrad.store import store_of

    reason = " ".join(args.reason.split())
    if args.add != bool(reason):
        raise UsageError('--add and --reason "…" go together: nothing is let in without a reason')
    root, only = select(args.paths)
    before = load(root)
    args.result = result = check(root, store=store_of(root))
    marks = list(fingerprints(result.findings, result.library, line_reader(root)))
    still, lost = set(marks), unread(result, result.library)

    def asked_for(path: str) -> bool:
        return only is None or path in only or not (root / path).exists()

    kept = {
        one.fingerprint: one
        for one in sorted(before, reverse=True)
        if one.fingerprint in still or one.document in lost or not asked_for(one.document)
    }
    new = [
        (finding, mark)
        for finding, mark in zip(result.findings, marks, strict=True)
        if mark not in kept and finding.rule not in NEVER and asked_for(finding.path)
    ]
    mended = len({one.fingerprint for one in before}) - len(kept)
    if args.add:
        kept.update({mark: replace(mark, reason=reason) for _, mark in new})
    if before.symmetric_difference(kept.values()):
        save(root, kept.values())
    if mended:
        print(f"{_count(mended)} finns inte längre och togs bort.")
    if new and args.add:
        print(f"{_count(len(new))} togs med.")
    elif new:
        what = "1 ny anmärkning" if len(new) == 1 else f"{len(new)} nya anmärkningar"
        print(f'{what} togs inte med. Rätta, eller kör `rodtrad baseline --add --skäl "…"`.')
    print(f"{KNOWN}: {_count(len(kept))}.")
    refused = [] if args.add else [finding for finding, _ in new if finding.severity is Severity.ERROR]
    return 1 if refused else 0


def _count(number: int) -> str:
    return f"{number} {'anmärkning' if number == 1 else 'anmärkningar'}"
