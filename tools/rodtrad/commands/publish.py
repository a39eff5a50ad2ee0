"""`rodtrad publish`: put the feed, and its site, where others read it, signed."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rodtrad.commands._extra import extra
from rodtrad.commands._progress import watched

if TYPE_CHECKING:
    from rodtrad.delivery.publishing import Published
    from rodtrad.delivery.stores import Store
    from rodtrad.feed.models import Environment

HELP = "publish the feed to a folder or a bucket, signed; --renew signs anew what is there"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="DIR|s3://BUCKET/PREFIX", help="the root of the web site")
    parser.add_argument("--keys", type=Path, required=True, metavar="DIR", help="folder of `rodtrad keys`")
    parser.add_argument("--from", dest="source", type=Path, metavar="DIR", help="folder of `rodtrad feed` or `build`")
    parser.add_argument("--renew", action="store_true", help="only sign anew: weekly, or after `rodtrad keys rotate`")
    parser.add_argument("--drafts", action="store_true", help="publish working texts: own keys, own address")
    parser.add_argument("--archive", action="store_true", help="make the archive anew, however little is missing in it")
    parser.add_argument(
        "--compress",
        action="append",
        choices=("gz", "br", "zst"),
        help="compressed copies in a folder: gz of all (default), br and zst of JSON that never changes",
    )
    parser.add_argument(
        "--take-lock", action="store_true", help="publish to a bucket though a run that was killed has left its lock"
    )
    parser.add_argument("--base-url", help="address of the site (default: site_url of mkdocs.yml)")


@extra("publish")
def run(args: argparse.Namespace) -> int:
    from rodtrad.delivery.keys import load
    from rodtrad.delivery.publishing import publish, renew
    from rodtrad.delivery.refusing import RefusedError
    from rodtrad.errors import UsageError
    from rodtrad.telling import tell

    if args.renew and (args.source or args.archive):
        raise UsageError("--renew publishes nothing new: leave --from and --archive out")
    now = dt.datetime.now(dt.UTC)
    try:
        environment = load(args.keys).environment
        if args.drafts != (environment == "draft"):
            raise UsageError("--drafts goes with the keys of the environment draft, and they with nothing else")
        store = _store(args)
        if args.renew:
            tell(_told(renew(store, args.keys, now=now), now))
            return 0
        with _source(args, environment) as (folder, missing), watched(_so_far) as progress:
            done = publish(folder, store, args.keys, now=now, archive=args.archive, progress=progress)
    except RefusedError as error:
        tell(str(error), sys.stderr)
        return 1
    except OSError as error:
        tell(f"Publiceringen avbröts: {error}. Kör igen, så fortsätter den där den slutade.", sys.stderr)
        return 1
    for path in missing:
        tell(f"{path}: finns inte i flödet; kör `rodtrad check`", sys.stderr)
    tell(_told(done, now))
    return 1 if missing else 0


def _store(args: argparse.Namespace) -> Store:
    from rodtrad.delivery.stores import Folder
    from rodtrad.errors import UsageError

    if args.to.startswith("s3://"):
        from rodtrad.delivery.bucket import Bucket

        return Bucket(args.to, take_lock=args.take_lock)
    if "://" in args.to:
        raise UsageError(f"{args.to}: write a folder, or s3://bucket/prefix")
    if args.take_lock:
        raise UsageError("--take-lock goes with a bucket: in a folder, the lock of a run that was killed is gone")
    target = Path(args.to)
    if args.keys.resolve().is_relative_to(target.resolve()):
        raise UsageError(f"the keys in {args.keys} would lie where everybody reads: move them out of {target}")
    if args.source and (
        args.source.resolve().is_relative_to(target.resolve()) or target.resolve().is_relative_to(args.source.resolve())
    ):
        raise UsageError(f"{target} and {args.source} lie in each other: choose folders that do not")
    return Folder(target, args.compress or ("gz",))


@contextmanager
def _source(args: argparse.Namespace, environment: Environment) -> Iterator[tuple[Path, list[str]]]:
    """The folder to publish, and what the feed has no place for."""
    if args.source:
        yield args.source, []
        return
    import tempfile

    from rodtrad.crew import Crew
    from rodtrad.errors import UsageError
    from rodtrad.feed.releases import ReleaseError
    from rodtrad.feed_writing import address, left_out, write
    from rodtrad.project import files, require_root

    root = require_root()
    base = address(args.base_url) if args.base_url else None
    drafts = environment == "draft"
    with tempfile.TemporaryDirectory(prefix="rodtrad-") as name:
        with Crew(root, files(root)) as args.crew:
            crew: Crew = args.crew
            try:
                released: Environment = "production" if drafts else environment
                write(root, Path(name), environment=released, base=base, drafts=drafts, crew=crew)
            except ReleaseError as error:
                raise UsageError(str(error)) from error
            missing = list(left_out(root, crew.library, crew.findings))
        yield Path(name), missing


def _so_far(done: int, total: int) -> str:
    return f"{done} av {max(done, total)} filer"


YEAR = dt.timedelta(days=365)


def _told(done: Published, now: dt.datetime) -> str:
    until = f"Signerat till och med {done.until:%Y-%m-%d}."
    if done.root_until - now < YEAR:
        until += (
            f" Rotnyckelns root.json gäller bara till {done.root_until:%Y-%m-%d}: "
            "hämta rotnyckeln och kör `rodtrad keys rotate root`, och publicera sedan med --renew."
        )
    if done.sequence is None:
        return f"Underskrifterna är förnyade. {until}"
    if not done.written and not done.removed:
        return f"Ingenting har ändrats sedan förra publiceringen (händelse {done.sequence}). {until}"
    made = " Arkivet är gjort på nytt." if done.archive else ""
    gone = f", {_files(done.removed)} borttagna" if done.removed else ""
    return (
        f"Publicerat till och med händelse {done.sequence}: {_files(done.written)} skrivna "
        f"({_size(done.bytes)}){gone}.{made} {until}"
    )


def _files(count: int) -> str:
    return "1 fil" if count == 1 else f"{count} filer"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB".replace(".", ",") if count >= 100_000 else f"{max(1, round(count / 1000))} kB"
