"""The search: what the index reads of each page, and the index itself, made by Pagefind."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from rodtrad.chapters import slug
from rodtrad.site.page import Page, Site
from rodtrad.site.parts import attribute, text

FOLDER = "pagefind"

UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Parts of the bundle that our own search page does without."""

_DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)


def searched(page: Page, site: Site) -> str:
    """What the index reads: the page's own words, without the shell around them, which is half of its work.

    Words that no reader sees stand last: parts of compounds, and one for the kind of page (see `rodtrad.js`).
    """
    kinds = page.filters.get("Typ", ())
    marks = "".join(f'<span data-pagefind-meta="typ:{attribute(kind)}"></span>' for kind in kinds)
    if "Regel" in kinds:  # the only filter, with one value: the index writes several in an order that changes
        marks += '<span data-pagefind-filter="Regel:ja"></span>'
    html = _DRAWING.sub("", page.html)
    words = site.splitter.missing(f"{page.kicker} {page.title} {html}")
    words += [f"rttyp{slug(kind).replace('-', '')}" for kind in kinds]
    return (
        '<!doctype html>\n<html lang="sv"><head><title></title></head><body><main data-pagefind-body>\n'
        f"<p>{text(page.kicker)}</p>\n<h1>{text(page.title)}</h1>\n<p>{text(page.lead)}</p>\n{marks}\n{html}"
        f'<p data-pagefind-weight="0.2">{" ".join(words)}</p>\n</main></body></html>\n'
    )


def index(copies: Path, out: Path) -> None:
    """Index the pages under `copies` into `out`, in Swedish."""
    from pagefind_bin import get_executable  # type: ignore[import-untyped]

    home = out / FOLDER
    shutil.rmtree(home, ignore_errors=True)
    options = ["--site", str(copies), "--output-path", str(home), "--force-language", "sv", "--quiet"]
    subprocess.run([str(get_executable()), *options], check=True, stdout=subprocess.DEVNULL)
    for pattern in UNUSED:
        for path in sorted(home.glob(pattern)):
            path.unlink()


def keep(out: Path) -> dict[str, bytes]:
    """The files of an index, for putting back."""
    home = out / FOLDER
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}


def put_back(kept: dict[str, bytes], out: Path) -> None:
    """Write the files of an index that was made before."""
    for name, data in kept.items():
        path = out / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
