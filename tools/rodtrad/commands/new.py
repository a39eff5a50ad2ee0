"""`rodtrad new`: start a document from a template that passes check as a draft."""

from __future__ import annotations

import argparse

HELP = "start a document from a template"

KINDS = ("vårdförlopp", "indikator", "riktlinje", "tillägg", "konsekvensbeskrivning")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("id", metavar="ID", help="id, also the file name; for a tillägg: REGION/VÅRDFÖRLOPP")
    parser.add_argument("--title", help="title in Swedish (default: made from the id)")


def run(args: argparse.Namespace) -> int:
    from shlex import quote

    from rodtrad.chapters import slug
    from rodtrad.errors import UsageError
    from rodtrad.files import write_atomic
    from rodtrad.matter import SLUG
    from rodtrad.project import require_root, stays_inside
    from rodtrad.templates import template

    root = require_root()
    parts = args.id.split("/")
    if len(parts) != (2 if args.kind == "tillägg" else 1) or not all(SLUG.fullmatch(part) for part in parts):
        shape = "REGION/VÅRDFÖRLOPP" if args.kind == "tillägg" else "ID"
        proper = "/".join(slug(part) for part in parts)
        title = f" --title {quote(args.id)}" if args.kind != "tillägg" and not args.title else ""
        instead = f", such as {proper}{title}" if len(parts) == shape.count("/") + 1 else ""
        raise UsageError(f"{args.id!r} is no {shape}: use small letters a–z, digits and hyphens{instead}")
    path, text = template(args.kind, args.id, args.title)
    stays_inside(root, path)
    try:
        write_atomic(root / path, text.encode(), exclusive=True)
    except FileExistsError:
        raise UsageError(f"{path} exists already; nothing was changed") from None
    print(f"{path} är skapad. Skriv, och kör `rodtrad check {path}`.")
    return 0
