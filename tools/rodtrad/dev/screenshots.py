"""`rodtrad dev screenshots`: pictures of the main pages, both widths, light and dark; and the one that README shows."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rodtrad.dev.audit.looking import EVERY, View
from rodtrad.dev.pictures import with_words, words_of
from rodtrad.errors import CLEAN, FOUND, UsageError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

README = "content/bilder/readme/vardforlopp.png"
ADDRESS, PLACE, WINDOW = "vardforlopp/sepsis/", "flodesschema-for-vardforloppet", View(width=1280, height=800)
"""What README's picture shows: a page, from a heading on, in a window of this size."""

AGAIN = "run `rodtrad dev screenshots --readme` and look at the picture"

_KEY = "rodtrad:shown"
_NEAR = 4
"""Pixels that a text may have moved: another release of Chromium may measure it otherwise."""

Row = Sequence[Any]
"""A text, or a painted box: words, x, y, width, height in pixels, colours."""


def main(argv: list[str]) -> int:
    from rodtrad.dev.audit.serving import served
    from rodtrad.dev.browsing import browsing
    from rodtrad.files import write_atomic
    from rodtrad.project import find_root

    parser = argparse.ArgumentParser(prog="rodtrad dev screenshots", description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"), help="a built site")
    parser.add_argument("--out", type=Path, help="folder for pictures of the main pages")
    parser.add_argument("--readme", action="store_true", help=f"write {README}")
    parser.add_argument("--check", action="store_true", help="tell whether README's picture is current")
    parser.add_argument("--full", action="store_true", help="whole pages, not what a window shows")
    args = parser.parse_args(argv)
    root = find_root(Path.cwd())
    if root is None or not (args.out or args.readme or args.check):
        raise UsageError("run it in a project, with --out DIR, --readme or --check")
    with served(args.site) as (site, address), browsing() as browser:
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            for name, png in pictures(browser, address, main_pages(site), full=args.full):
                (args.out / name).write_bytes(png)
        if args.readme:
            write_atomic(root / README, picture(browser, address))
        stale = changed((root / README).read_bytes(), browser, address) if args.check else ""
    if stale:
        print(f"{README}: {stale}: {AGAIN}")
    return FOUND if stale else CLEAN


def main_pages(site: Path) -> list[str]:
    """The front page, every section with the heaviest page in it, README's, and what a search finds."""
    from rodtrad.dev.audit.samples import heaviest
    from rodtrad.site.families import navigation

    sections = [entry.path for entry in navigation()]
    within = [heaviest(site, section.strip("/")) for section in sections]
    return list(dict.fromkeys(["", *sections, *within, ADDRESS, "sok/?q=sepsis"]))


def pictures(
    browser: Browser, address: str, paths: Iterable[str], *, full: bool = False
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of a picture of each page in each view."""
    for path in paths:
        for view in EVERY:
            with _opened(browser, address + path, view) as page:
                page.wait_for_timeout(300)  # the search answers
                stem = path.partition("?")[0].strip("/").replace("/", "-") or "startsida"
                yield f"{stem}-{view.width}-{view.scheme}.png", _taken(page, full=full)


def picture(browser: Browser, address: str) -> bytes:
    """README's picture, with what it shows kept inside it."""
    with _readme(browser, address) as page:
        return with_words(_taken(page), _KEY, json.dumps(_shown(page), ensure_ascii=False))


def changed(png: bytes, browser: Browser, address: str) -> str:
    """The first thing that the page does not show as the picture does; "" when there is none."""
    before: list[Row] = json.loads(words_of(png, _KEY) or "[]")
    with _readme(browser, address) as page:
        after = _shown(page)
    for old, new in zip(before, after, strict=False):
        if old[0] != new[0]:
            return f"where it says {old[0]!r} the page says {new[0]!r}"
        if old[5] != new[5]:
            return f"{old[0]!r} has other colours"
        if any(abs(a - b) > _NEAR for a, b in zip(old[1:5], new[1:5], strict=True)):
            return f"{old[0]!r} has another place or size"
    return "" if len(before) == len(after) else f"it shows {len(before)} things, and the page {len(after)}"


@contextmanager
def _opened(browser: Browser, url: str, view: View) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": view.width, "height": view.height},
        device_scale_factor=1,
        color_scheme=view.scheme,
        reduced_motion="reduce",
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
    )
    try:
        page = context.new_page()
        page.goto(url)
        page.reload()  # the typeface is used only if it is there at once: now it is
        page.evaluate("document.fonts.ready")
        yield page
    finally:
        context.close()


@contextmanager
def _readme(browser: Browser, address: str) -> Iterator[Page]:
    with _opened(browser, f"{address}{ADDRESS}#{PLACE}", WINDOW) as page:
        page.evaluate("id => document.getElementById(id).scrollIntoView()", PLACE)
        page.wait_for_timeout(200)  # what follows the reader has found the place
        yield page


def _taken(page: Page, *, full: bool = False) -> bytes:
    return page.screenshot(full_page=full, animations="disabled", caret="hide")


def _shown(page: Page) -> list[Row]:
    rows: list[Row] = page.evaluate(files("rodtrad.dev").joinpath("shown.js").read_text("utf-8"))
    return rows
