"""What can be done with a page can be done by keyboard: skip to the text, follow the flow, menu, colours."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.dev.audit.looking import NARROW, WIDE, Audit, Fault, Said, Seen
from rodtrad.dev.audit.samples import heaviest

CONTROL = "Tangentbord: hopplänk, flödesschema, meny och färger"
DEMAND = "Allt som går att göra med mus går att göra med tangenter (WCAG 2.1.1, 2.4.1)"

_BODY = "getComputedStyle(document.body).backgroundColor"
_FOCUSED = "document.activeElement"


def whole(audit: Audit) -> Iterator[Said]:
    pathway = heaviest(audit.site, "vardforlopp")
    for what, path, view in (
        (_skip, "", WIDE),
        (_skip, pathway, NARROW),
        (_flow, pathway, WIDE),
        (_menu, pathway, NARROW),
        (_colours, "", WIDE),
        (_colours, pathway, NARROW),
    ):
        with audit.opened(path, view) as seen:
            yield from what(seen)


def _tab(seen: Seen, until: str, most: int = 25) -> bool:
    """Press Tab until the focused element fits; False when it never does."""
    for _ in range(most):
        seen.page.keyboard.press("Tab")
        if seen.page.evaluate(f"{_FOCUSED}.matches({until!r})"):
            return True
    return False


def _skip(seen: Seen) -> Iterator[Fault]:
    seen.page.keyboard.press("Tab")
    if not seen.page.evaluate(f"{_FOCUSED}.matches('a[href^=\"#\"]')"):
        yield seen.fault("det första som nås är ingen hopplänk")
        return
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press("Tab")
    if not seen.page.evaluate(f"!!{_FOCUSED}.closest('main')"):
        yield seen.fault("hopplänken leder inte in i texten")


def _flow(seen: Seen) -> Iterator[Fault]:
    """Each box in the drawing leads to its place, and from there one goes on."""
    boxes = seen.page.locator("svg.flow a[href^='#']")
    if not boxes.count():
        yield seen.fault("flödesschemat har inga rutor som leder vidare")
    for number in range(boxes.count()):
        box = boxes.nth(number)
        goal = str(box.get_attribute("href"))[1:]
        box.focus()
        seen.page.keyboard.press("Enter")
        there = "id => { const r = document.getElementById(id).getBoundingClientRect(); "
        there += "return r.top >= 0 && r.top < innerHeight; }"
        if not seen.page.evaluate(there, goal):
            yield seen.fault(f"Enter på en ruta leder inte till #{goal}")
        seen.page.keyboard.press("Tab")
        after = "id => !(document.activeElement.compareDocumentPosition(document.getElementById(id)) & 4)"
        if not seen.page.evaluate(after, goal):
            yield seen.fault(f"efter en ruta fortsätter Tab inte från #{goal}")


def _menu(seen: Seen) -> Iterator[Fault]:
    """On a narrow screen the menu opens, holds the links, closes with Escape, and gives the focus back."""
    links = seen.page.locator("#rt-menu a")
    if not links.count():
        yield seen.fault("det finns ingen meny")
        return
    if links.first.is_visible():
        yield seen.fault("menyn är öppen från början")
    if not _tab(seen, '[popovertarget="rt-menu"]'):
        yield seen.fault("menyns knapp nås inte med Tab")
        return
    for key in ("Enter", "Space"):
        seen.page.keyboard.press(key)
        seen.page.wait_for_timeout(400)
        if not links.first.is_visible():
            yield seen.fault(f"menyn öppnas inte med {key}")
            return
        seen.page.keyboard.press("Tab")
        if not seen.page.evaluate(f"!!{_FOCUSED}.closest('#rt-menu')"):
            yield seen.fault("Tab leder inte in i den öppna menyn")
        seen.page.keyboard.press("Escape")
        seen.page.wait_for_timeout(400)
        if links.first.is_visible():
            yield seen.fault("menyn stängs inte med Escape")
        if not seen.page.evaluate(f"{_FOCUSED}.matches('[popovertarget=\"rt-menu\"]')"):
            yield seen.fault("fokus kommer inte tillbaka till menyns knapp")


def _colours(seen: Seen) -> Iterator[Fault]:
    """The button changes the colours, keeps the focus, and the choice is remembered."""
    if not _tab(seen, "[data-rt-scheme]"):
        yield seen.fault("knappen för färger nås inte med Tab")
        return
    seen_before = [seen.page.evaluate(_BODY)]
    for key in ("Enter", "Space"):
        seen.page.keyboard.press(key)
        seen.page.wait_for_timeout(300)
        seen_before.append(seen.page.evaluate(_BODY))
        if seen_before[-1] == seen_before[-2]:
            yield seen.fault(f"färgerna byts inte med {key}")
        if not seen.page.evaluate(f"{_FOCUSED}.matches('[data-rt-scheme]')"):
            yield seen.fault(f"fokus försvinner med {key}")
    seen.page.keyboard.press("Enter")
    chosen = seen.page.evaluate(_BODY)
    seen.page.reload()
    if seen.page.evaluate(_BODY) != chosen:
        yield seen.fault("valet av färger glöms")
