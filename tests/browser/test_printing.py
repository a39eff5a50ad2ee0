"""Pages on paper, as a browser prints them: the chart on one sheet, nothing folded, nothing to press."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]

PATHWAYS = ("depression-vuxna", "hoftledsartros-primarvard", "sepsis", "stroke-tia-tidiga-insatser")


def squeezed(words: str) -> str:
    """Without what parts words, and with the letters of which a ligature is made."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_a_chart_is_printed_on_one_sheet_with_every_label(visit: Opener, pathway: str) -> None:
    page = visit(f"vardforlopp/{pathway}/", script=pathway != "sepsis")
    lines = page.locator(".flow-scroll svg :is(.flow-title, .flow-label-text, .flow-time-text)").all_text_contents()
    read = PdfReader(io.BytesIO(page.pdf(format="A4")))
    texts = [sheet.extract_text() for sheet in read.pages]
    (sheet,) = [squeezed(words) for words in texts if "pil med bokstav" in words]
    words = {word for line in lines for word in line.split()}
    assert len(words) > 60
    assert [word for word in words if word not in sheet] == []
    assert any("Flödesschemat i ord" in words and "Ingång:" in words for words in texts)
    assert "På den här sidan" not in "".join(texts)
    assert not page.locator(".flow-paper").is_visible()


def test_what_was_folded_is_folded_again(visit: Opener) -> None:
    page = visit("vardforlopp/sepsis/")
    opened = "document.querySelectorAll('details.rt-details[open]').length"
    before = page.evaluate(opened)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(opened) > before
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(opened) == before
