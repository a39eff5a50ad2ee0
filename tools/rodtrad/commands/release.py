"""`rodtrad release`: freeze the working text of one or more documents as a version."""

from __future__ import annotations

import argparse
import datetime as dt

HELP = "freeze the working text of documents as a numbered version"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="`sepsis`, or with its folder: `indikatorer/x`")
    parser.add_argument("--environment", choices=("production", "acceptance"), default="production")
    parser.add_argument("--date", default=dt.date.today().isoformat(), help="date of the release (today)")
    parser.add_argument("--confirm", action="store_true", help="an editorial change keeps the earlier decision")


def run(args: argparse.Namespace) -> int:
    import sys

    from rodtrad.errors import UsageError
    from rodtrad.feed.releases import ReleaseError
    from rodtrad.feed_writing import base_url
    from rodtrad.project import open_project, require_root
    from rodtrad.release import RefusedError, release
    from rodtrad.telling import tell

    root = require_root()
    project = open_project(root)
    refused = 0
    for id in args.ids:
        key = id if "/" in id else f"vardforlopp/{id}"
        try:
            event = release(
                project,
                key,
                environment=args.environment,
                base=base_url(root),
                date=args.date,
                confirm=args.confirm,
            )
        except RefusedError as error:
            tell(str(error), sys.stderr)
            refused += 1
            continue
        except ReleaseError as error:
            raise UsageError(str(error)) from error
        tell(f"{event.nummer}: {event.dokument} {event.version} ({event.klass})")
        for line in event.sammanfattning:
            tell(f"  {line}")
    return 1 if refused else 0
