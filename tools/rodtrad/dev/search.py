"""`rodtrad dev search`: asks the built site what people ask, in a browser, and holds the answers to the bar."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rodtrad import strictyaml
from rodtrad.dev.browsing import browsing
from rodtrad.dev.nginx import serving
from rodtrad.errors import UsageError
from rodtrad.site.searching import FOLDER
from rodtrad.site.searching.lexicon import SYNONYMS, WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUERIES = Path("tests/search_queries.yaml")

BARS: Mapping[str, float] = {"tuned": 0.95, "held-out": 0.90, "later": 0.95}
"""Part of the file → share of its queries that must find a page that they should."""

FIRST = 5
"""How many hits count."""

_KINDS = (
    ("/fragment/", "hits"),
    (".pf_", "index"),
    (f"/{WORDS}", "words"),
    (f"/{SYNONYMS}", "words"),
    (f"/{FOLDER}/", "Pagefind"),
)
"""What stands in an address → what is fetched from there."""

_SHOWN = f"""root => [...document.querySelectorAll(".rt-hits > li")].slice(0, {FIRST}).flatMap((hit) =>
  [...hit.querySelectorAll("a")].map((link) => link.href.slice(root.length)))"""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and the pages of which one should be found; with `#` the block must be offered too."""

    words: str
    pages: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the first hits lead to, in order."""

    query: Query
    shown: Sequence[str]

    @property
    def found(self) -> bool:
        """Whether a page that should be found is. A page is found through its blocks too."""
        pages = {link.partition("#")[0] for link in self.shown}
        return any(page in (self.shown if "#" in page else pages) for page in self.query.pages)


def queries(path: Path) -> dict[str, list[Query]]:
    """The queries of each part of a file."""
    value, troubles = strictyaml.read(path.read_text("utf-8"), 0)
    if value is None or troubles:
        raise UsageError(f"{path}: {troubles[0].message if troubles else 'nothing to read'}")
    return {part.text: [_query(dict(_texts(item))) for item in items.items] for part, items in value.entries}


def _texts(item: strictyaml.Value) -> Iterator[tuple[str, strictyaml.Value]]:
    return ((name.text, value) for name, value in item.entries)


def _query(keys: Mapping[str, strictyaml.Value]) -> Query:
    return Query(keys["query"].text, [page.text for page in keys["pages"].items])


def ask(page: Page, address: str, asked: Iterable[Query], *, stay: bool = False) -> list[Answer]:
    """Ask each on the search page of the site at `address`, which ends in "/"; `stay` where it is open already."""
    if not stay:
        page.goto(f"{address}sok/")
    page.locator("[data-rt-ready]").wait_for(state="attached")
    answers = []
    for query in asked:
        page.get_by_role("searchbox", name="Sök", exact=True).fill(query.words)
        page.keyboard.press("Enter")
        page.locator(f"[data-rt-ready={json.dumps(query.words, ensure_ascii=False)}]").wait_for(state="attached")
        answers.append(Answer(query, page.evaluate(_SHOWN, address)))
    return answers


def recall(answers: Sequence[Answer]) -> float:
    """The share of the queries that found what they should."""
    return sum(answer.found for answer in answers) / len(answers) if answers else 1.0


def main(argv: Sequence[str]) -> int:
    """Ask everything; exit 1 where a part of the file is under its bar."""
    parser = argparse.ArgumentParser(prog="rodtrad dev search", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", help="folder of a built site (default: builds this project's)")
    parser.add_argument("--queries", type=Path, default=QUERIES, help=f"file of queries (default {QUERIES})")
    parser.add_argument("--reveal", action="store_true", help="also show what the held-out queries missed")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="rodtrad-search-") as name:
        site = args.site or _built(Path(name, "site"))
        with serving(site.resolve(), Path(name, "nginx")) as address:
            return _report(address, site, queries(args.queries), reveal=args.reveal)


def _built(out: Path) -> Path:
    from rodtrad.site.building import build

    return build(Path.cwd(), out)


def _costs(browser: Browser, address: str, site: Path) -> str:
    """What the first query of a new reader fetches, and how long until a hit is shown; then the next query."""
    page = browser.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(f"{address}sok/?q=sepsis")
    page.locator(".rt-hits > li").first.wait_for()
    first = page.evaluate("performance.now()")
    page.wait_for_load_state("networkidle")
    sizes: dict[str, int] = {}
    for path in fetched:
        kind = next((kind for mark, kind in _KINDS if mark in path), "page and theme")
        sizes[kind] = sizes.get(kind, 0) + _size(site / path.strip("/"))
    begun = page.evaluate("performance.now()")
    ask(page, address, [Query("antibiotika sepsis", [])], stay=True)
    then = page.evaluate("performance.now()") - begun
    page.close()
    said = ", ".join(f"{kind} {size / 1024:.0f} kB" for kind, size in sizes.items())
    index = sum(path.stat().st_size for path in (site / FOLDER).rglob("*") if path.is_file())
    return (
        f"index on disk {index / 1024:.0f} kB; first query fetches, compressed: {said};"
        f" first hit after {first:.0f} ms, the next query answered after {then:.0f} ms"
    )


def _size(path: Path) -> int:
    """Bytes of a file as it is sent; what Pagefind has made is compressed already."""
    path = path / "index.html" if path.is_dir() else path
    data = path.read_bytes()
    return len(data) if path.suffix.startswith((".pf_", ".pagefind", ".woff")) else len(gzip.compress(data, 9))


def _report(address: str, site: Path, parts: Mapping[str, Sequence[Query]], *, reveal: bool) -> int:
    under = False
    with browsing() as browser:
        print(_costs(browser, address, site))
        page = browser.new_page()
        for part, asked in parts.items():
            answers = ask(page, address, asked)
            if reveal or part != "held-out":
                for answer in answers:
                    if not answer.found:
                        print(f"{part}: {answer.query.words}\n  wants {' or '.join(answer.query.pages)}")
                        print("".join(f"  shows {link}\n" for link in answer.shown), end="")
            share, bar = recall(answers), BARS.get(part, 0.0)
            print(f"{part}: recall@{FIRST} {share:.3f} of {len(answers)} (bar {bar})", file=sys.stdout)
            under = under or share < bar
    return int(under)
