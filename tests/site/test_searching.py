"""The search index: what is read of a page, and that our index says what Pagefind's own would."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest
from family_pages import real_pages
from pagefind_bin import get_executable  # type: ignore[import-untyped]

from rodtrad.dev.search import queries
from rodtrad.site.page import Page
from rodtrad.site.pages._entries import pointed
from rodtrad.site.parts import EXAMPLE, badge
from rodtrad.site.searching import FOLDER, bundle, index
from rodtrad.site.searching.collecting import Collector, _id
from rodtrad.site.searching.packing import head, number, opened, sealed, text
from rodtrad.site.searching.reading import CHOICES, PLAIN, Said, read
from rodtrad.site.searching.vocabulary import names

QUERIES = Path(__file__).parents[1] / "search_queries.yaml"

PAGE = Page(
    path="vardforlopp/x/",
    title="A & B",
    html="<p>text</p>",
    kicker="Vårdförlopp",
    filters={"Typ": ["Vårdförlopp"]},
)


def said(html: str, **more: Any) -> Said:
    return read(replace(PAGE, html=html, **more))


def spoken(found: Said) -> str:
    """The words below the title."""
    return " ".join(found.words[4:])


def test_the_words_of_a_page_are_its_kind_its_title_and_its_text() -> None:
    found = said("<p>Hjärtsvikt</p>", lead="Kort sagt")
    assert " ".join(found.words) == "Vårdförlopp. A & B. Kort sagt. Hjärtsvikt."
    assert found.meta == {"title": "A & B", "typ": "Vårdförlopp"}
    assert found.runs == [(0, 24), (1, 168), (4, 24), (6, 24)]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>En <strong>F32</strong>.1-kod &amp; mer</p><p>Två?</p>", "En F32.1-kod & mer. Två?"),
        ("<dl><div><dt>Enhet</dt><dd>Procent (%)</dd></div></dl>", "Enhet: Procent (%)."),
        ("<table><thead><tr><th>A</th><th>B</th></tr></thead></table>", "A. B."),
        ("<p>a<sup data-pagefind-ignore><a>1</a></sup>.</p>", "a."),
        ("<svg><text>ritad</text></svg><nav><ul><li>väg</li></ul></nav><form>ord</form><p>b</p>", "b."),
        ("<div data-pagefind-ignore><div>gömd</div></div><div class='x'>c</div>", "c."),
        ('<p title="gömd">d</p>', "d."),
        ("<dl><div><dt>Licens</dt><dd>CC0</dd></div><div><dt>Enhet</dt><dd>%</dd></div></dl>", "Enhet: %."),
        ("<li>Utesluten. <a>Läs</a> </li><li>→ <a>C</a> </li>", "Utesluten. Läs. → C."),
        (
            '<p>Gå <span class="rt-letter">F</span></p><h4><span class="rt-letter">F</span> Prover</h4>',
            "Gå F. F. Prover.",
        ),
    ],
)
def test_what_a_reader_sees_is_read(html: str, words: str) -> None:
    assert spoken(said(html)) == words


def test_headings_weigh_more_and_can_be_led_to() -> None:
    found = said('<p>a</p><h2 id="b">Behandling <a class="rt-anchor" href="#b"></a></h2><p>c</p><h4>d</h4>')
    assert spoken(found) == "a. Behandling. c. d."
    assert found.anchors == [
        {"element": "h2", "id": "b", "text": "Behandling", "location": 5},
        {"element": "h4", "id": "", "text": "d", "location": 7},
    ]
    assert (5, 144) in found.runs


def test_a_row_that_can_be_linked_to_is_a_heading() -> None:
    name = pointed("riksstroke", "Riksstroke", "Riksstroke")
    found = said(f'<table><tr><th scope="row">{name}</th><td>Stroke</td></tr></table>')
    assert found.anchors == [{"element": "h4", "id": "riksstroke", "text": "Riksstroke", "location": 4}]
    assert spoken(found) == "Riksstroke. Stroke."
    named = name.replace("</span>", f" {badge('Exempel')}</span>")
    found = said(f'<table><tr><th scope="row">{named}</th><td>Stroke</td></tr></table>')
    assert [anchor["text"] for anchor in found.anchors] == ["Riksstroke"]


def test_what_a_page_can_be_chosen_by() -> None:
    assert said("").filters == {"typ": ["Vårdförlopp"]}
    kinds = {"Typ": ["Indikator"], "Programområde": ["A", "B"], "Läge": [""], "Region": ["C"]}
    assert said("", filters=kinds).filters == {"typ": ["Indikator"], "omrade": ["A", "B"]}
    assert said("", banners=(EXAMPLE,)).filters == {"typ": ["Vårdförlopp"], "lage": ["Exempel"]}


@pytest.mark.parametrize("value", [0, 23, 24, 255, 256, 65535, 65536, -1, -25, -300])
def test_numbers_are_packed_and_opened(value: int) -> None:
    assert opened(sealed(head(4, 2) + number(value) + text("å" * 30))) == [value, "å" * 30]


def test_our_index_says_what_pagefinds_own_would(tmp_path: Path) -> None:
    chosen = [page for path, page in sorted(real_pages().items()) if page.searchable][::3]
    pages = [read(page) for page in chosen]
    ours, theirs = tmp_path / FOLDER, tmp_path / "theirs"
    bundle.clear(tmp_path)
    collectors = [Collector(ours), Collector(ours)]
    for place, page in enumerate(pages):
        collectors[place % 2].take([page])
    index.write([collectors[0].share(ours), collectors[1].share()], ours)
    for page in pages:
        path = tmp_path / "site" / page.url.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(page), "utf-8")
    options = ["--site", str(tmp_path / "site"), "--output-path", str(theirs), "--force-language", "sv", "--quiet"]
    subprocess.run([str(get_executable()), *options], check=True, stdout=subprocess.DEVNULL)
    assert {path.name for path in ours.iterdir() if path.is_file()} <= {
        *(path.name for path in theirs.iterdir()),
        *(path.name for path in ours.glob("*.pf_meta")),
    }
    mine, known = Opened(ours), Opened(theirs)
    assert mine.pages == known.pages
    assert mine.words.keys() == known.words.keys()
    for word, places in known.words.items():
        assert mine.words[word] == places, word
    assert mine.meta[0::5] == known.meta[0::5]
    for chunk in mine.meta[2]:
        assert chunk[0] <= chunk[1]


def written(page: Said) -> str:
    """A page that says the same, for Pagefind to read."""
    anchors = {anchor["location"]: anchor for anchor in page.anchors}
    ends = [first for first, _ in page.runs[1:]] + [len(page.words)]
    parts = []
    for (first, weight), end in zip(page.runs, ends, strict=True):
        words = escape(" ".join(page.words[first:end]))
        anchor = anchors.get(first)
        if anchor and weight > PLAIN:
            tag, id, said = (escape(str(anchor[key])) for key in ("element", "id", "text"))
            parts.append(f'<{tag} id="{id}">{said}</{tag}>')
        else:
            parts.append(f'<span data-pagefind-weight="{weight / PLAIN + 0.01}">{words}</span>')
    marks = "".join(
        f'<span data-pagefind-meta="{escape(f"{name}:{value}")}"></span>' for name, value in page.meta.items()
    )
    marks += "".join(
        f'<span data-pagefind-filter="{name}:{v}"></span>' for name, vs in page.filters.items() for v in vs
    )
    return f'<!doctype html><html lang="sv"><body><main>{marks}{" ".join(parts)}</main></body></html>'


class Opened:
    """An index, opened."""

    def __init__(self, home: Path) -> None:
        self.meta = opened(next(home.glob("pagefind.*.pf_meta")).read_bytes())
        urls = []
        self.pages = {}
        for hash, length in self.meta[1]:
            shown = opened_fragment(home / "fragment" / f"{hash}.pf_fragment")
            urls.append(shown["url"])
            self.pages[shown["url"]] = {**shown, "length": length}
        self.words = {
            (word, form): {urls[page]: said for page, said in _pages(found)}
            for _, _, hash in self.meta[2]
            for word, plain, forms in opened((home / "index" / f"{hash}.pf_index").read_bytes())[0]
            for form, found in (("", plain), *forms)
            if found
        }


def opened_fragment(path: Path) -> Any:
    import gzip

    return json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))


def _pages(found: list[tuple[int, list[int], list[int]]]) -> Iterator[tuple[int, tuple[object, ...]]]:
    page = 0
    for step, places, fields in found:
        page += step
        yield page, (tuple(places), tuple(fields))


def test_the_name_of_a_page_says_what_it_can_be_chosen_by(tmp_path: Path) -> None:
    bundle.clear(tmp_path)
    collector = Collector(tmp_path / FOLDER)
    collector.take([said("", filters={"Typ": ["Indikator"], "Programområde": ["Psykisk hälsa", "Levnadsvanor"]}), None])
    collector.take([read(Page(path="om/", title="Om", html=""))])
    ids = [sheet.id.partition(".")[2] for sheet in collector.share().sheets]
    assert ids == ["indikator.psykisk-halsa_levnadsvanor.", ".."]
    names = {path.name for path in (tmp_path / FOLDER / "fragment").iterdir()}
    assert {name.partition(".")[2] for name in names} == {f"{id}.pf_fragment" for id in ids}


def test_a_word_that_cannot_be_seen_takes_no_other_words_name() -> None:
    words = ["Hjärta", "\u200b", "lunga", "njure\u200b"]
    stems = [{name.stem for name, _ in one} for one in names(words)]
    alone = [{name.stem for name, _ in one} for one in names(["Hjärta", "lunga", "njure"])]
    assert [stems[0], stems[2], stems[3]] == alone


def test_every_page_and_block_that_should_be_found_is_there() -> None:
    for part in queries(QUERIES).values():
        for query in part:
            for link in query.pages:
                path, _, block = link.partition("#")
                assert path in real_pages(), query
                assert not block or re.search(rf'id="{re.escape(block)}"', real_pages()[path].html), query


def test_the_name_of_a_page_fits_a_file() -> None:
    said = Said("x/", {}, filters={key: ["Å" * 300, "ö" * 300] for key in CHOICES.values()})
    assert len(f"{_id(bytes(1), said)}.pf_fragment") < 255
