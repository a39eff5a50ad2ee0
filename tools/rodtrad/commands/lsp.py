"""`rodtrad lsp`: the language server, which editors start."""

from __future__ import annotations

import argparse

HELP = "answer an editor over standard input and output (the Language Server Protocol)"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stdio", action="store_true", help="the only way there is; editors may say so")


def run(args: argparse.Namespace) -> int:
    from pathlib import Path

    from rodtrad.errors import CLEAN, UsageError
    from rodtrad.project import find_root

    try:
        from rodtrad.lsp.server import serve
    except ModuleNotFoundError as error:
        raise UsageError(f"needs the extra [lsp]: pip install 'rodtrad[lsp]' ({error.name} is missing)") from None
    serve(find_root(Path.cwd()))
    return CLEAN
