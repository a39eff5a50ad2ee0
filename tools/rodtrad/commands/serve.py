"""`rodtrad serve`: show the site while it is written, with the findings of each page on the page."""

from __future__ import annotations

import argparse
import sys

HELP = "show a live preview that reloads on save, with the findings of each page on the page"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="port on this machine (default: 8000)")


def run(args: argparse.Namespace) -> int:
    from rodtrad.commands.build import project
    from rodtrad.errors import CLEAN, INTERNAL, UsageError
    from rodtrad.site.building import BuildError, is_free, serve

    root = project()
    if not is_free(args.port):
        raise UsageError(f"port {args.port} is in use: end what runs there, or choose another with --port")
    print(f"Förhandsvisning: http://127.0.0.1:{args.port}/ (avsluta med Ctrl+C)")
    sys.stdout.flush()
    try:
        serve(root, args.port)
    except BuildError:
        return INTERNAL
    return CLEAN
