"""The real site, built once, served on this machine and opened in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page

from loopback import serving
from rodtrad.dev.audit.looking import Audit
from rodtrad.dev.audit.serving import served
from rodtrad.dev.browsing import browsing

ROOT = Path(__file__).parents[2]

COMMENTS = "https://synpunkter.example/ny?om={block}&version={version}"

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    out: Path = tmp_path_factory.mktemp("site")
    options = {"environment": "acceptance", "comments": COMMENTS}
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(out), plugins=[{"rodtrad": options}])
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return out


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for each module: only one may drive it at a time."""
    with browsing() as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Opener]:
    """Open a page: `visit("vardforlopp/", width=390, scheme="dark")`. Errors in its script fail the test."""
    contexts = []
    faults: list[str] = []

    def go(path: str, *, width: int = 1440, scheme: Any = "light", script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        answer = page.goto(address + path, wait_until="networkidle")
        page.wait_for_load_state()  # a busy machine may be idle on the network before scripts have run
        assert answer is not None
        assert answer.ok, path
        return page

    yield go
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="module")
def audit(site: Path) -> Iterator[Audit]:
    """The real site, packed and served as it is published, and a browser to look at every kind of page with."""
    with served(site) as (copy, address), browsing() as opened:
        yield Audit(copy, address, opened)
