"""The `rodtrad` command: finds the subcommand's module, imports only that, and turns its result to an exit code."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

from rodtrad.errors import INTERNAL, USAGE, UsageError
from rodtrad.refusals import in_swedish
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
    with in_swedish():
        args = parser.parse_args(arguments, args)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except UsageError as error:
        _complain(f"rodtrad {args.command}: {error}")
        return USAGE
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("RODTRAD_TRACEBACK"):
            raise
        _complain(f"rodtrad {args.command}: internal error: {type(error).__name__}: {error}")
        _complain("Set RODTRAD_TRACEBACK=1 to see where, and report it.")
        return INTERNAL
    return code


def _complain(line: str) -> None:
    from rodtrad.telling import tell

    tell(line, sys.stderr)


class _Pipe(io.FileIO):
    """Where words go. When its reader (`head`, a pager) has seen enough the work goes on, to its exit code."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            return len(memoryview(data))


def _stream(number: int) -> io.TextIOWrapper:
    """Standard output or error in UTF-8, whatever the locale."""
    pipe = _Pipe(number, "wb", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(pipe), "utf-8", errors="replace", line_buffering=number == 2 or pipe.isatty()
    )


def run() -> None:
    """The program: `main`, and an end at once. Handing back the memory of a large project takes a while."""
    gc.set_threshold(100_000)  # what is imported is no garbage either
    unheard = sys.stdout is None
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        if stream is None:  # closed: the next file that is opened would be taken for it
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
    sys.stdout, sys.stderr = _stream(1), _stream(2)
    args = argparse.Namespace()
    code = INTERNAL
    try:
        if unheard:
            _complain("rodtrad: standard output is closed")
        else:
            code = main(None, args)
    except Exception:  # noqa: BLE001,RUF100 - Python would exit with 1, which says that there are findings
        traceback.print_exc()
    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):
        sys.stderr.flush()
    if code == 130:  # interrupted: processes that are at work must be ended too
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    run()
