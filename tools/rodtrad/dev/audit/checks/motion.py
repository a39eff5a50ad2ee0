"""Nothing moves for a reader who has asked for less motion."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.dev.audit.looking import Said, Seen, View

CONTROL = "Mindre rörelse"
DEMAND = "Inget rör sig för den som har bett om det (WCAG 2.3.3)"
VIEWS = (View(still=True), View(width=390, height=844, still=True))

_MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.001);
  return lasts(style.transitionDuration) || (style.animationName !== "none" && lasts(style.animationDuration))
    || style.scrollBehavior === "smooth";
}).map((element) => element.localName + (element.getAttribute("class") ? "." + element.getAttribute("class") : ""))"""


def look(seen: Seen) -> Iterator[Said]:
    for name in dict.fromkeys(seen.page.evaluate(_MOVING)):
        yield seen.fault(f"rör sig: {name}")
