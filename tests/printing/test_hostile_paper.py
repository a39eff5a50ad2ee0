"""Printing fetches nothing, whatever a document holds, and never prints a box where a sign should be."""

from __future__ import annotations

import builtins
import socket
import sys
import urllib.request
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from structure import Taken, squeezed

from rodtrad.document import Document
from rodtrad.errors import UsageError
from rodtrad.library import link
from rodtrad.printing import font, press
from rodtrad.printing.edition import Edition, edition
from rodtrad.printing.paper import Paper, paper
from rodtrad.printing.press import PrintError, style_of, to_pdf
from rodtrad.reader import read
from rodtrad.site.opening import open_site

EDITION = Edition("T", "vardforlopp/x", "1.0.0", "", "utkast", "CC0-1.0", "", "")

PAYLOADS = (
    '<script>fetch("http://evil.example/")</script>',
    '<img src="file:///etc/passwd">',
    '<svg><image href="http://evil.example/x.png"/></svg>',
    '"></style><link rel=stylesheet href=http://evil.example/x.css>',
    "</title><meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "@import url(http://evil.example/x.css);",
    '"; } @page { @top-left { content: url("file:///etc/passwd") } } /*',
)

TEXT = """\
---
id: ond
titel: {title}
typ: vårdförlopp
version: 1.0.0
status: utkast
omfattning: fulltext
licens: CC0-1.0
---

## Omfattning av kunskapsstödet

{payloads}

![Bild](file:///etc/passwd) ![Bild](http://evil.example/x.png) ![Bild](../bilder/../../../etc/passwd)

![Prov](../bilder/ond/rod.png) ![Ritning](../bilder/ond/svg.png) ![Ritning](../bilder/ond/ritning.svg)

[a](javascript:alert(1)) [b](file:///etc/passwd) [c](http://evil.example/)

## Ingång och utgång

### Ingång i vårdförloppet

- {first}. → [A](#a) {{#in-x}}

### Utgång ur vårdförloppet

- Slut. {{#ut-x}}

## Flödesschema för vårdförloppet

## Vårdförloppets åtgärder

### Grupp

#### A. {second} {{#a}}

##### Vägar vidare

- **{first}.** → [Utgång](#ut-x)
"""


@pytest.fixture(autouse=True)
def sealed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Whoever asks for a connection, or opens a file for somebody, is noted."""
    asked: list[str] = []

    def refuse(*args: Any, **kwargs: Any) -> Any:
        asked.append(repr(args[1:2]))
        raise OSError("sealed")

    opened = builtins.open

    def watch(file: Any, *args: Any, **kwargs: Any) -> Any:
        if "passwd" in str(file):
            asked.append(str(file))
        return opened(file, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(urllib.request.OpenerDirector, "open", refuse)
    monkeypatch.setattr(builtins, "open", watch)
    yield asked
    assert asked == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with pictures, honest and others."""
    home = tmp_path / "content" / "bilder" / "ond"
    home.mkdir(parents=True)
    Image.new("RGB", (40, 20), "red").save(home / "rod.png")
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd" width="9" height="9"/></svg>'
    (home / "svg.png").write_text(svg, "utf-8")
    (home / "ritning.svg").write_text(svg, "utf-8")
    return tmp_path


def document_of(text: str) -> Document:
    reading = read("content/vardforlopp/ond.md", text.encode())
    assert reading.document, reading.findings
    return reading.document


def printed(document: Document, root: Path, address: str = "") -> Taken:
    site = open_site(root, link([document.face]), address)
    return Taken(to_pdf(paper(document, site, edition(document.face, site), "Rödtråd"), root))


def test_a_hostile_document_is_only_words(project: Path) -> None:
    text = TEXT.format(
        title='"Ond </style> } \\\\ url(http://evil.example/) */"',
        payloads="\n\n".join(PAYLOADS),
        first=PAYLOADS[2],
        second=PAYLOADS[0],
    )
    taken = printed(document_of(text), project)
    words = squeezed("".join(taken.texts))
    for payload in PAYLOADS:
        assert squeezed(payload) in words
    assert all("Ond </style>" in page for page in taken.texts)
    assert "/EmbeddedFiles" not in str(taken.root.get("/Names"))
    assert "root:" not in words
    assert {str(a["/A"]["/URI"]) for a in taken.links if "/A" in a} == {"http://evil.example/"}  # an authored link
    assert len({picture.name for page in taken.reader.pages for picture in page.images}) == 1
    assert all(figure.said["/Alt"] for figure in taken.of("/Figure"))


def test_even_what_no_document_can_hold_is_not_fetched(project: Path) -> None:
    """Should a page ever let something through: the one that fetches has only our fonts and the project's pictures."""
    html = (
        '<!DOCTYPE html><html lang="sv"><head><title>T</title><link rel="stylesheet" href="http://evil.example/x.css">'
        '<link rel="attachment" href="file:///etc/passwd"><base href="file:///etc/">'
        '<style>@import url("file:///etc/passwd"); @font-face { font-family: X; src: url("http://evil.example/x.ttf") }'
        'p { background: url("file:///etc/passwd"); font-family: X }</style></head>'
        '<body background="file:///etc/passwd"><main><header><h1>T</h1></header><p style="background:url(http://x/)">Ord</p>'
        '<img src="file:///etc/passwd" alt="Bild"><img src="rodtrad-picture:../../../etc/passwd" alt="Bild">'
        '<object data="http://evil.example/"></object><embed src="http://evil.example/x.svg">'
        '<iframe src="http://evil.example/"></iframe><div class="rp-front"></div></main></body></html>'
    )
    taken = Taken(to_pdf(Paper(html, EDITION, None), project))
    assert "Ord" in taken.texts[0]
    assert "/EmbeddedFiles" not in str(taken.root.get("/Names"))


def test_a_title_cannot_leave_its_string_in_the_style_sheet() -> None:
    said = style_of(replace(EDITION, title='" } @import url(x); \\ \n { "', notice="Nej"))
    assert '"\\22  \\7d  \\40 import url\\28 x\\29 \\3b  \\5c  \\a  \\7b  \\22 "' in said
    assert "@import" not in said


def test_a_sign_that_the_font_lacks_is_named(project: Path) -> None:
    text = TEXT.format(title="Prov", payloads="Ta 2 💊 och 薬.", first="Start", second="Gör")
    with pytest.raises(PrintError, match=r"薬 \(U\+85AC\), 💊 \(U\+1F48A\)"):
        printed(document_of(text), project)


def test_an_address_makes_links_to_the_site_whole(project: Path) -> None:
    text = TEXT.format(title="Prov", payloads="Ord.", first="Start", second="Gör").replace(
        "[c](", "[c](<http://x.se/>) [d]("
    )
    taken = printed(document_of(text), project, "https://vard.example/")
    outside = {str(a["/A"]["/URI"]) for a in taken.links if "/A" in a}
    assert "https://vard.example/vardforlopp/ond/" in outside
    assert "vard.example/vardforlopp/ond" in taken.texts[0]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ModuleNotFoundError("x", name="weasyprint"), r"pip install 'rodtrad\[pdf\]' \(weasyprint is missing\)"),
        (OSError("cannot load library 'libpango'"), "libpango-1.0-0"),
    ],
)
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, error: Exception, says: str) -> None:
    imported = builtins.__import__

    def missing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "weasyprint":
            raise error
        return imported(name, *args, **kwargs)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UsageError, match=says):
        press.press()


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fontpkg_source_sans_3", None)
    font.face.cache_clear()
    with pytest.raises(UsageError, match="fontpkg-source-sans-3"):
        font.face("upright")


def test_the_style_sheet_is_understood_whole(caplog: pytest.LogCaptureFixture, project: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        printed(document_of(TEXT.format(title="Prov", payloads="Ord.", first="Start", second="Gör")), project)
    told = [record.message for record in caplog.records if record.name.startswith("weasyprint")]
    assert [line for line in told if "image" not in line.casefold()] == []
