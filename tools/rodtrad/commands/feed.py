"""`rodtrad feed`: write the JSON that regions fetch."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "write the JSON feed: released documents under api/v1, working texts apart under utkast/v1"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write in")
    parser.add_argument("--environment", choices=("production", "acceptance"), default="production")
    parser.add_argument("--no-drafts", action="store_true", help="leave working texts out")
    parser.add_argument("--base-url", help="address of the site (default: site_url of mkdocs.yml)")


def run(args: argparse.Namespace) -> int:
    import sys

    from rodtrad.crew import Crew
    from rodtrad.errors import UsageError
    from rodtrad.feed.releases import ReleaseError
    from rodtrad.feed_writing import address, left_out, write
    from rodtrad.project import files, require_root
    from rodtrad.telling import tell

    root = require_root()
    base = address(args.base_url) if args.base_url else None
    with Crew(root, files(root)) as args.crew:
        crew: Crew = args.crew
        try:
            changed = write(
                root, args.out, environment=args.environment, base=base, drafts=not args.no_drafts, crew=crew
            )
        except (ReleaseError, OSError) as error:
            raise UsageError(str(error)) from error
        missing = list(left_out(root, crew.library, crew.findings))
    for path in missing:
        tell(f"{path}: finns inte i flödet; kör `rodtrad check`", sys.stderr)
    tell(f"{changed} filer ändrade under {args.out}.")
    return 1 if missing else 0
