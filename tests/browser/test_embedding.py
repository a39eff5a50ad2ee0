"""`<rodtrad-block>` on a region's page: another origin, a strict policy of its own, a feed that may be hostile."""

from __future__ import annotations

import json
import shutil
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha384
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from policy import Watch

from payloads import payloads
from rodtrad import site
from rodtrad.dev.nginx import serving
from rodtrad.feed_writing import write
from rodtrad.project import open_project
from rodtrad.release import release, withdraw

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()),
        reason="there is no nginx: apt-get install nginx-light",
    ),
]

SCRIPT = Path(site.__file__).parent / "theme/assets/rodtrad-block.js"
INTEGRITY = f"sha384-{b64encode(sha384(SCRIPT.read_bytes()).digest()).decode()}"
PROJECT = Path(__file__).parents[1] / "golden/feed/project"
STONE = "vardforlopp/njursten"
BASE = "https://rodtrad.example/"
FALLBACK = '<a href="https://rodtrad.example/">Läs hos Rödtråd</a>'


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A feed: a pathway in two versions, a withdrawn one, an entry in the catalogue, an approved and a hostile one."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(PROJECT, root, dirs_exist_ok=True)
    text = (root / f"content/{STONE}.md").read_text("utf-8")
    (root / "content/vardforlopp/gammal.md").write_text(text.replace("njursten", "gammal"), "utf-8")
    edit(root, f"content/{STONE}.md", "version: 0.1.0", "version: 1.0.0")
    edit(root, f"content/{STONE}.md", "över 90 mmHg", "över 100 mmHg.[^kalla]\n- Fråga om [svar](#ut-uteslutet)")
    edit(root, f"content/{STONE}.md", "Skriv referenser som fotnoter.", "[^annan]: En annan.\n[^kalla]: Källan. 2020.")
    for key in (STONE, "vardforlopp/gammal"):
        release(open_project(root), key, environment="acceptance", base=BASE, date="2026-02-03")
    gone, instead = "vardforlopp/gammal", [STONE]
    withdraw(
        *(open_project(root), gone),
        reason="Ny kunskap.",
        replaced_by=instead,
        environment="acceptance",
        date="2026-03-04",
    )
    out = tmp_path_factory.mktemp("www")
    write(root, out, environment="acceptance", base=BASE)
    stone = json.loads((out / f"api/v1/{STONE}.json").read_text("utf-8"))
    approved = stone | {
        "id": "godkand",
        "environment": "production",
        "clinicalUse": "approved",
        "notice": "Vägledande kunskapsstöd.",
        "canonicalUrl": f"{BASE}vardforlopp/godkand/",
        "dates": {"approved": "2026-01-15", "clinicallyReviewed": "2026-01-10"},
    }
    put(out, "godkand", approved)
    put(out, "provad", {**approved, "id": "provad", "environment": "acceptance"})
    put(out, "okand", {**approved, "id": "okand", "clinicalUse": "fine"})
    put(out, "annan", approved)
    put(out, "trasig", {**stone, "id": "trasig", "content": {"blocks": "många"}})
    put(out, "hostile", hostile({**stone, "id": "hostile"}))
    (out / "assets").mkdir()
    shutil.copy(SCRIPT, out / "assets")
    return out


def put(out: Path, id: str, said: dict[str, Any]) -> None:
    (out / f"api/v1/vardforlopp/{id}.json").write_text(json.dumps(said), "utf-8")


def hostile(said: dict[str, Any]) -> dict[str, Any]:
    """What a feed says that somebody has taken over: every payload in every string that the component shows."""
    blocks = []
    for number, payload in enumerate(payloads()):
        forms = (
            payload,
            f"<p>{payload}</p>",
            f'<ul><li id="x">a {payload}</li></ul>',
            f"<table><tbody><tr><td>{payload}</td></tr></tbody></table>",
            f'<a href="{payload}">länk</a>',
            f'<p onclick="pwned()" style="color:red" class="x" part="y">{payload}</p>',
            f"<h3 id='{payload}'>{payload}</h3><ol start=\"{payload}\"><li>x</li></ol>",
        )
        for place, html in enumerate(forms):
            id = f"b{number}-{place}"
            said_of = {"title": payload, "label": payload, "level": place and payload, "requires": [payload, id]}
            role = payload if place % 2 else "prose"
            blocks.append({"id": id, "parent": "", "role": role, "html": html, **said_of})
    blocks.append({"id": "not-x", "parent": "ring", "role": "reference", "html": payloads()[0]})
    blocks.append({"id": "ring", "parent": "ring", "role": "prose", "html": '<a href="#hostile-not-x">1</a>'})
    blocks.append({"id": "djup", "parent": "", "role": "prose", "html": "<div>" * 5000 + "slut"})
    for name in ("title", "notice", "licence", "attribution", "canonicalUrl", "clinicalUse", "version"):
        said = {**said, name: " ".join(payloads())}
    life = {"state": "gäller", "validFrom": payloads()[9], "versions": payloads(), "replacedBy": payloads()}
    return {**said, "dates": dict.fromkeys(("approved", "modified"), payloads()[0]), "lifecycle": life} | {
        "content": {"blocks": blocks}
    }


@pytest.fixture(scope="module")
def feed(www: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where nginx serves the feed and the script, with the configuration of the handbook."""
    with serving(www, tmp_path_factory.mktemp("nginx")) as address:
        yield address


class _Host(BaseHTTPRequestHandler):
    """A region's page, with the strictest policy that lets the component work."""

    def do_GET(self) -> None:
        feed, _, body = unquote(self.path[1:]).partition("|")
        policy = (
            f"default-src 'none'; script-src {feed}assets/; connect-src {feed}api/ {feed}utkast/;"
            " require-trusted-types-for 'script'; trusted-types 'none'"
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


class Shown:
    """A region's page with blocks in it."""

    def __init__(self, context: BrowserContext, page: Page, watch: Watch, *, script: bool) -> None:
        self.context, self.page, self.watch = context, page, watch
        self.script = script

    def block(self, number: int = 0) -> Locator:
        found = self.page.locator("rodtrad-block").nth(number)
        expect(found).to_have_attribute("aria-busy", "false")
        return found

    def asked(self, part: str = "/api/v1/") -> list[str]:
        return [url.partition("/api/v1/")[2] for url in self.watch.asked if part in url]


Embed = Callable[..., Shown]


@pytest.fixture
def embed(browser: Browser, feed: str, host: str) -> Iterator[Embed]:
    """Show blocks: `embed("vardforlopp/kol", 'vardforlopp/kol" version="1.0.0')`. Nothing may go against the policy."""
    contexts: list[Shown] = []

    def show(*blocks: str, integrity: str = INTEGRITY, script: bool = True, scheme: Any = "light") -> Shown:
        context = browser.new_context(java_script_enabled=script, color_scheme=scheme)
        watch = Watch(context, feed, host)
        page = context.new_page()
        found = Shown(context, page, watch, script=script)
        contexts.append(found)
        tags = "".join(f'<rodtrad-block src="{feed}api/v1/" block="{b}">{FALLBACK}</rodtrad-block>\n' for b in blocks)
        body = (
            "<!doctype html><html lang=sv><title>Region</title><meta name=color-scheme content='light dark'>"
            f'<script type="module" src="{feed}assets/rodtrad-block.js" integrity="{integrity}"></script>'
            f"<main><h1>Regionens sida</h1><h2>Njursten hos oss</h2>{tags}</main></html>"
        )
        page.goto(host + quote(f"{feed}|{body}", safe=""), wait_until="networkidle")
        return found

    yield show
    for shown in contexts:
        faults = shown.watch.look(shown.page) if shown.script else []
        shown.context.close()
        assert faults == []


def restyle(shown: Shown, css: str) -> None:
    """Give the region's page a style."""
    shown.page.evaluate(
        """css => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets.push(sheet);
        }""",
        css,
    )


def html_of(block: Locator) -> str:
    """What is inside the component."""
    found: str = block.evaluate("element => element.shadowRoot.innerHTML")
    return found


def test_a_block_is_shown_with_all_below_it(embed: Embed) -> None:
    shown = embed(f"{STONE}#bedomning")
    block = shown.block()
    heading = block.get_by_role("heading", level=3)
    expect(heading).to_have_text("A. Bedömning")
    expect(block.get_by_role("heading", level=4).first).to_have_text("Hälso- och sjukvårdens åtgärder")
    expect(block).to_contain_text("Njursten")
    expect(block).to_contain_text("Ogranskat exempel. Får inte användas kliniskt.")
    expect(block).to_contain_text("Njursten 1.0.0, gäller från 2026-02-03")
    expect(block).to_contain_text("Fritt att använda utan villkor (CC0).")
    expect(block.get_by_role("link", name="Läs på rodtrad.example")).to_have_attribute(
        "href", f"{BASE}{STONE}/#bedomning"
    )
    expect(block.get_by_text("Läs hos Rödtråd")).not_to_be_visible()
    expect(block.locator("ul").first.locator("li")).to_have_count(3)  # they came as three lists
    assert shown.asked() == [f"{STONE}.json"]


def test_a_part_that_leans_on_others_brings_them_along(embed: Embed) -> None:
    shown = embed(f"{STONE}#bedomning/vard/1", f'{STONE}#bedomning/vard/1" version="0.1.0')
    block, older = shown.block(0), shown.block(1)
    expect(block.get_by_role("heading", level=3)).to_have_text("A. Bedömning")
    expect(block.get_by_role("heading", level=4)).to_have_text("Hälso- och sjukvårdens åtgärder")
    expect(older.get_by_role("heading")).to_have_text("Hälso- och sjukvårdens åtgärder")
    expect(older).to_contain_text("Njursten · A. Bedömning")  # what an older release does not bring along is named
    for found in (block, older):
        expect(found).to_contain_text("Bedöm patienten inom 2 timmar")
        expect(found).not_to_contain_text("Ge smärtlindring")


def test_a_part_without_a_heading_has_the_one_above_it(embed: Embed) -> None:
    block = embed(f"{STONE}#u-vantan").block()
    expect(block.get_by_role("heading")).to_have_text("Patientens utmaningar")
    expect(block).to_contain_text("Lång väntan på bedömning.")


def test_a_whole_document_at_the_level_that_the_page_wants(embed: Embed) -> None:
    block = embed(f'{STONE}" level="2').block()
    expect(block.get_by_role("heading", level=2)).to_have_text("Njursten")
    expect(block.get_by_role("heading", level=3).first).to_have_text("Omfattning av kunskapsstödet")
    expect(block.get_by_role("heading", level=6).first).to_have_text("Hälso- och sjukvårdens åtgärder")
    expect(block.get_by_role("heading", level=1)).to_have_count(0)
    assert "<table>" in html_of(block)


def test_references_follow_and_can_be_reached(embed: Embed) -> None:
    shown = embed(f"{STONE}#bedomning")
    block = shown.block()
    notes = block.get_by_role("list", name="Referenser").get_by_role("listitem")
    expect(notes).to_have_text("Källan. 2020.")
    expect(notes).to_have_attribute("value", "2")
    block.get_by_role("link", name="Referens 2").click()
    assert notes.evaluate("element => element.getRootNode().activeElement === element")
    assert "#not-kalla" not in shown.page.url


def test_blocks_of_one_document_ask_once(embed: Embed) -> None:
    shown = embed(f"{STONE}#bedomning", f"{STONE}#u-vantan", STONE, "vardforlopp/epilepsi")
    for number in range(4):
        expect(shown.block(number)).to_contain_text("Läs på rodtrad.example")
    assert sorted(shown.asked()) == ["vardforlopp/epilepsi.json", f"{STONE}.json"]


def test_what_may_be_withdrawn_is_asked_for_anew_after_five_minutes(embed: Embed) -> None:
    """A page that is never closed must not go on showing what no longer holds; a version never changes."""
    shown = embed(f'{STONE}" version="0.1.0')
    shown.block()
    asked = sorted(shown.asked())
    assert asked == [f"{STONE}.json", f"{STONE}/0.1.0.json"]

    def show_again(minutes: int) -> None:
        shown.page.evaluate(
            """minutes => {
              const then = Date.now() + minutes * 60_000;
              Date.now = () => then;
              const block = document.querySelector("rodtrad-block");
              block.replaceWith(block.cloneNode(true));
            }""",
            minutes,
        )
        shown.block()

    show_again(4)
    assert sorted(shown.asked()) == asked
    show_again(2)
    assert sorted(shown.asked()) == [f"{STONE}.json", *asked]


def test_nothing_is_told_about_the_reader(embed: Embed, feed: str, host: str) -> None:
    shown = embed(STONE)
    shown.context.add_cookies([{"name": "a", "value": "b", "url": feed}])
    headers: list[dict[str, str]] = []
    shown.page.on("request", lambda request: headers.append(request.all_headers()) if "api" in request.url else None)
    shown.page.evaluate("document.querySelector('rodtrad-block').setAttribute('block', 'vardforlopp/godkand')")
    expect(shown.block()).to_contain_text("godkänd")
    assert len(headers) == 1
    assert not {"cookie", "referer", "authorization"} & set(headers[0])
    assert headers[0]["origin"] == host.rstrip("/")
    assert shown.page.evaluate("document.cookie + localStorage.length") == "0"


def test_a_pinned_version_is_fetched_where_it_never_changes(embed: Embed) -> None:
    """And the current file too: a version knows nothing of what came after it."""
    shown = embed(f'{STONE}#bedomning" version="0.1.0')
    block = shown.block()
    expect(block).to_contain_text("över 90 mmHg")
    expect(block).to_contain_text("Njursten 0.1.0")
    expect(block).to_contain_text("Det här är utgåva 0.1.0. Den som gäller nu är 1.0.0.")
    assert sorted(shown.asked()) == [f"{STONE}.json", f"{STONE}/0.1.0.json"]


def test_the_newest_version_pinned_says_nothing_of_newer_ones(embed: Embed) -> None:
    block = embed(f'{STONE}" version="1.0.0').block()
    expect(block).to_contain_text("gäller från 2026-02-03")
    expect(block).not_to_contain_text("Den som gäller nu")


@pytest.mark.parametrize("version", ["", '" version="0.1.0'])
def test_a_withdrawn_document_says_so_and_shows_no_text(embed: Embed, version: str) -> None:
    """Also where a version is pinned: it is the text that no longer holds."""
    block = embed(f"vardforlopp/gammal#bedomning{version}").block()
    expect(block).to_contain_text("Upphävt. Gäller inte längre. Ny kunskap.")
    expect(block.get_by_role("link", name=STONE)).to_have_attribute("href", f"{BASE}{STONE}/")
    expect(block).not_to_contain_text("mmHg")
    expect(block).not_to_contain_text("gäller från")


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("njursten", "Ogranskat exempel. Får inte användas kliniskt."),
        ("epilepsi", "Uppgift i katalogen. Den nationella texten finns inte här."),
        ("provad", "Provmiljö. Får inte användas kliniskt."),
        ("okand", "Får inte användas kliniskt."),
    ],
)
def test_only_what_is_approved_looks_approved(embed: Embed, id: str, words: str) -> None:
    """The words are the component's own: a feed that forgets its notice changes nothing."""
    block = embed(f"vardforlopp/{id}").block()
    warning = block.locator(".warning")
    expect(warning).to_have_text(words)
    assert warning.evaluate("element => element.previousElementSibling.localName") == "h3"  # and before any text


def test_what_is_approved_has_its_notice_and_its_dates_and_no_warning(embed: Embed) -> None:
    block = embed("vardforlopp/godkand").block()
    expect(block.locator(".warning")).to_have_count(0)
    expect(block).to_contain_text("godkänd 2026-01-15, granskad 2026-01-10")
    expect(block).to_contain_text("Vägledande kunskapsstöd.")


def test_working_texts_are_seen_to_be_such(embed: Embed, feed: str) -> None:
    shown = embed(STONE)
    shown.page.evaluate(f"document.querySelector('rodtrad-block').setAttribute('src', '{feed}utkast/v1')")
    expect(shown.block().locator(".warning")).to_have_text("Ogranskat exempel. Får inte användas kliniskt.")
    assert [url for url in shown.watch.asked if url.endswith(f"utkast/v1/{STONE}.json")]


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("vardforlopp/finns-inte", "Texten finns inte på den adressen."),
        (f'{STONE}" version="9.0.0', "Texten finns inte på den adressen."),
        (f"{STONE}#finns-inte", "Stycket finns inte i texten. Det kan ha bytt namn."),
        ("vardforlopp/annan", "Texten kan inte visas just nu."),
        ("vardforlopp/trasig", "Texten kan inte visas just nu."),
        ("", "Inbäddningen är felskriven."),
        ("../../../etc/passwd", "Inbäddningen är felskriven."),
        ("vardforlopp/sepsis?x=1", "Inbäddningen är felskriven."),
        (f'{STONE}" version="../../x', "Inbäddningen är felskriven."),
    ],
)
def test_what_cannot_be_shown_is_said_and_the_page_s_own_link_stays(embed: Embed, block: str, words: str) -> None:
    shown = embed(block)
    found = shown.block()
    expect(found.get_by_role("status")).to_have_text(words)
    expect(found.get_by_role("link", name="Läs hos Rödtråd")).to_be_visible()
    shown.watch.faults[:] = [fault for fault in shown.watch.faults if "404" not in fault]


def test_an_address_that_is_none_is_never_asked(embed: Embed) -> None:
    shown = embed(STONE)
    for src in ("javascript:pwned()", "data:application/json,{}", "https://", "file:///etc", "mailto:x", ""):
        shown.page.evaluate("src => document.querySelector('rodtrad-block').setAttribute('src', src)", src)
        expect(shown.block().get_by_role("status")).to_have_text("Inbäddningen är felskriven.")


def test_without_a_network_the_page_s_own_link_stays(embed: Embed) -> None:
    shown = embed(STONE)
    shown.page.route("**/api/v1/**", lambda route: route.abort())
    shown.page.evaluate("document.querySelector('rodtrad-block').setAttribute('block', 'vardforlopp/epilepsi')")
    block = shown.block()
    expect(block.get_by_role("status")).to_have_text("Texten kan inte visas just nu.")
    expect(block.get_by_role("link", name="Läs hos Rödtråd")).to_be_visible()
    shown.page.unroute("**/api/v1/**")
    shown.page.evaluate("document.querySelector('rodtrad-block').setAttribute('level', '2')")
    expect(block.get_by_role("heading", level=2)).to_have_text("Epilepsi")  # what failed is asked again
    shown.watch.faults.clear()


def test_a_pinned_version_says_when_it_cannot_see_whether_it_holds(embed: Embed) -> None:
    shown = embed("vardforlopp/epilepsi")
    shown.page.route(f"**/{STONE}.json", lambda route: route.abort())
    shown.page.evaluate(
        "block => { const e = document.querySelector('rodtrad-block'); e.setAttribute('version', '0.1.0');"
        " e.setAttribute('block', block); }",
        STONE,
    )
    block = shown.block()
    expect(block).to_contain_text("Det gick inte att se om utgåvan fortfarande gäller.")
    expect(block).to_contain_text("över 90 mmHg")
    shown.watch.faults.clear()


def test_while_it_waits_it_says_so_and_the_page_s_own_link_is_there(embed: Embed) -> None:
    shown = embed("vardforlopp/epilepsi")
    held: list[Any] = []
    shown.page.route(f"**/{STONE}.json", lambda route: held.append(route))
    shown.page.evaluate("block => document.querySelector('rodtrad-block').setAttribute('block', block)", STONE)
    block = shown.page.locator("rodtrad-block")
    expect(block).to_have_attribute("aria-busy", "true")
    expect(block.get_by_role("status")).to_have_text("Hämtar texten …")
    expect(block.get_by_role("link", name="Läs hos Rödtråd")).to_be_visible()
    shown.page.evaluate("document.querySelector('rodtrad-block').setAttribute('block', 'vardforlopp/epilepsi')")
    expect(block.get_by_role("heading", level=3)).to_have_text("Epilepsi")
    held[0].continue_()
    shown.page.wait_for_load_state("networkidle")
    expect(block.get_by_role("heading", level=3)).to_have_text("Epilepsi")  # the late answer came too late


@pytest.mark.parametrize("how", [{"script": False}, {"integrity": "sha384-" + "A" * 64}])
def test_without_the_script_the_page_s_own_link_stays(embed: Embed, how: dict[str, Any]) -> None:
    """Without JavaScript, and when the script is not the one that the region has looked at."""
    shown = embed(STONE, **how)
    link = shown.page.get_by_role("link", name="Läs hos Rödtråd")
    expect(link).to_be_visible()
    shown.watch.faults.clear()


def test_a_hostile_feed_runs_nothing_and_asks_nobody(embed: Embed, feed: str) -> None:
    shown = embed("vardforlopp/hostile", "vardforlopp/hostile#b0-1", "vardforlopp/hostile#ring")
    for number in range(3):
        block = shown.block(number)
        expect(block.get_by_role("status")).to_have_count(0)
        offences = block.evaluate(
            """element => [...element.shadowRoot.querySelectorAll("*")].flatMap((one) => [
              /^(script|style|iframe|object|embed|svg|math|img|form|input|link|meta|base|template)$/.test(one.localName)
                ? one.localName : "",
              ...[...one.attributes].filter(({ name, value }) => !(
                ["lang", "role", "part", "class", "tabindex", "aria-label", "id", "rel", "scope", "start", "value"]
                  .includes(name) || (name === "href" && /^(https?|mailto):/.test(value))
              )).map(({ name, value }) => `${one.localName} ${name}=${value}`),
            ]).filter(Boolean)"""
        )
        assert offences == []
    for link in shown.page.locator("rodtrad-block a").all()[:50]:
        link.evaluate("element => element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))")
    assert {url.partition("?")[0] for url in shown.watch.asked if not url.startswith(feed)} == {shown.page.url}
    expect(shown.block(0)).to_contain_text("<img src=x onerror=pwned()>")


def test_the_page_decides_how_it_looks(embed: Embed) -> None:
    """Letters and colours are the page's; its styles reach no further than it is let."""
    shown = embed("vardforlopp/godkand#bedomning")
    restyle(
        shown,
        """body { font: 20px Georgia; color: rgb(1, 2, 3); --rodtrad-link: rgb(4, 5, 6); }
        h3, p { color: red; } rodtrad-block::part(heading) { color: rgb(7, 8, 9); }""",
    )
    block = shown.block()

    def style(selector: str, name: str) -> str:
        found: str = block.evaluate(f"e => getComputedStyle(e.shadowRoot.querySelector('{selector}'))['{name}']")
        return found

    assert style("li", "fontFamily") == "Georgia"
    assert style("li", "color") == "rgb(1, 2, 3)"
    assert style("a", "color") == "rgb(4, 5, 6)"
    assert style("h3", "color") == "rgb(7, 8, 9)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(embed: Embed, scheme: str) -> None:
    shown = embed(
        f"{STONE}#bedomning",
        "vardforlopp/gammal",
        "vardforlopp/finns-inte",
        f"{STONE}#nulagesbeskrivning",
        scheme=scheme,
    )
    for number in range(4):
        shown.block(number)
    ground, ink, link = {"light": ("#fff", "#111", "#003a8c"), "dark": ("#111", "#eee", "#9cf")}[scheme]
    restyle(shown, f"body {{ background: {ground}; color: {ink}; }} a {{ color: {link}; }}")
    found = Axe().run(shown.page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found] == []
    shown.watch.faults.clear()


def test_the_script_is_small() -> None:
    import gzip

    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) < 5000
