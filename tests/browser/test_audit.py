"""Every kind of page, as `rodtrad dev audit` looks at it: what it would tell of in a release fails here first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rodtrad.dev.audit import running
from rodtrad.dev.audit.looking import Audit, browsing
from rodtrad.dev.audit.serving import served
from rodtrad.dev.audit.telling import table

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def audit(site: Path) -> Iterator[Audit]:
    with served(site) as (copy, address), browsing() as browser:
        yield Audit(copy, address, browser)


@pytest.mark.parametrize("name", ["axe", "contrast", "keyboard", "layout", "markup", "motion", "operating", "origin"])
def test_it_holds(audit: Audit, name: str) -> None:
    outcomes = running.run(audit, running.checks([name]))
    assert not outcomes[0].faults, table(outcomes, len(audit.pages))
