"""`rodtrad fmt`: write documents in their canonical form."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "write documents in the one canonical form: letters in order, arrows, unpadded tables"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: everything)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file would change")


def run(args: argparse.Namespace) -> int:
    from rodtrad.commands._writing import put
    from rodtrad.commands.check import select
    from rodtrad.model import Kind
    from rodtrad.project import files, read_file
    from rodtrad.telling import tell
    from rodtrad.writer import format_document

    root, only = select(args.paths)
    changed = unread = 0
    for path in files(root) if only is None else only:
        document = read_file(root, path).document
        if document is None or document.source.replaced:  # what could not be read would be lost by writing
            tell(f"{path}: kan inte läsas; kör `rodtrad check {path}`")
            unread += 1
            continue
        if document.kind is Kind.REGISTER:
            continue
        text = format_document(document)
        if text != document.source.text or document.source.crlf:
            if not args.check and (reason := put(root, path, document.face.sha256, text.encode())):
                tell(f"{path}: ändras inte, för {reason}")
                unread += 1
                continue
            changed += 1
            tell(f"{path}: {'skulle ändras' if args.check else 'ändrad'}")
    if not changed and not unread:
        print("Inget att ändra.")
    return 1 if unread or (args.check and changed) else 0
