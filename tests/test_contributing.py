"""What CONTRIBUTING shows is what is there."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_the_rule_shown_is_the_rule() -> None:
    assert (ROOT / "tools/rodtrad/rules/no_exit.py").read_text("utf-8") in GUIDE


def test_the_suite_shown_is_the_beginning_of_the_suite() -> None:
    shown = GUIDE.partition("`````markdown\n")[2].partition("`````")[0]
    assert shown
    assert (ROOT / "tests/rules/no-exit.md").read_text("utf-8").startswith(shown)
