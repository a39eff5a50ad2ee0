"""`rodtrad dev`: tools for those who build Rödtråd."""

from __future__ import annotations

import argparse

HELP = "make a test corpus, measure against peers, in an editor, under load or by search, or gather well-known words"


def arguments(parser: argparse.ArgumentParser) -> None:
    tools = ("audit", "bench", "corpus", "delta", "editor", "load", "screenshots", "search", "words")
    parser.add_argument("tool", choices=tools)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="see `rodtrad dev corpus --help`")


def run(args: argparse.Namespace) -> int:
    from importlib import import_module

    result = import_module(f"rodtrad.dev.{args.tool}").main(args.rest)
    return int(result or 0)
