"""Every full pathway as a PDF: it conforms to PDF/UA-1, nothing of it is lost, and its bytes are always the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from structure import Taken, squeezed
from verapdf import verdicts

from rodtrad.document import Document
from rodtrad.flow import flow
from rodtrad.model import Kind
from rodtrad.printing.edition import edition, place
from rodtrad.printing.paper import paper
from rodtrad.printing.press import to_pdf
from rodtrad.project import open_project
from rodtrad.rules import is_full_text
from rodtrad.site.addresses import Links
from rodtrad.site.charting import chart, drawing
from rodtrad.site.opening import open_site
from rodtrad.site.page import Site

ROOT = Path(__file__).parents[2]
OTHERS = ("konsekvensbeskrivningar/depression-vuxna", "indikatorer/exempel-hoftledsartros-uppfoljning-3-man")


@pytest.fixture(scope="module")
def read() -> tuple[Site, dict[str, Document]]:
    """The real content."""
    project, where = open_project(ROOT), place(ROOT)
    site = open_site(ROOT, project.library, where.address, where.environment)
    return site, {document.face.key: document for document in project.documents}


@pytest.fixture(scope="module")
def pathways(read: tuple[Site, dict[str, Document]]) -> list[str]:
    """Keys of the pathways whose text is here."""
    return [key for key, d in read[1].items() if d.kind is Kind.PATHWAY and is_full_text(d.face)]


@pytest.fixture(scope="module")
def printed(read: tuple[Site, dict[str, Document]], pathways: list[str]) -> dict[str, Taken]:
    """They and some others, printed."""
    site, documents = read
    found = {}
    for key in (*pathways, *OTHERS):
        document = documents[key]
        made = paper(document, site, edition(document.face, site), "Rödtråd")
        found[key] = Taken(to_pdf(made, ROOT))
    return found


def test_they_conform_to_pdf_ua(printed: dict[str, Taken], tmp_path: Path) -> None:
    paths = []
    for number, taken in enumerate(printed.values()):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(taken.data)
    blank = tmp_path / "blank.pdf"
    with PdfWriter() as writer:  # the judge must be able to say no
        writer.add_blank_page(200, 200)
        writer.write(blank)
    *said, no = verdicts([*paths, blank])
    assert [one["failed"] for one in said] == [{}] * len(paths)
    assert all(one["compliant"] and one["rules"] > 100 and one["assertions"] > 1000 for one in said)
    assert not no["compliant"]


def test_every_word_of_a_flow_chart_is_on_one_page_and_in_the_sites_drawing(
    read: tuple[Site, dict[str, Document]], pathways: list[str], printed: dict[str, Taken]
) -> None:
    site, documents = read
    assert len(pathways) >= 4
    for key in pathways:
        face = documents[key].face
        made = chart(flow(face), site.library)
        labels = {*(n.title for n in made.nodes), *(n.letter for n in made.nodes)}
        labels |= {word for e in made.edges for word in (e.label, e.time)}
        on_site = re.sub(r"<[^>]*>", "", drawing(face, Links(site, f"{key}/"), site.library).partition("</svg>")[0])
        assert len(labels) > 30
        assert [w for w in labels if squeezed(w) not in squeezed(on_site.replace("&amp;", "&"))] == []
        sheet = printed[key].texts[1]
        assert [w for w in labels if squeezed(w) not in squeezed(sheet)] == [], key
        assert "Flödesschema" in sheet


def test_a_flow_chart_is_legible(read: tuple[Site, dict[str, Document]], pathways: list[str]) -> None:
    """The least words are as large as those of a footnote; what is in the boxes is larger."""
    site, documents = read
    for key in pathways:
        sheet = paper(documents[key], site, edition(documents[key].face, site), "Rödtråd").chart
        assert sheet
        assert 17 * 0.75 * sheet.scale > 5.7, key
        assert 14.5 * 0.75 * sheet.scale > 4.9, key


def test_the_document_says_what_it_is(printed: dict[str, Taken]) -> None:
    for key, taken in printed.items():
        root = taken.root
        assert root["/Lang"] == "sv-SE" or root["/Lang"] == "sv"
        assert root["/MarkInfo"]["/Marked"].value is True
        assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
        title = taken.reader.metadata.title if taken.reader.metadata else ""
        assert title
        xmp = root["/Metadata"].get_object().get_data().decode()
        assert 'pdfuaid:part="1"' in xmp
        assert title in xmp
        assert b"/ID" in taken.data, key


def test_the_structure_is_whole(printed: dict[str, Taken]) -> None:
    for key, taken in printed.items():
        assert all(figure.said.get("/Alt") for figure in taken.of("/Figure")), key
        scopes = {cell.said["/A"]["/Scope"] for cell in taken.of("/TH")}
        assert scopes <= {"/Column", "/Row"}
        levels = [int(e.kind[2]) for e in taken.elements if re.fullmatch("/H[1-6]", e.kind)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), key
        parts = {e.kind for e in taken.elements if e.path and e.path[-1] == "/LI"}
        assert parts <= {"/Lbl", "/LBody"}


def test_a_pathway_has_its_figure_its_tables_and_an_outline(pathways: list[str], printed: dict[str, Taken]) -> None:
    for key in pathways:
        taken = printed[key]
        (alt,) = [figure.said["/Alt"] for figure in taken.of("/Figure")]
        assert alt.startswith("Flödesschema: ")
        assert {"/Column", "/Row"} == {cell.said["/A"]["/Scope"] for cell in taken.of("/TH")}
        titles = [title for depth, title in taken.bookmarks() if depth == 1]
        assert titles[0] == "Flödesschema"
        assert {"Vårdförloppets åtgärder", "Kvalitetsuppföljning", "Om det här dokumentet"} <= {*titles}
        assert any(title.startswith("A ") for depth, title in taken.bookmarks() if depth == 3)


def test_every_page_has_its_notice_version_licence_and_number(
    read: tuple[Site, dict[str, Document]], pathways: list[str], printed: dict[str, Taken]
) -> None:
    site, documents = read
    for key in pathways:
        taken = printed[key]
        count = len(taken.texts)
        line = edition(documents[key].face, site).line
        assert "CC0-1.0" in line
        for number, words in enumerate(taken.texts, 1):
            assert "Ogranskat exempel. Får inte användas kliniskt." in words, (key, number)
            assert f"Sida {number} av {count}" in words
            assert line in words
        last = taken.texts[-1]
        assert "Om det här dokumentet" in last
        assert "vägledande" in last


def test_a_page_is_a4_and_not_nearly_empty(printed: dict[str, Taken]) -> None:
    for key, taken in printed.items():
        for page, words in zip(taken.reader.pages, taken.texts, strict=True):
            assert sorted(round(float(side)) for side in page.mediabox[2:]) == [595, 842]
            assert len(words) > 300, (key, words)


def test_no_page_ends_with_a_heading(printed: dict[str, Taken]) -> None:
    """In the structure what follows a heading begins on the same page as that ends on."""
    for key, taken in printed.items():
        shown = [e for e in taken.elements if "/Pg" in e.said and e.path[-1:] != ("/Table",)]
        for heading, after in pairwise(shown):
            if re.fullmatch("/H[1-6]", heading.kind):
                assert heading.said.raw_get("/Pg") == after.said.raw_get("/Pg"), (key, heading)


def test_links_lead_somewhere_and_say_where(pathways: list[str], printed: dict[str, Taken]) -> None:
    for key in pathways:
        taken = printed[key]
        named = taken.reader.named_destinations
        inside = [link for link in taken.links if "/Dest" in link]
        outside = [str(link["/A"]["/URI"]) for link in taken.links if "/A" in link]
        assert len(inside) > 50
        assert {str(link["/Dest"]) for link in inside} <= {*named}
        assert all(re.match("https?://|mailto:", uri) for uri in outside), key  # the project has no address of its own
        assert all(link.get("/Contents") for link in taken.links)
        assert "https://" not in {str(link["/Contents"])[:8] for link in inside}


def test_only_our_font_is_used_and_it_is_embedded(printed: dict[str, Taken]) -> None:
    for taken in printed.values():
        names = set()
        for number in taken.reader.xref_objStm | dict.fromkeys(taken.reader.xref.get(0, {})):
            made: Any = taken.reader.get_object(number)
            if isinstance(made, dict) and made.get("/Type") == "/FontDescriptor":
                names.add(str(made["/FontFamily"] if "/FontFamily" in made else made["/FontName"]))
                assert "/FontFile2" in made or "/FontFile3" in made
        assert names
        assert all("Rp" in name for name in names)


@pytest.fixture
def elsewhere() -> dict[str, str]:
    """Another machine, as far as a program can see."""
    return {
        **os.environ,
        "TZ": "Pacific/Auckland",
        "PYTHONHASHSEED": "4711",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1700000000",
        "HOME": "/nonexistent",
    }


def test_the_bytes_are_the_same_in_another_process(
    printed: dict[str, Taken], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "x.pdf"
    command = [sys.executable, "-m", "rodtrad", "pdf", "sepsis", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, env=elsewhere, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == printed["vardforlopp/sepsis"].data
    assert os.environ.get("FONTCONFIG_FILE") is None
