"""What is told on a terminal or in a log: the words and names of others are only words there."""

from __future__ import annotations

import re
import sys
from typing import TextIO

from rodtrad.source import BAD

HALF = re.compile("[\ud800-\udfff]")
"""Half a character; in a file name, a byte that is no UTF-8."""


def shown(text: str) -> str:
    """Text without what could drive a terminal or turn the direction of writing around.

    Of a file name that is no UTF-8, each other byte is shown as `\\xff`: two such names are not the same.
    """
    text = BAD.sub("\ufffd", text)
    return text if text.isascii() else HALF.sub(_byte, text)


def on_one_line(text: str) -> str:
    """The same, on one line: at the beginning of another it could be an order to what reads the log."""
    return shown(text).replace("\n", " ")


def tell(line: str, file: TextIO | None = None) -> None:
    """Print one line, on standard output if nothing else is said."""
    print(on_one_line(line), file=file or sys.stdout)


def _byte(half: re.Match[str]) -> str:
    number = ord(half[0]) - 0xDC00
    return f"\\x{number:02x}" if 0x80 <= number <= 0xFF else "\ufffd"
