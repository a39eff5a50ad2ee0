"""The `rodtrad` command: finds the subcommand's module, imports only that, and turns its result to an exit code."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from rodtrad.errors import CLEAN, INTERNAL, USAGE, UsageError
from rodtrad.registry import names


def main(argv: Sequence[str] | None = None, args: argparse.Namespace | None = None) -> int:
    """Run one subcommand and return its exit code. What the command puts in `args` lives as long as that does."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    known = names("rodtrad.commands")
    chosen = [arguments[0]] if arguments and arguments[0] in known else known
    parser = argparse.ArgumentParser(prog="rodtrad", description="Check, link, render and export care pathways.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in chosen:
        module = import_module(f"rodtrad.commands.{name}")
        sub = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = parser.parse_args(arguments, args)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except UsageError as error:
        print(f"rodtrad {args.command}: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # the reader (`head`, a pager) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("RODTRAD_TRACEBACK"):
            raise
        print(
            f"rodtrad {args.command}: internal error: {type(error).__name__}: {error}\n"
            "Set RODTRAD_TRACEBACK=1 to see where, and report it.",
            file=sys.stderr,
        )
        return INTERNAL
    return code


def run() -> None:
    """The program: `main`, and an end at once. Handing back the memory of a large project takes a while."""
    gc.set_threshold(100_000)  # what is imported is no garbage either
    args = argparse.Namespace()
    code = main(None, args)
    sys.stdout.flush()
    sys.stderr.flush()
    if code == 130:  # interrupted: processes that are at work must be ended too
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    run()
