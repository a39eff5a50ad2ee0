"""Cells: what a spreadsheet would work out is text, and a number stays a number."""

from __future__ import annotations

import pytest

from rodtrad.tabular import harmless


@pytest.mark.parametrize("value", ["-0.3", "-12", "0.5", "12", "", "a-b", None, 3, -3])
def test_numbers_and_words_pass_unchanged(value: str | int | None) -> None:
    assert harmless(value) == value


@pytest.mark.parametrize(
    "value",
    ["-1+1", "-", "-.5", "-1.", "--1", "-1\n", " -1", "-1e5", "-A1", "-1,5", "+1", "=1", "@x", "＝1", "－1", "-１"],
)
def test_what_could_be_worked_out_is_told_to_be_text(value: str) -> None:
    assert harmless(value) == f"'{value}"
