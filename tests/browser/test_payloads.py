"""Every payload of the corpus in every place that authors write in: none reaches a page, the feed or a table."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, expect
from policy import COLLECT

from hostile_project import BODIES, name_of, write_project
from loopback import serving
from payloads import by_kind, payloads
from rodtrad.model import Kind
from rodtrad.site.building import build

pytestmark = pytest.mark.browser

FEEDS = ("api/v1", "utkast/v1")
FEED_TAGS = [
    *("p", "li", "ul", "ol", "blockquote", "strong", "em", "s", "h2", "h3", "h4", "h5", "h6", "a", "br", "hr", "pre"),
    *("code", "div", "sup", "table", "thead", "tbody", "tr", "th", "td"),
]
FEED_ATTRIBUTES = ["href", "id", "start", "scope", "data-rodtrad-ref"]

INSPECT = """
const URLS = ["href", "src", "xlink:href", "action", "formaction", "data", "poster", "background", "cite", "srcset",
  "ping", "longdesc", "codebase"];
const FORBIDDEN = "style, iframe, frame, object, embed, base, portal, template, applet, math, foreignObject, animate,"
  + " set, use, image, video, audio, source, [style], [srcdoc], [http-equiv], [autofocus]";
window.inspect = (html, base, where) => {
  const found = [];
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const one of page.querySelectorAll(FORBIDDEN)) found.push(one.outerHTML.slice(0, 200));
  for (const script of page.querySelectorAll("script")) {
    if (script.type === "application/json" || script.type === "application/ld+json") JSON.parse(script.textContent);
    else {
      const src = new URL(script.getAttribute("src") ?? "", base).href;
      const isOurs = !script.textContent && src.startsWith(`${location.origin}/assets/`);
      if (!isOurs) found.push(script.outerHTML.slice(0, 200));
    }
  }
  for (const one of page.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      if (name.startsWith("on") || !/^[a-z][a-z0-9:-]*$/i.test(name)) found.push(`${name}=${value.slice(0, 99)}`);
      if (!URLS.includes(name)) continue;
      const url = new URL(value, base);
      const loads = !["a", "area"].includes(one.localName);
      if (!["http:", "https:", "mailto:"].includes(url.protocol) || (loads && url.origin !== location.origin)) {
        found.push(`${one.localName} ${name}=${value.slice(0, 99)}`);
      }
    }
  }
  if (where === "page") {
    const one = ["h1", "head > title", "main", "#rt-main", "footer.rt-footer", "header.rt-header"];
    for (const part of one) if (page.querySelectorAll(part).length !== 1) found.push(`${part} is not there once`);
    if (page.body.lastElementChild?.localName !== "script") found.push("something stands after the page");
    const head = page.head.innerHTML.replace(/content="[^"]*"|<title>[^<]*/g, "");
    if (head.includes("@rodtrad:")) found.push("a mark is left");
  }
  return found;
};
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the hostile project, with its feed and its working texts."""
    root = tmp_path_factory.mktemp("hostile")
    write_project(root)
    return build(root, tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def home(out: Path) -> Iterator[str]:
    """Where it is served, without any policy: what could run would run."""
    with serving(out) as address:
        yield address


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    """A page that tells when a payload runs or when anything is asked of others."""
    context = browser.new_context()
    context.add_init_script(COLLECT)
    context.add_init_script(INSPECT)
    page = context.new_page()
    faults: list[str] = []
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((home, "data:")) else faults.append(asked.url))
    yield page
    faults += page.evaluate("window.__against")
    context.close()
    assert faults == []


def test_the_corpus_is_large_and_has_every_kind() -> None:
    assert len(set(payloads())) == len(payloads()) >= 140
    assert all(len(found) >= 5 for found in by_kind().values())
    assert set(BODIES) == set(Kind) - {Kind.REGISTER}, "registers are written from the real ones"


def test_no_page_has_anything_that_is_not_ours(page: Page, home: str, out: Path) -> None:
    """Parsed by the browser itself, which sees what other parsers do not."""
    page.goto(home)
    paths = sorted(file.relative_to(out).as_posix() for file in out.rglob("*.html"))
    assert len(paths) > 10 * len(payloads())
    faults = page.evaluate(
        """async paths => {
          const faults = [];
          for (const path of paths) {
            const html = await (await fetch(path)).text();
            for (const fault of inspect(html, new URL(path, location), "page")) faults.push(`${path}: ${fault}`);
          }
          return faults;
        }""",
        paths,
    )
    assert faults == []


def test_titles_are_shown_letter_by_letter(page: Page, home: str) -> None:
    """Not only harmless: what an author writes is what a reader sees."""
    page.goto(home)
    for number, payload in enumerate(payloads()):
        title = page.evaluate(
            """async path => new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html")
              .querySelector("h1").textContent""",
            f"indikatorer/{name_of(number)}/",
        )
        letters = set("\ufffd\u202e\u202c\u200b\u00ad\u2028\u2029\ufeff\u00a0\u3000\t\n ")
        assert [c for c in title if c not in letters] == [c for c in payload if c not in letters]


def test_nothing_runs_when_the_pages_are_opened(page: Page, home: str, out: Path) -> None:
    """A page of each payload that holds all of it, and every list; with our own scripts at work."""
    lists = [f"{file.parent.relative_to(out).as_posix()}/" for file in sorted(out.glob("*/index.html"))]
    pages = [f"vardforlopp/{name_of(number)}/" for number in range(len(payloads()))]
    for path in ["", *lists, *pages, "register/organ/", "andringar/acceptans/", "404.html"]:
        page.goto(home + path, wait_until="load")
        assert page.evaluate("window.__against") == [], path


def test_nothing_runs_in_the_filters_and_the_search(page: Page, home: str) -> None:
    page.goto(f"{home}vardforlopp/?ord=%3Cimg%20src=x%20onerror=pwned()%3E")
    expect(page.get_by_role("status")).to_be_visible()
    page.goto(f"{home}sok/?q=pwned", wait_until="networkidle")
    page.locator("[data-rt-ready]").wait_for(state="attached")
    for times in range(2, 6):
        page.get_by_role("button", name="Visa fler").click()
        page.locator(".rt-hits > li").nth(10 * times - 1).wait_for()
    assert page.locator(".rt-hits :not(li, h2, a, span, p, mark, ul)").count() == 0


@pytest.mark.parametrize("feed", FEEDS)
def test_the_html_of_the_feed_is_only_what_it_may_be(page: Page, home: str, out: Path, feed: str) -> None:
    page.goto(home)
    seen = 0
    for file in sorted((out / feed).rglob("*.json")):
        said = json.loads(file.read_bytes())
        found = [block["html"] for block in said["content"]["blocks"]] if isinstance(said.get("content"), dict) else []
        seen += len(found)
        faults = page.evaluate(
            """([pieces, tags, attributes]) => pieces.flatMap((html) => {
              const body = new DOMParser().parseFromString(html, "text/html").body;
              const odd = [...body.querySelectorAll("*")].filter((one) => !tags.includes(one.localName)
                || [...one.attributes].some(({ name }) => !attributes.includes(name)));
              return [...odd.map((one) => one.outerHTML.slice(0, 200)), ...inspect(html, location)];
            })""",
            [found, FEED_TAGS, FEED_ATTRIBUTES],
        )
        assert faults == [], file
    assert seen > 20 * len(payloads())


@pytest.mark.parametrize("feed", FEEDS)
def test_addresses_in_the_feed_lead_nowhere_that_runs(out: Path, feed: str) -> None:
    """Also those that stand in data and not in HTML: a client that makes links of them is as safe."""

    def urls(value: Any, name: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            for key, item in value.items():
                yield from urls(item, key)
        elif isinstance(value, list):
            for item in value:
                yield from urls(item, name)
        elif isinstance(value, str) and name in ("url", "canonicalUrl", "@id", "license", "isBasedOn"):
            yield value

    for file in [*(out / feed).rglob("*.json"), *(out / feed).rglob("*.jsonld")]:
        if "schema" in file.parts or file.name == "openapi.json":
            continue
        for url in urls(json.loads(file.read_bytes())):
            assert not url or url.startswith(("https://", "http://")) or "/" in url.partition(":")[0] + "/", (file, url)
            assert ":" not in url or url.startswith(("https://", "http://")), (file, url)


def test_every_line_of_the_feed_is_a_document(out: Path) -> None:
    for feed in FEEDS:
        lines = (out / feed / "documents.jsonl").read_bytes().split(b"\n")
        assert len([json.loads(line)["id"] for line in lines if line]) > 4 * len(payloads())


def test_atom_is_well_formed_and_says_the_words_as_they_are(out: Path) -> None:
    tree = etree.parse(str(out / "api/v1/atom.xml"), etree.XMLParser(resolve_entities=False))
    names = {etree.QName(element).localname for element in tree.iter("*")}
    assert names <= {
        *("feed", "id", "title", "updated", "rights", "author", "name", "link", "entry", "category", "summary")
    }
    for link in tree.iter("{*}link"):
        assert str(link.get("href")).startswith("https://")
    said = [element.text or "" for element in tree.iter("{*}summary")]
    assert any("<script>pwned()</script>" in text or "=1+1" in text for text in said)


def test_no_cell_of_a_table_is_worked_out(out: Path) -> None:
    seen = 0
    tables = sorted(out.rglob("*.csv"))
    assert {file.relative_to(out).as_posix().partition("/csv/")[0] for file in tables} >= set(FEEDS)
    for file in tables:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            names = opened.readline()
            opened.seek(0)
            header, *rows = csv.reader(opened, delimiter=";" if ";" in names else ",")
        for row in rows:
            assert len(row) == len(header), file
            for cell in row:
                assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠"), (file.name, cell)
                assert cell[:1] not in tuple("\t\r\n")
                seen += cell.startswith("'")
    assert seen > 20
    with sqlite3.connect(out / "api/v1/tables.sqlite") as database:
        names = {name for (name,) in database.execute("SELECT title FROM documents")}
    assert '=1+1","=2+2' in names, "a database works nothing out: there the words are as they are"
