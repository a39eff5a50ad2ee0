"""The policy that the example configuration of nginx sends, and what a page did against it."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page

from rodtrad.dev.nginx import CONFIGURATION

COLLECT = """
window.__against = [];
window.pwned = () => window.__against.push("pwned");
addEventListener("securitypolicyviolation", (event) => {
  window.__against.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
}, true);
"""


def directives(which: str = "default") -> dict[str, list[str]]:
    """The policy of the site, or of the paths that a pattern in the map names: directive → sources."""
    text = CONFIGURATION.read_text("utf-8")
    table = re.search(r"map \$uri \$rodtrad_policy \{(.*?)\n\}", text, re.DOTALL)
    assert table
    line = next(line for line in table[1].splitlines() if line.split(" ")[4:5] == [which])
    found = re.search(r'"(.*)"', line)
    assert found
    return {words[0]: words[1:] for part in found[1].split(";") if (words := part.split())}


class Watch:
    """Everything that the pages of a context did which they must not."""

    def __init__(self, context: BrowserContext, *homes: str) -> None:
        self.faults: list[str] = []
        self.asked: list[str] = []
        self._homes = (*homes, "data:")
        context.add_init_script(COLLECT)
        context.on("request", lambda request: self._ask(request.url))
        context.on("console", lambda said: self._say(said.type, said.text))
        context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))

    def _ask(self, url: str) -> None:
        self.asked.append(url)
        if not url.startswith(self._homes):
            self.faults.append(f"request: {url}")

    def _say(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(f"{kind}: {text}")

    def look(self, page: Page) -> list[str]:
        """The faults so far, those of the page as it is now included."""
        return [*self.faults, *page.evaluate("window.__against")]
