"""Every kind of page in a wide window, and what the audit asks once: what it would tell of fails here first."""

from __future__ import annotations

import shutil

import pytest

from rodtrad.dev.audit import running, tools
from rodtrad.dev.audit.looking import WIDE, Audit
from rodtrad.dev.audit.telling import table

pytestmark = pytest.mark.browser

TIMED = ("lighthouse", "paint")
"""Another answer on another machine: only the command asks."""


def test_every_page_holds_in_a_wide_window(audit: Audit) -> None:
    outcomes = running.run(audit, running.checks(without=TIMED), [WIDE.width])
    assert not any(outcome.faults for outcome in outcomes), table(outcomes, len(audit.pages))
    assert len(audit.pages) > 40


def test_everything_can_be_done_by_keyboard(audit: Audit) -> None:
    outcomes = running.run(audit, running.checks(["operating"]))
    assert not outcomes[0].faults, table(outcomes, 1)


@pytest.mark.skipif(
    not (shutil.which("java") and (tools.HOME / "node_modules" / tools.VNU).is_file()),
    reason="there is no checker: npm ci --prefix tests/npm --omit=dev, and Java",
)
def test_every_page_is_written_as_the_standard_says(audit: Audit) -> None:
    outcomes = running.run(audit, running.checks(["markup"]))
    assert not outcomes[0].faults, table(outcomes, len(audit.pages))
