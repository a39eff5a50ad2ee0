"""Pages fit the window, also at 400 % zoom, and no text is cut off."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.dev.audit.looking import NARROW, WIDE, ZOOMED, Said, Seen

CONTROL = "Text och bild ryms, även vid 400 % förstoring"
DEMAND = "Ingen sida är bredare än fönstret vid 1440, 390 och 320 px; ingen text klipps av (WCAG 1.4.10)"
VIEWS = (WIDE, NARROW, ZOOMED)


def look(seen: Seen) -> Iterator[Said]:
    yield from (seen.fault(what) for what in seen.ask("layout"))
