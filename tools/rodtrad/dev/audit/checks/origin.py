"""A page asks nobody else for anything, keeps nothing about its reader, and the browser has nothing to complain of."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.dev.audit.looking import NARROW, WIDE, Said, Seen

CONTROL = "Inget hämtas från andra, inga kakor, inga fel i webbläsaren"
DEMAND = "Alla frågor går till den egna adressen; konsolen är tom"
VIEWS = (WIDE, NARROW)


def look(seen: Seen) -> Iterator[Said]:
    for request in seen.requests:
        if not request.url.startswith((seen.address, "data:", "blob:")):
            yield seen.fault(f"frågar någon annan: {request.url}")
    for complaint in dict.fromkeys(seen.heard):
        if seen.path != "404.html" or "404" not in complaint:
            yield seen.fault(complaint)
    for cookie in seen.page.context.cookies():
        yield seen.fault(f"kaka: {cookie.get('name')}")
