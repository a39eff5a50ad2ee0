"""`rodtrad keys`: make the keys that a feed is signed with, and exchange them."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from rodtrad.commands._extra import extra

HELP = "make the keys that a feed is signed with, or exchange one of them"


def arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="keys", required=True, metavar="init|rotate")
    init = kinds.add_parser("init", help="make the keys of an environment")
    init.add_argument("dir", type=Path, metavar="DIR", help="new folder to make them in")
    init.add_argument("--environment", choices=("production", "acceptance", "draft"), required=True)
    rotate = kinds.add_parser("rotate", help="exchange the key of one role; needs offline/root.pem")
    rotate.add_argument("role", choices=("root", "targets", "snapshot", "timestamp"), metavar="ROLE")
    rotate.add_argument("dir", type=Path, metavar="DIR", help="folder of keys")


@extra("publish")
def run(args: argparse.Namespace) -> int:
    import os
    import sys

    from rodtrad.delivery.keys import PASSPHRASES, ROLES, init, load, rotate
    from rodtrad.delivery.refusing import RefusedError
    from rodtrad.errors import UsageError
    from rodtrad.feed.canonical import sha256
    from rodtrad.telling import tell

    now, folder = dt.datetime.now(dt.UTC), args.dir
    try:
        if args.keys == "init":
            init(folder, environment=args.environment, now=now)
        else:
            rotate(folder, args.role, now=now)
        keys = load(folder)
    except RefusedError as error:
        tell(str(error), sys.stderr)
        return 1
    except OSError as error:
        raise UsageError(str(error)) from error
    version = max(keys.roots)
    tell(f"{folder / 'root.json'} är version {version} och gäller till {keys.newest.signed.expires:%Y-%m-%d}.")
    tell(f"Kontrollsumma (sha256): {sha256(keys.roots[version])}")
    for name in sorted({PASSPHRASES[role] for role in ROLES if args.keys == "init" or role == args.role}):
        if not os.environ.get(name):
            tell(f"Ingen kryptering: {name} är inte satt, så den som får tag i nyckeln kan använda den.", sys.stderr)
    tell(f"Flytta {folder / 'offline'} till en förvaring utan nät: rotnyckeln behövs bara när en nyckel byts.")
    if args.keys == "init":
        tell("Ge regionerna root.json och låt dem jämföra kontrollsumman på en annan väg.")
    else:
        tell("Publicera nu: `rodtrad publish --renew` räcker. Regionernas kopior följer med av sig själva.")
    return 0
