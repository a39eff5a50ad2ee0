"""The page in a real browser: narrow in light and wide in dark, no faults that axe-core can find."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from reported import HOSTILE, found, hostile, reader, result, suites

from rodtrad.dev.browsing import browsing
from rodtrad.finding import Result
from rodtrad.report import html

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_the_page_fits_the_screen_and_axe_finds_nothing(width: int, scheme: Any) -> None:
    said, files = suites()
    some = Result(said.findings[::7], 46)
    pages = [
        html.write(result(), lambda *_: ""),
        html.write(result(found()), lambda *_: "x" * 2000),
        html.write(hostile(), lambda *_: HOSTILE),
        html.write(some, reader(files)),
    ]
    with browsing() as browser:
        # axe is a script, and the page lets none run
        view = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
        page = view.new_page()
        faults: list[str] = []
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("request", lambda request: faults.append(request.url))
        for text in pages:
            page.set_content(text)
            beside = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if beside > 0:
                faults.append(f"{beside} px beside the screen")
            for violation in Axe().run(page).response["violations"]:
                where = violation["nodes"][0]
                faults.append(f"{violation['id']}: {where['html'][:200]} ({where['failureSummary'][:200]})")
    assert faults == []
