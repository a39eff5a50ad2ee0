"""What argparse says of a command that is written wrong, in Swedish: those who write texts use the commands too."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

SWEDISH: Mapping[str, str] = {
    "%(prog)s: error: %(message)s\n": "%(prog)s: fel: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan betyda flera val: %(matches)s",
    "expected %s argument": "ska ha %s värde efter sig",
    "expected %s arguments": "ska ha %s värden efter sig",
    "expected at least one argument": "ska ha minst ett värde efter sig",
    "expected at most one argument": "får ha högst ett värde efter sig",
    "expected one argument": "ska ha ett värde efter sig",
    "ignored explicit argument %r": "ska inte ha något värde, men har %r",
    "invalid %(type)s value: %(value)r": "%(value)r går inte att läsa som %(type)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r finns inte. Välj bland %(choices)s",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "%(value)r finns inte. Menade du %(closest)r? Välj bland %(choices)s"
    ),
    "not allowed with argument %s": "går inte ihop med %s",
    "one of the arguments %s is required": "något av %s måste anges",
    "the following arguments are required: %s": "det här saknas: %s",
    "unexpected option string: %s": "valet %s finns inte",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r finns inte. Välj bland %(choices)s",
    "unrecognized arguments: %s": "det här känns inte igen: %s",
}
"""What is not here is said in help, which is English, or to who writes the program."""


@contextmanager
def in_swedish() -> Iterator[None]:
    """While arguments are read. argparse asks gettext for each message, and that has no other way to be told."""
    one, several = argparse._, argparse.ngettext  # type: ignore[attr-defined]
    argparse._ = lambda said: SWEDISH.get(said, said)  # type: ignore[attr-defined]
    argparse.ngettext = lambda single, plural, count: SWEDISH.get(  # type: ignore[attr-defined]
        said := single if count == 1 else plural, said
    )
    try:
        yield
    finally:
        argparse._, argparse.ngettext = one, several  # type: ignore[attr-defined]
