"""With Tab alone everything is reached, in order, in sight, with a clear mark, and nothing holds the focus fast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rodtrad.dev.audit.looking import DARK, WIDE, Said, Seen

CONTROL = "Tangentbord: hela sidan med Tab"
DEMAND = "Allt nås, i ordning, syns, med tydlig markering och utan fälla (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11)"
VIEWS = (WIDE, DARK)
"""Both widths and both schemes, crosswise: the order is the same in the dark, and the mark's colour for all widths."""

CLEAR = 3.0
"""Contrast of the mark against what is around it, at least: WCAG 1.4.11."""

_BATCH, _MORE = 25, 40
"""Steps between two questions of where the focus has been; and how many more than there are things to reach, at most:
boxes that scroll are reached too, without asking for it."""

_AHEAD = "[...document.querySelectorAll('[tabindex]')].filter((one) => one.tabIndex > 0).map((one) => one.outerHTML)"
_STEPS = "window.rtSteps.splice(0)"


def look(seen: Seen) -> Iterator[Said]:
    names: list[str] = seen.ask("keyboard")
    yield from (seen.fault(f"i fel ordning: {ahead[:80]}") for ahead in seen.page.evaluate(_AHEAD))
    reached: list[int] = []
    for here in _walk(seen, len(names)):
        if here is None or here["at"] in reached:
            break
        if not here["seen"]:
            yield seen.fault(f"det som har fokus syns inte: {here['name']}")
        if here["clear"] < CLEAR:
            yield seen.fault(f"fokus syns för dåligt ({here['clear']:.1f} mot 1): {here['name']}".replace(".", ","))
        if here["at"] >= 0:
            reached.append(here["at"])
    else:
        yield seen.fault("fokus kommer aldrig runt")
    if reached != sorted(reached):
        at = next(i for i in range(1, len(reached)) if reached[i] < reached[i - 1])
        yield seen.fault(f"i fel ordning: {names[reached[at]]}")
    for missed in sorted(set(range(len(names))) - set(reached)):
        yield seen.fault(f"nås inte med Tab: {names[missed]}")
    if len(reached) > 2:
        yield from _back(seen, names)


def _walk(seen: Seen, amount: int) -> Iterator[dict[str, Any] | None]:
    """Each step of Tab; None where the focus has left the page."""
    for _ in range(0, amount + _MORE, _BATCH):
        for _ in range(_BATCH):
            seen.page.keyboard.press("Tab")
        steps = seen.page.evaluate(_STEPS)
        yield from steps
        if len(steps) < _BATCH:
            yield None


def _back(seen: Seen, names: list[str]) -> Iterator[Said]:
    """Backwards the last two are reached as well: the focus is not held fast in that direction either."""
    for _ in range(2):
        for _ in range(_BATCH):
            seen.page.keyboard.press("Shift+Tab")
        passed = {step["at"] for step in seen.page.evaluate(_STEPS) if step}
        if passed & {len(names) - 1, len(names) - 2}:
            return
    yield seen.fault(f"nås inte med Skift+Tab: {names[-1]}")
