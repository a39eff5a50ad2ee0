"""With Tab alone everything is reached, in order, in sight, with a clear mark, and nothing holds the focus fast."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.dev.audit.looking import EVERY, Said, Seen

CONTROL = "Tangentbord: hela sidan med Tab"
DEMAND = "Allt nås, i ordning, syns, med tydlig markering och utan fälla (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11)"
VIEWS = EVERY

CLEAR = 3.0
"""Contrast of the mark against what is around it, at least: WCAG 1.4.11."""

_MORE = 40
"""Boxes that scroll are reached too, without asking for it: so many more steps, at most."""


def look(seen: Seen) -> Iterator[Said]:
    names: list[str] = seen.ask("focusable")
    reached: list[int] = []
    for _ in range(len(names) + _MORE):
        seen.page.keyboard.press("Tab")
        here = seen.ask("focused")
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


def _back(seen: Seen, names: list[str]) -> Iterator[Said]:
    """From the first there is a way back to the last: the focus is not held fast in that direction either."""
    for expected in (len(names) - 1, len(names) - 2):
        for _ in range(_MORE):
            seen.page.keyboard.press("Shift+Tab")
            here = seen.ask("focused")
            if here is not None and here["at"] == expected:
                break
        else:
            yield seen.fault(f"nås inte med Skift+Tab: {names[expected]}")
            return
