"""`rodtrad serve`: show the site while it is written, with the findings of each page on the page."""

from __future__ import annotations

import argparse
import sys

HELP = "show a live preview that reloads on save, with the findings of each page on the page"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="port on this machine (default: 8000)")


def run(args: argparse.Namespace) -> int:
    from rodtrad.commands.build import project
    from rodtrad.errors import CLEAN, INTERNAL
    from rodtrad.site.building import BuildError, serve

    root = project()
    print(f"Förhandsvisning: http://127.0.0.1:{args.port}/ (avsluta med Ctrl+C)")
    sys.stdout.flush()
    try:
        serve(root, args.port)
    except BuildError:
        return INTERNAL
    return CLEAN
