"""Nothing moves by itself while a page loads."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.dev.audit.looking import NARROW, WIDE, Measure, Said, Seen

CONTROL = "Stabilitet medan sidan läses in"
DEMAND = "Förskjutning (layout shift) högst 0,05"
VIEWS = (WIDE, NARROW)

MOST = 0.05


def look(seen: Seen) -> Iterator[Said]:
    seen.page.wait_for_timeout(150)  # what a script moves when the page is there
    moved: list[tuple[float, str]] = seen.page.evaluate("window.rtShifts")
    total = sum(value for value, _ in moved)
    yield Measure(total, f"högst {total:.3f}".replace(".", ","))
    if total > MOST:
        yield seen.fault(f"sidan förskjuts {total:.3f}: {max(moved)[1]}")
