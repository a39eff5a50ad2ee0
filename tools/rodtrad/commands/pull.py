"""`rodtrad pull`: fetch the feed to a copy of one's own, verified."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rodtrad.commands._extra import extra
from rodtrad.commands._progress import watched

if TYPE_CHECKING:
    from datetime import datetime

    from rodtrad.region import Mirror
    from rodtrad.region.words import Pulled

HELP = "fetch the feed to a copy of one's own, verified; only what has changed is fetched"

FAILED, STALE = 3, 4
"""Exit codes: could not fetch or verify; what was signed has expired. The last good copy stays."""

WIDTH = 30
"""Characters of the progress bar."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="https://…/api/v1")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the copy: a folder of its own")
    parser.add_argument("--root", type=Path, metavar="FILE", help="root.json that the sender has handed over")
    parser.add_argument("--trust-first", action="store_true", help="without --root: trust whoever answers first")
    parser.add_argument("--environment", choices=("production", "acceptance"), default="production")
    parser.add_argument("--examples", action="store_true", help="also texts that must not be used in care")
    parser.add_argument("--region", default="", metavar="R", help="its additions only, and those they build on")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
    parser.add_argument("--offline-verify", action="store_true", help="fetch nothing: check the copy that is there")
    parser.add_argument("--parallel", type=int, default=4, metavar="N", help="files fetched at once (4)")
    parser.add_argument("--allow-http", action="store_true", help="an address without TLS may be asked")
    parser.add_argument("--patience", type=float, default=30.0, metavar="S", help="seconds an answer may take (30)")
    parser.add_argument("--list", type=Path, metavar="FILE", help="write there what the copy holds, whatever came")


@extra("region")
def run(args: argparse.Namespace) -> int:
    from rodtrad.errors import UsageError
    from rodtrad.region import Mirror

    with Mirror(args.folder) as mirror:
        code = _run(args, mirror)
        if args.list:
            try:
                args.list.write_text("".join(_lines(mirror)), "utf-8")
            except OSError as error:
                raise UsageError(f"{args.list} cannot be written: {error.strerror}") from error
    return code


def _run(args: argparse.Namespace, mirror: Mirror) -> int:
    import sys
    from datetime import UTC, datetime

    from rodtrad.region import CopyError, NotTrustedError, StaleError
    from rodtrad.region.words import report
    from rodtrad.telling import tell

    try:
        if args.offline_verify:
            tell(f"Kopian är hel: {mirror.verify(root=args.root)} filer stämmer med det som är undertecknat.")
            return _stale(mirror, datetime.now(UTC))
        pulled = _pull(mirror, args)
    except CopyError as error:
        tell(str(error), sys.stderr)
        if args.root and isinstance(error, NotTrustedError) and _is_empty(mirror):
            tell(f"Är {args.root} den root.json som hör till adressen? Fråga avsändaren.", sys.stderr)
        return STALE if isinstance(error, StaleError) else _stale(mirror, datetime.now(UTC)) or FAILED
    for line in report(pulled):
        tell(line)
    return 1 if pulled.needs_human else 0


def _lines(mirror: Mirror) -> Iterator[str]:
    """Of each document key, version, state and the hash of what holds; none where there is no copy."""
    import json

    from rodtrad.feed.canonical import sha256
    from rodtrad.region.errors import EmptyError

    with suppress(EmptyError), mirror.reading():
        for key in mirror:
            data = mirror.current(key)
            said = json.loads(data)
            yield f"{key}\t{said.get('version', '')}\t{said['lifecycle']['state']}\t{sha256(data)}\n"


def _pull(mirror: Mirror, args: argparse.Namespace) -> Pulled:
    with watched(_bar) as progress:
        return mirror.pull(
            args.url,
            root=args.root,
            trust_first=args.trust_first,
            environment=args.environment,
            examples=args.examples,
            region=args.region,
            parallel=args.parallel,
            allow_http=args.allow_http,
            dry_run=args.dry_run,
            patience=args.patience,
            progress=progress,
        )


def _is_empty(mirror: Mirror) -> bool:
    from rodtrad.region import EmptyError

    try:
        mirror.keys()
    except EmptyError:
        return True
    return False


def _stale(mirror: Mirror, now: datetime) -> int:
    """Say so when nobody vouches for the copy any longer, and return the exit code for that, or 0."""
    import sys

    from rodtrad.region import CopyError
    from rodtrad.telling import tell

    with suppress(CopyError):
        if mirror.stale_at(now):
            tell(f"Kopian är inaktuell sedan {mirror.expires:%Y-%m-%d}. Den används tills vidare.", sys.stderr)
            return STALE
    return 0


def _bar(done: int, total: int) -> str:
    from rodtrad.region.words import size

    full = WIDTH * done // max(total, 1)
    return f"{'█' * full}{'░' * (WIDTH - full)} {size(done)} av {size(total)}"
