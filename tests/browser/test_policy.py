"""The site behind the nginx of the handbook: its strict policy holds, nothing is asked of others, everything works."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser, BrowserContext, Page, expect
from policy import Watch, directives

from rodtrad.dev.nginx import serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()),
        reason="there is no nginx: apt-get install nginx-light",
    ),
]

SAVED = ("api/v1/csv/goals.csv", "api/v1/tables.sqlite", "api/v1/rodtrad-v1.tar.zst")
STROKE = "vardforlopp/stroke-tia-tidiga-insatser/"


@pytest.fixture(scope="module")
def www(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site with its feed and the archive that is published with it."""
    home = tmp_path_factory.mktemp("www")
    shutil.copytree(site, home, copy_function=os.link, dirs_exist_ok=True)
    (home / "api/v1/rodtrad-v1.tar.zst").write_bytes(b"")
    return home


@pytest.fixture(scope="module")
def behind(www: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where nginx serves it."""
    with serving(www, tmp_path_factory.mktemp("nginx")) as address:
        yield address


class Reader:
    """A reader whose browser tells what a page does against the policy."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.watch = Watch(context, home)
        self.page = context.new_page()
        self._home = home

    def open(self, path: str) -> Page:
        self.page.goto(self._home + path, wait_until="networkidle")
        return self.page

    def faults(self) -> list[str]:
        return self.watch.look(self.page)


@pytest.fixture
def reader(browser: Browser, behind: str) -> Iterator[Reader]:
    """At the end nothing may have gone against the policy, whatever the test did."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    found = Reader(context, behind)
    yield found
    faults = found.faults()
    context.close()
    assert faults == []


def pages_of(site: Path) -> Iterator[tuple[str, Any]]:
    """Every page that was built, as a tree."""
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix(), lxml_html.document_fromstring(file.read_text("utf-8"))


def one_of_each(site: Path) -> list[str]:
    """An address of every kind of page: the first at each depth of each part of the site."""
    kinds: dict[tuple[str, int], str] = {}
    for file in sorted(site.rglob("index.html")):
        path = file.parent.relative_to(site).as_posix().removeprefix(".")
        kinds.setdefault((path.partition("/")[0], path.count("/")), f"{path}/" if path else "")
    return sorted(kinds.values())


def test_the_policy_names_every_script_in_a_page_and_no_other(site: Path) -> None:
    """A script in a page is allowed by its hash, and a hash without a script allows something that is not ours."""
    written: dict[str, str] = {}
    for path, tree in pages_of(site):
        for script in tree.iter("script"):
            kind = script.get("type", "text/javascript")
            if not script.get("src") and kind in ("module", "text/javascript"):
                digest = hashlib.sha256((script.text or "").encode()).digest()
                written[f"'sha256-{b64encode(digest).decode()}'"] = path
    allowed = {source for source in directives()["script-src"] if source.startswith("'sha")}
    assert written.keys() == allowed, written


def test_no_page_has_what_the_policy_forbids(site: Path) -> None:
    """Styles, handlers and addresses that the browser would refuse are faults in the page, not only in the console."""
    faults = []
    for path, tree in pages_of(site):
        for element in tree.iter("*"):
            odd = [name for name in element.attrib if name == "style" or name.startswith("on") or name == "srcdoc"]
            if odd or element.tag in ("style", "base", "iframe", "object", "embed"):
                faults.append(f"{path}: {element.tag} {odd}")
            for name in ("src", "href"):
                value = element.get(name, "")
                if element.tag in ("script", "link", "img") and re.match("(?:[a-z]+:)?//", value):
                    faults.append(f"{path}: {element.tag} {value}")
    assert faults == []


def test_a_regions_words_are_fetched_and_shown_within_the_policy(reader: Reader) -> None:
    page = reader.open("vardforlopp/depression-vuxna/?region=kalmar-lan&vy=specialiserad-vard")
    expect(page.locator(".rt-added")).to_have_count(2)
    expect(page.locator(".rt-added--deviation")).to_contain_text("1 gång per vecka")


def test_the_policy_is_strict() -> None:
    said = directives()
    assert said.pop("default-src") == ["'none'"]
    assert said.pop("script-src") == ["'self'", "'wasm-unsafe-eval'"]
    assert said.pop("img-src") == ["'self'", "data:"]
    assert said.pop("require-trusted-types-for") == ["'script'"]
    assert said.pop("trusted-types") == ["default"]
    assert {tuple(sources) for sources in said.values()} == {("'none'",), ("'self'",)}
    assert [name for name, sources in said.items() if sources == ["'none'"]] == ["base-uri", "frame-ancestors"]
    feed = directives("~^/(api|utkast)/")
    assert feed == {"default-src": ["'none'"], "frame-ancestors": ["'none'"], "sandbox": []}


def test_every_kind_of_page_keeps_to_the_policy(reader: Reader, site: Path) -> None:
    kinds = one_of_each(site)
    assert len(kinds) > 20
    for path in kinds:
        page = reader.open(path)
        assert reader.faults() == [], path
        expect(page.locator("h1")).to_have_count(1)


def test_a_page_that_is_not_there(reader: Reader) -> None:
    page = reader.open("vardforlopp/finns-inte/")
    expect(page.get_by_role("heading", name="Sidan finns inte")).to_be_visible()
    assert [fault for fault in reader.watch.faults if "404" not in fault] == []
    reader.watch.faults.clear()


def test_the_search_works_and_its_worker_with_it(reader: Reader) -> None:
    """WebAssembly in a worker: both are named in the policy, and only for this."""
    page = reader.open("sok/?q=sepsis")
    page.locator("[data-rt-ready]").wait_for(state="attached")
    expect(page.locator(".rt-hit__title").first).to_be_visible()
    expect(page.locator(".rt-hits mark").first).to_have_text(re.compile("sepsis", re.IGNORECASE))
    assert [url for url in reader.watch.asked if url.endswith("pagefind-worker.js")]
    assert [url for url in reader.watch.asked if url.endswith(".pagefind")]


def test_an_excerpt_shows_signs_as_they_are_written(reader: Reader) -> None:
    page = reader.open("sok/?q=tillåt&typ=handbok")
    expect(page.locator(".rt-hits")).to_contain_text("<!--")


def test_the_example_of_embedding_works_on_the_site_itself(reader: Reader) -> None:
    page = reader.open("inbaddning/")
    block = page.locator("rodtrad-block")
    expect(block).to_have_attribute("aria-busy", "false")
    expect(block.get_by_role("heading", level=3)).to_have_text(re.compile(r"^A\. "))
    expect(block.locator(".warning")).to_have_text("Ogranskat exempel. Får inte användas kliniskt.")


def test_lists_are_filtered(reader: Reader) -> None:
    page = reader.open("vardforlopp/?ord=sepsis")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^[1-9] av \d\d "))


@pytest.mark.parametrize(("device", "other"), [("light", "slate"), ("dark", "default")])
def test_colours_are_those_of_the_device_until_the_reader_chooses(
    browser: Browser, behind: str, device: Any, other: str
) -> None:
    first = {"light": "default", "dark": "slate"}[device]
    context = browser.new_context(color_scheme=device)
    watch = Watch(context, behind)
    page = context.new_page()
    page.route("**/rodtrad.js", lambda route: route.abort())
    page.goto(behind, wait_until="load")
    scheme = "document.body.dataset.mdColorScheme"
    assert page.evaluate(scheme) == first, "before the other script, that is before the page is painted"
    page.unroute("**/rodtrad.js")
    watch.faults.clear()
    page.goto(behind, wait_until="networkidle")
    page.locator("[data-rt-scheme]").click()
    assert page.evaluate(scheme) == other
    page.route("**/rodtrad.js", lambda route: route.abort())
    page.goto(behind + STROKE, wait_until="load")
    assert page.evaluate(scheme) == other, "on a page at another depth too"
    assert [fault for fault in watch.look(page) if "ERR_FAILED" not in fault] == []
    context.close()


def test_the_flow_chart_works(browser: Browser, behind: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    found = Reader(context, behind)
    page = found.open(STROKE)
    page.get_by_role("button", name="Hela bredden").click()
    box = page.locator("svg.flow a.flow-decision").first
    box.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#"))
    page.locator(".rt-menu").click()
    expect(page.get_by_role("link", name="Programområden").first).to_be_visible()
    assert found.faults() == []
    context.close()


def test_the_feed_can_be_read_and_saved_but_is_no_page(reader: Reader) -> None:
    page = reader.open("")
    answer = page.request.get(page.url + "api/v1/vardforlopp/sepsis.json")
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer.headers["access-control-allow-origin"] == "*"
    for name in SAVED:
        with page.expect_download() as saved:
            page.evaluate("name => Object.assign(document.createElement('a'), { href: name }).click()", name)
        assert saved.value.suggested_filename == name.rpartition("/")[2]
    page.goto(page.url + "api/v1/vardforlopp/sepsis.json")
    assert page.evaluate("origin") == "null"
