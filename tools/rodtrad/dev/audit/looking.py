"""What a check is given to look at, and what it may say: faults and measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rodtrad.dev.audit.samples import samples
from rodtrad.errors import UsageError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

_PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

_ENDED = """() => document.getAnimations().forEach((one) =>
  Number.isFinite(one.effect.getComputedTiming().endTime) ? one.finish() : one.cancel())"""
"""Colours change slowly, and what is measured is what they change to. To wait is no way: Chromium gives animations
that it then replaces, whose end is never told."""

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at; pixels are those of CSS."""

    width: int = 1440
    height: int = 900
    scheme: Scheme = "light"
    forced: bool = False
    """The reader's own colours, as in Windows' contrast themes."""
    still: bool = False
    """The reader has asked for less motion."""

    @property
    def media(self) -> dict[str, Any]:
        """What the browser is told of the reader."""
        return {
            "color_scheme": self.scheme,
            "forced_colors": "active" if self.forced else "none",
            "reduced_motion": "reduce" if self.still else "no-preference",
        }

    def __str__(self) -> str:
        scheme = "egna färger" if self.forced else {"light": "ljust", "dark": "mörkt"}[self.scheme]
        return f"{self.width} px, {scheme}"


WIDE, NARROW = View(), View(width=390, height=844)
DARK = View(width=390, height=844, scheme="dark")
EVERY = (WIDE, View(scheme="dark"), NARROW, DARK)
"""Both widths, both colour schemes."""
ZOOMED = View(width=320, height=256)
"""A window of 1280 × 1024 at 400 %: WCAG 1.4.10."""
FORCED = View(forced=True)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold. Swedish: it is told to readers of the audit."""

    what: str
    where: str = ""
    """Address of the page below the site's, and how it was looked at."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure, told whether it holds or not: of many, the one with the highest value."""

    value: float
    words: str


Said = Fault | Measure


@dataclass(frozen=True)
class Audit:
    """A site that is served, and a browser to look at it with."""

    site: Path
    address: str
    """Where it is served; ends with "/"."""
    browser: Browser
    only: Sequence[str] = ()
    """Pages to look at instead of samples of every kind."""

    @cached_property
    def pages(self) -> Sequence[str]:
        """The pages to look at."""
        return list(self.only) or samples(self.site)

    @contextmanager
    def opened(self, path: str, view: View = WIDE, slowed: int = 1) -> Iterator[Seen]:
        """Open a page in a context of its own, with nothing kept from another; `slowed` times less processor."""
        context = self.browser.new_context(viewport={"width": view.width, "height": view.height}, **view.media)
        try:
            yield self._opened(context, path, view, slowed)
        finally:
            context.close()

    def _opened(self, context: BrowserContext, path: str, view: View, slowed: int) -> Seen:
        page = context.new_page()
        page.add_init_script(script("shifts"))
        seen = Seen(page, path, view, self.address)
        page.on("console", lambda message: seen.told(message))
        page.on("pageerror", lambda error: seen.heard.append(f"fel i skript: {error}"))
        page.on("request", lambda request: seen.requests.append(request))
        if slowed > 1:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        answer = page.goto(self.address + path, wait_until="load")
        if answer is None or not (answer.ok or path == "404.html"):
            raise UsageError(f"{path} is answered with {answer.status if answer else 'nothing'}")
        page.evaluate(_PAINTED)
        return seen


@dataclass
class Seen:
    """One page, looked at in one way."""

    page: Page
    path: str
    view: View
    address: str
    heard: list[str] = field(default_factory=list)
    """What the browser complained of."""
    requests: list[Request] = field(default_factory=list)

    def turn(self, view: View) -> None:
        """Look at the page as it is, in another way of the same size."""
        if view != self.view:
            self.page.emulate_media(**view.media)
            self.page.evaluate(_PAINTED)
            self.page.evaluate(_ENDED)
            self.view = view

    def told(self, message: ConsoleMessage) -> None:
        """Keep what the console says, if it is a complaint."""
        if message.type in ("error", "warning"):
            self.heard.append(f"konsolen: {message.text}")

    def ask(self, name: str, *values: Any) -> Any:
        """Run one of the scripts beside the checks on the page. It is a function, given `values` as a list."""
        return self.page.evaluate(script(name), list(values))

    def fault(self, what: str) -> Fault:
        return Fault(what, f"/{self.path} ({self.view})")


@cache
def script(name: str) -> str:
    """A script that is run on a page."""
    return files("rodtrad.dev.audit.checks").joinpath(f"{name}.js").read_text("utf-8")


Versions = Mapping[str, str]
"""Name of a tool → its version."""
