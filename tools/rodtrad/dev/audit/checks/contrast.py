"""Contrast of texts and fields, also where axe-core leaves it open: in drawings, and on shaded grounds."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.dev.audit.looking import EVERY, FORCED, Said, Seen

CONTROL = "Kontrast, även i ritade figurer och med egna färger"
DEMAND = "Text minst 4,5 mot 1 (stor text 3 mot 1), fälts kanter minst 3 mot 1 (WCAG 1.4.3 och 1.4.11)"
VIEWS = (*EVERY, FORCED)


def look(seen: Seen) -> Iterator[Said]:
    yield from (seen.fault(what) for what in seen.ask("contrast"))
