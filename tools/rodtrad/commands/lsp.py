"""`rodtrad lsp`: the language server, which editors start."""

from __future__ import annotations

import argparse

from rodtrad.commands._extra import extra

HELP = "answer an editor over standard input and output (the Language Server Protocol)"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stdio", action="store_true", help="the only way there is; editors may say so")


@extra("lsp")
def run(args: argparse.Namespace) -> int:
    from pathlib import Path

    from rodtrad.errors import CLEAN
    from rodtrad.lsp.server import serve
    from rodtrad.project import find_root

    serve(find_root(Path.cwd()))
    return CLEAN
