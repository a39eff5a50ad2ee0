"""Cells of tables that are opened in a spreadsheet."""

from __future__ import annotations

import re

Cell = str | int | float | None

_FORMULA = tuple("=+-@＝＋－＠")
"""A formula begins with one of these; spreadsheets in some languages read the wide letters too (see CWE-1236)."""

_INSIDE = re.compile(r"([;\t]\s*)(?=[=+\-@＝＋－＠])")
"""A spreadsheet set to Swedish parts a line at semicolons, also within quotation marks."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
"""What begins as a formula does and is none."""


def harmless(value: Cell) -> Cell:
    """A spreadsheet would work out a cell that is a formula, also after a space: it is told that this is text."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    value = _INSIDE.sub(r"\1'", value)
    if not (value[:1].isspace() or value.startswith(_FORMULA)):
        return value
    return f"'{value}" if value[0] in "\t\r\n" or value.lstrip().startswith(_FORMULA) else value
