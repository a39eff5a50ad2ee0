"""`rodtrad conformance`: try somebody's client of the feed on good and hostile senders."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rodtrad.commands._extra import extra

if TYPE_CHECKING:
    from datetime import datetime

    from rodtrad.conformance.histories import Case
    from rodtrad.conformance.running import Verdict

HELP = "try a client of the feed, in any language, on good and hostile senders"


def arguments(parser: argparse.ArgumentParser) -> None:
    about = "the client, with the words {url} {dir} {root} {list}; no shell reads it"
    parser.add_argument("client", nargs="?", metavar="COMMAND", help=about)
    parser.add_argument("--only", action="append", default=[], metavar="CASE", help="this case; may be repeated")
    parser.add_argument("--list", action="store_true", help="only tell which cases there are")
    parser.add_argument("--write", type=Path, metavar="DIR", help="write the cases as folders instead of running")
    parser.add_argument("--timeout", type=float, default=60.0, metavar="S", help="seconds that a run may take (60)")
    parser.add_argument("--parallel", type=int, default=8, metavar="N", help="cases at once (8)")


@extra("region")
def run(args: argparse.Namespace) -> int:
    import datetime as dt

    from rodtrad.conformance.cases import CASES
    from rodtrad.errors import UsageError
    from rodtrad.telling import tell

    unknown = set(args.only) - {case.name for case in CASES}
    if unknown:
        raise UsageError(f"no case is called {', '.join(sorted(unknown))}: see `rodtrad conformance --list`")
    cases = [case for case in CASES if not args.only or case.name in args.only]
    now = dt.datetime.now(dt.UTC)
    if args.list:
        width = max(len(case.name) for case in cases)
        for case in cases:
            tell(f"{case.name:{width}}  {case.about}")
        return 0
    if args.write:
        from rodtrad.conformance.writing import write

        try:
            write(args.write, cases, now)
        except OSError as error:
            raise UsageError(f"{args.write} cannot be written: {error.strerror}") from error
        tell(f"{len(cases)} fall är skrivna till {args.write}. README.md där säger hur de används.")
        return 0
    return _judge(args, cases, now)


_EXPECTED, _CAME = 42, 22
"""Width of the columns."""


def _judge(args: argparse.Namespace, cases: Sequence[Case], now: datetime) -> int:
    import sys

    from rodtrad.conformance.running import Runner
    from rodtrad.telling import tell

    runner = Runner(_words(args.client), args.timeout, max(1, args.parallel))
    names = max(len(case.name) for case in cases)
    wrong: list[str] = []
    tell(f"{'':5}{'fall':{names}}  {'väntat':{_EXPECTED}}  {'kom':{_CAME}}  vad fallet gäller")
    for verdict in runner.run(cases, now):
        for line in _row(verdict, names):
            tell(line)
        if verdict.faults:
            wrong.append(verdict.case.name)
        sys.stdout.flush()
    if wrong:
        tell(f"Fel i {len(wrong)} av {len(cases)} fall: {', '.join(wrong)}.")
        return 1
    tell(f"Alla {len(cases)} fall är rätt.")
    return 0


def _words(command: str | None) -> list[str]:
    import shlex
    import shutil

    from rodtrad.conformance.running import PLACES
    from rodtrad.errors import UsageError

    if not command:
        raise UsageError("say which client to run, or --list, or --write DIR")
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageError(f"the command cannot be read: {error}") from error
    missing = [place for place in PLACES if not any(place in word for word in words)]
    if missing:
        raise UsageError(f"the command has no {' and no '.join(missing)}: the client must be told where")
    if not shutil.which(words[0]):
        raise UsageError(f"{words[0]} is no program that can be run")
    return words


def _row(verdict: Verdict, width: int) -> list[str]:
    mark = "FEL" if verdict.faults else "rätt"
    expected = ", ".join(verdict.expected)
    came = ", ".join(verdict.came) if verdict.faults else "som väntat"
    row = f"{mark:5}{verdict.case.name:{width}}  {expected:{_EXPECTED}}  {came:{_CAME}}  {verdict.case.about}"
    return [row, *(f"{'':5}- {fault}" for fault in verdict.faults)]
