"""axe-core finds nothing to object to, of any gravity."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.dev.audit.looking import Audit, Said, Seen, Versions
from rodtrad.errors import UsageError

CONTROL = "Automatisk granskning med axe-core"
DEMAND = "Inga anmärkningar av någon grad: WCAG 2.2 A och AA, god praxis och försöksregler"

OPTIONS = {
    "runOnly": [*("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"), "best-practice", "experimental"],
    "resultTypes": ["violations"],
}
"""All but level AAA: it is not asked for, and its colours would leave nothing to tell things apart with."""

COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""The second time, in the dark: nothing but colours differs."""


def look(seen: Seen) -> Iterator[Said]:
    if seen.page.evaluate("typeof axe") == "undefined":
        seen.page.evaluate(_script())
    options = OPTIONS if seen.view.scheme == "light" else COLOURS
    for violation in seen.page.evaluate("async (options) => (await axe.run(options)).violations", options):
        for node in violation["nodes"]:
            reason = " ".join(node["failureSummary"].split("\n")[1:2]).strip()
            yield seen.fault(f"{violation['id']}: {reason}: {node['html'][:160]}")


def versions(audit: Audit) -> Versions:
    return {"axe-core": _script()[:40].partition("axe v")[2].split()[0]}


def _script() -> str:
    try:
        from axe_playwright_python.base import AXE_SCRIPT
    except ImportError as error:
        raise UsageError("axe-playwright-python is needed: pip install 'rodtrad[test]'") from error
    return str(AXE_SCRIPT)
