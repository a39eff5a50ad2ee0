"""`rodtrad withdraw`: say that a released document no longer holds."""

from __future__ import annotations

import argparse
import datetime as dt

HELP = "withdraw a released document; what was released stays, marked as withdrawn"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="`sepsis`, or with its folder: `indikatorer/x`")
    parser.add_argument("--reason", required=True, help="why, in Swedish: readers see it")
    parser.add_argument("--replaced-by", action="append", default=[], metavar="ID", help="document that replaces it")
    parser.add_argument("--environment", choices=("production", "acceptance"), default="production")
    parser.add_argument("--date", default=dt.date.today().isoformat(), help="date of the withdrawal (today)")


def run(args: argparse.Namespace) -> int:
    import sys

    from rodtrad.errors import UsageError
    from rodtrad.feed.releases import ReleaseError
    from rodtrad.project import open_project, require_root
    from rodtrad.release import RefusedError, withdraw
    from rodtrad.telling import tell

    project = open_project(require_root())
    try:
        event = withdraw(
            project,
            _key(args.id),
            reason=args.reason,
            replaced_by=[_key(id) for id in args.replaced_by],
            environment=args.environment,
            date=args.date,
        )
    except RefusedError as error:
        tell(str(error), sys.stderr)
        return 1
    except ReleaseError as error:
        raise UsageError(str(error)) from error
    tell(f"{event.nummer}: {event.dokument} {event.version} upphävt")
    return 0


def _key(id: str) -> str:
    return id if "/" in id else f"vardforlopp/{id}"
