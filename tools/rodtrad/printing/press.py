"""WeasyPrint, and all that is known of it: from a document on paper to the bytes of a tagged PDF."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import warnings
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from rodtrad.errors import UsageError
from rodtrad.printing import font, tagging, tree
from rodtrad.printing.edition import Edition
from rodtrad.printing.paper import Paper
from rodtrad.project import PICTURES, bytes_of, is_picture

_MOST = 16 * 1024 * 1024
"""Bytes of a picture that are read."""
_RASTER = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP", re.DOTALL)
"""How pictures begin, whatever they are called."""
_SIZES = {"14": "17", "13": "16", "12": "14.5", "11": "14.5"}
"""Sizes of words in a flow chart: it has room for the widest font there is, and this one is much narrower."""


class PrintError(Exception):
    """The document cannot be printed as it is; the message (Swedish) says why."""


def press() -> Any:
    """The program that sets pages; raises UsageError that says what is missing for it, and how to get it."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(), _surroundings():
            warnings.simplefilter("ignore")
            import weasyprint
    except ModuleNotFoundError as error:
        raise font.missing(error.name) from None
    except OSError as error:
        raise UsageError(
            f"needs the libraries Pango and HarfBuzz ({error}); on Debian: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from None
    logging.getLogger("weasyprint").handlers[:] = [logging.NullHandler()]
    return weasyprint


@contextlib.contextmanager
def _surroundings() -> Iterator[None]:
    """No font of the machine and no clock: the same text gives the same bytes everywhere. Put back afterwards."""
    ours = {"FONTCONFIG_FILE": str(files(__package__).joinpath("fonts.conf")), "SOURCE_DATE_EPOCH": "0"}
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def to_pdf(paper: Paper, root: Path) -> bytes:
    """Set a document in pages, as PDF/UA-1. Pictures are read below `root`; nothing else is read or fetched.

    Raises PrintError for a character that the font does not have, UsageError when something is missing.
    """
    weasyprint = press()
    for face in font.FACES:
        font.face(face)
    with _surroundings(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fonts = weasyprint.text.fonts.FontConfiguration()
        fetcher = _fetcher(weasyprint, root)
        page = weasyprint.HTML(string=paper.html, base_url="", url_fetcher=fetcher)
        make_fit(page.etree_element, paper)
        style = weasyprint.CSS(string=style_of(paper.edition), font_config=fonts, url_fetcher=fetcher, base_url="")
        document = page.render(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        data: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=True, finisher=_finished)
    return data


def _finished(document: Any, pdf: Any) -> None:
    missing = sorted({chr(code) for used in document.fonts.values() for code in used.missing})
    if missing:
        said = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing[:10])
        raise PrintError(f"Typsnittet {font.NAME} saknar tecken som texten har: {said}. Skriv dem på annat sätt.")
    tagging.mend(document, pdf)


def _fetcher(weasyprint: Any, root: Path) -> Any:
    """Reads our two faces and the project's pictures by names of our own, and refuses everything else."""
    answer = weasyprint.urls.URLFetcherResponse

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, _, name = url.partition(":")
            if scheme == "rodtrad-face" and name in font.FACES:
                return answer(url, font.face(name), {"Content-Type": "font/ttf"})
            path = f"content/{PICTURES}/{name}"
            if scheme == "rodtrad-picture" and is_picture(root, path):
                data = bytes_of(root, path, _MOST)
                if len(data) <= _MOST and _RASTER.match(data):  # a drawing could ask for more
                    return answer(url, data)
            raise ValueError(f"{url[:200]} is not fetched")

    return Fetcher()


def _picture(src: str) -> str:
    """Address of a picture on a page (`../../bilder/x/y.png`) → its name for the fetcher."""
    _, found, name = src.partition(f"{PICTURES}/")
    return f"rodtrad-picture:{name}" if found and ".." not in name else "rodtrad-picture:"


def make_fit(page: Element, paper: Paper) -> None:
    """Make a page of the site fit for paper, its flow chart on a sheet of its own."""
    main = page.find("body/main")
    assert main is not None
    tree.tidy(main, tree.Setting(paper.edition.address, _picture, tree.ids(page) | {tree.CHART}))
    tree.arrange_front(main, paper.chart, _SIZES)


def style_of(edition: Edition) -> str:
    """The style sheet, with what stands at the head and foot of every page of this document."""
    sheet = files(__package__).joinpath("paper.css").read_text(encoding="utf-8")
    for name, words in (
        ("rp-title", edition.title),
        ("rp-notice", edition.notice),
        ("rp-line", edition.line),
        ("rp-address", edition.address.partition("://")[2].rstrip("/")),
    ):
        sheet = sheet.replace(f'"{name}"', _css_string(words))
    return sheet


def _css_string(words: str) -> str:
    """Any words as a string in CSS: what could end it, or the rule it stands in, is written by number."""
    safe = "".join(c if c.isalnum() or c in " .,:·–-/" else f"\\{ord(c):x} " for c in words)
    return f'"{safe}"'
