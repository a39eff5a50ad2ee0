"""A page made fit for paper: what can only be pressed is gone, links are whole or words, and the structure is sound."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring, tostring

import pytest

from rodtrad.drawing import Sheet
from rodtrad.printing.font import width
from rodtrad.printing.tree import DECORATION, SVG, Setting, arrange_front, ids, tidy

SITE = "https://vard.example/"


def tidied(html: str, address: str = f"{SITE}vardforlopp/x/") -> Element:
    main = fromstring(f"<main>{html}</main>")
    tidy(main, Setting(address, lambda src: f"picture:{src}", ids(main)))
    return main


def written(html: str, address: str = f"{SITE}vardforlopp/x/") -> str:
    return tostring(tidied(html, address), encoding="unicode")[len("<main>") : -len("</main>")]


def test_what_can_only_be_pressed_is_gone_and_the_words_after_it_stay() -> None:
    html = '<p>Före <a class="rt-anchor" href="#a">#</a>efter</p><nav>Meny</nav> kvar <button>Tryck</button>slut'
    assert written(html) == "<p>Före efter</p> kvar slut"
    assert written("<p hidden='hidden'>Dold</p><script>x()</script><style>p{}</style><!-- c --><p>Syns</p>") == (
        "<p>Syns</p>"
    )
    assert written('<p style="color:red" onclick="x()">Ord</p>') == "<p>Ord</p>"


def test_what_a_reader_chooses_on_the_screen_is_not_on_paper() -> None:
    html = (
        '<div class="rt-views"><fieldset><legend>Visa</legend><label>Alla</label></fieldset><p>Beslut visas.</p></div>'
        '<nav class="rt-forms"><a href="patient/">För patienter</a></nav>'
        '<article><h2 id="a">A</h2><a class="rt-node__show" href="#a">Visa</a><p>Text</p></article>'
    )
    assert written(html) == '<article><h1 id="a">A</h1><p>Text</p></article>'


def test_what_is_folded_is_open() -> None:
    assert written("<details class='rt-details'><summary>Mer</summary><p>Text</p></details>") == (
        '<div class="rt-details rp-open"><p class="rp-summary">Mer</p><p>Text</p></div>'
    )


@pytest.mark.parametrize(
    ("href", "address", "becomes"),
    [
        ("../../indikatorer/y/#z", f"{SITE}vardforlopp/x/", f"{SITE}indikatorer/y/#z"),
        ("../../indikatorer/y/", "", None),
        ("https://1177.se/", "", "https://1177.se/"),
        ("mailto:a@b.se", "", "mailto:a@b.se"),
        ("#finns", "", "#finns"),
        ("#saknas", SITE, None),
        ("javascript:alert(1)", SITE, None),
        ("file:///etc/passwd", SITE, None),
        ("data:text/html,x", SITE, None),
    ],
)
def test_a_link_is_whole_or_no_link(href: str, address: str, becomes: str | None) -> None:
    main = tidied(f'<h2 id="finns">T</h2><p><a href="{href}" target="_blank">Ord</a></p>', address)
    (made,) = [e for e in main.iter() if e.text == "Ord"]
    assert (made.tag, made.get("href")) == ("a" if becomes else "span", becomes)
    assert "target" not in made.attrib


def test_a_link_holds_nothing_but_words() -> None:
    assert written('<a href="https://a.se/">Se <em>den här</em> sidan</a>') == (
        '<a href="https://a.se/">Se den här sidan</a>'
    )
    letter = '<span class="rt-letter">B</span>'
    assert written(f'<a href="https://a.se/" class="rt-to">{letter} <span>Räkna</span></a>') == (
        f'<span class="rt-to">{letter} <a href="https://a.se/">Räkna</a></span>'
    )
    hidden = '<span class="rt-to__name"/><span class="rt-sr">Räkna</span>'
    assert written(f'<a href="https://a.se/" class="rt-to" title="Räkna">{letter} {hidden}</a>') == (
        '<a class="rt-letter" title="Räkna" href="https://a.se/">B</a>'
    )
    assert "href" not in written('<a href="https://a.se/"><img src="x.png" alt="Bild"/></a>')


def test_levels_of_headings_are_not_skipped() -> None:
    tags = [child.tag for child in tidied("<h1>A</h1><h4>B</h4><h5>C</h5><h2>D</h2><h4>E</h4>")]
    assert tags == ["h1", "h2", "h3", "h2", "h3"]


def test_facts_become_a_list_without_what_only_leads_elsewhere() -> None:
    html = "<dl><div><dt>Version</dt><dd>1</dd></div><div><dt>Öppna data</dt><dd>JSON</dd></div></dl>"
    assert written(html) == (
        '<ul class="rp-facts"><li><span class="rp-name">Version</span> <div class="rp-value">1</div> </li></ul>'
    )
    assert written("<dl><dt>A</dt><dd>1</dd><dd>2</dd></dl>").count("<li>") == 1


def test_a_cell_over_several_rows_stands_in_each() -> None:
    table = tidied(
        '<table><tbody><tr><th scope="rowgroup" rowspan="2"><b id="u">U</b></th><td>1</td></tr><tr><td>2</td></tr>'
        '<tr><td colspan="2">3</td></tr></tbody></table>'
    )
    rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    assert rows == [["U", "1"], ["U", "2"], ["3"]]
    assert [cell.get("scope") for cell in table.iter("th")] == ["rowgroup", "row"]
    assert len([e for e in table.iter() if e.get("id") == "u"]) == 1


def test_an_id_stands_once_and_empty_lists_not_at_all() -> None:
    assert written('<p id="a">1</p><p id="a">2</p><ul><script/></ul>') == '<p id="a">1</p><p>2</p>'


def test_a_drawing_is_one_figure_where_nothing_leads_or_is_fetched() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" aria-label="Nivåer">'
        '<style>@import url("http://x/")</style><script>x()</script><image href="file:///etc/passwd"/>'
        '<a href="#x"><rect fill="url(http://x/y)" width="1" onload="x()"/><text>Ord</text></a>'
        '<use xlink:href="http://x/#y"/><foreignObject><p>x</p></foreignObject></svg>'
    )
    (drawing,) = tidied(svg)
    assert drawing[0].tag == f"{SVG}title"
    assert drawing[0].text == "Nivåer"
    said = tostring(drawing, encoding="unicode")
    assert "Ord" in said
    assert not any(word in said for word in ("x()", "url(", "file:", "http://x", "image", "use ", "foreign"))


def test_a_drawing_that_repeats_the_words_beside_it_is_decoration() -> None:
    (drawing,) = tidied('<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" aria-label="X"><rect/></svg>')
    assert drawing[0].text == DECORATION
    assert "aria-hidden" not in drawing.attrib
    assert ".rt-fig-bar" in (drawing[1].text or "")


def test_words_begin_where_they_begin() -> None:
    """Words that are drawn first and moved afterwards lost the left of their first letter: 67 was read as 57."""
    (drawing,) = tidied(
        '<svg xmlns="http://www.w3.org/2000/svg"><text x="9" text-anchor="end">67,0 %</text>'
        '<text x="50%" text-anchor="middle" font-size="20" font-weight="700">Ab</text><text x="1">C</text></svg>'
    )
    end, middle, start = drawing.iter(f"{SVG}text")
    assert "text-anchor" not in end.attrib
    assert float(end.get("dx", "0")) == pytest.approx(-width("67,0 %", 12.5), abs=0.01)
    assert float(middle.get("dx", "0")) == pytest.approx(-width("Ab", 20, 700) / 2, abs=0.01)
    assert (start.get("dx"), start.get("font-size")) == (None, "12.5")


def test_widths_are_those_of_the_font() -> None:
    assert width("", 10) == 0
    assert width("00", 10) == 2 * width("0", 10)
    assert width("m", 10, 700) > width("m", 10) > width("i", 10)
    assert width("\U0001f48a", 10) == 10


def test_the_chart_has_a_page_of_its_own_and_its_chapter_tells_where() -> None:
    main = tidied(
        '<header/><dl class="rt-facts"><dt>A</dt><dd>1</dd></dl><h2>Flöde</h2><div class="flow-scroll"/><p>Ord</p>'
    )
    main.append(fromstring('<div class="rp-front"/>'))
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>T</title><text font-size="14">Ord</text></svg>'
    arrange_front(main, Sheet(svg, 200, 100, 0.5, True, True), {"14": "17"})
    assert [child.get("class") or child.tag for child in main] == [
        "header",
        "rt-facts rp-facts",
        "rp-front",
        "h1",
        "rp-pointer",
        "p",
    ]
    sheet = main[2][0]
    assert sheet.get("class") == "rp-sheet rp-sheet--lying"
    (drawing,) = sheet.iter(f"{SVG}svg")
    assert (drawing.get("width"), drawing.get("height")) == ("200", "100")
    assert [words.get("font-size") for words in drawing.iter(f"{SVG}text")] == ["17"]
