"""One page of each kind in a real browser: narrow in light and wide in dark, no faults that axe-core can find."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from family_pages import ROOT
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, sync_playwright

pytestmark = pytest.mark.browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}

PAGES = (
    "",
    "vardforlopp/",
    "vardforlopp/stroke-tia-tidiga-insatser/",
    "vardforlopp/stroke-tia-tidiga-insatser/patient/",
    "vardforlopp/stroke-tia-tidiga-insatser/sammanfattning/",
    "konsekvensbeskrivningar/sepsis/",
    "tillagg/kalmar-lan/depression-vuxna/",
    "avvikelser/",
    "indikatorer/",
    "indikatorer/riksstroke-reperfusionsbehandlade/",
    "indikatorer/exempel-sepsis-larm/",
    "riktlinjer/nr-stroke-2018/",
    "programomraden/npo-nervsystemet/",
    "regioner/",
    "regioner/halland/",
    "register/kvalitetsregister/",
    "register/termer/",
    "katalog/programomrade/psykisk-halsa/",
    "koder/",
    "koder/?kod=F32",
    "koder/icd-10-se/",
    "koder/icd-10-se/I63/",
    "tackning/",
    "tackning/arbetslista/",
    "forvaltning/",
    "forvaltning/pagaende/",
    "laget-2023/",
    "andringar/acceptans/",
    "inbaddning/",
    "handbok/",
    "handbok/skriva-vardforlopp/",
    "handbok/regler/",
    "handbok/regler/dead-link/",
    "om/",
    "kommentera/",
    "tillganglighet/",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real site, without its search index and feed."""
    out: Path = tmp_path_factory.mktemp("site")
    options = {"environment": "acceptance", "search": False, "feed": False}
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(out), plugins=[{"rodtrad": options}])
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield opened
        opened.close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_pages_fit_the_screen_and_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    faults: list[str] = []
    for path in PAGES:
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.ok, path
        shown = page.evaluate("document.body.dataset.mdColorScheme")
        assert shown == {"light": "default", "dark": "slate"}[scheme]
        beside = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if beside > 0:
            faults.append(f"{path}: {beside} px beside the screen")
        levels = page.evaluate("[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')].map(h => +h.tagName[1])")
        if levels.count(1) != 1 or any(after > before + 1 for before, after in pairwise(levels)):
            faults.append(f"{path}: headings {levels}")
        for violation in Axe().run(page, options=AXE).response["violations"]:
            where = violation["nodes"][0]
            faults.append(f"{path}: {violation['id']}: {where['html'][:200]} ({where['failureSummary'][:200]})")
    context.close()
    assert faults == []
