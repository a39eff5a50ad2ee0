"""Every kind of page in a narrow window, and in one at 400 % zoom: what the audit would tell of fails here first."""

from __future__ import annotations

import pytest

from rodtrad.dev.audit import running
from rodtrad.dev.audit.looking import NARROW, ZOOMED, Audit
from rodtrad.dev.audit.telling import table

pytestmark = pytest.mark.browser


def test_every_page_holds_in_a_narrow_window(audit: Audit) -> None:
    outcomes = running.run(audit, running.checks(without=["lighthouse", "paint"]), [NARROW.width, ZOOMED.width])
    assert not any(outcome.faults for outcome in outcomes), table(outcomes, len(audit.pages))
