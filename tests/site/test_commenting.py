"""Where a comment goes: the address that is set, with the block and its version filled in."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pytest
from family_pages import ROOT, site_of

from rodtrad.errors import UsageError
from rodtrad.site.commenting import PLACE, checked, comment_address
from rodtrad.site.frame import frame
from rodtrad.site.opening import open_site
from rodtrad.site.page import Page, Site

FILES = {"vardforlopp/a.md": "---\nid: a\ntitel: A\ntyp: vårdförlopp\nomfattning: fulltext\nversion: 1.2.0\n---\n"}
TRACKER = "https://git.example/issues/new?title={block}%20({version})&body={page}"


def site(comments: str, address: str = "") -> Site:
    return replace(site_of(FILES)[0], comments=comments, address=address)


def test_an_address_is_filled_in() -> None:
    found = comment_address(site(TRACKER, "https://site.example/"), "vardforlopp/a/", "in-misstanke")
    assert found == (
        "https://git.example/issues/new?title=vardforlopp%2Fa%23in-misstanke%20(1.2.0)"
        "&body=https%3A%2F%2Fsite.example%2Fvardforlopp%2Fa%2F%23in-misstanke"
    )


def test_a_whole_page_and_a_page_without_version_can_be_commented_on() -> None:
    mail = site("mailto:synpunkter@region.example?subject={block}%20{version}")
    assert comment_address(mail, "vardforlopp/a/") == "mailto:synpunkter@region.example?subject=vardforlopp%2Fa%201.2.0"
    assert comment_address(mail, "koder/", "x&y") == "mailto:synpunkter@region.example?subject=koder%23x%26y%20"


@pytest.mark.parametrize(
    ("below", "version"),
    [("", "1.2.0"), ("1.0.0/", "1.0.0"), ("patient/", "1.2.0"), ("sammanfattning/", "1.2.0")],
)
def test_a_comment_is_on_the_document_and_the_version_that_is_read(below: str, version: str) -> None:
    """Whichever of its pages one reads it on; the page is told as it is."""
    mail = replace(site("mailto:a@b.example?{block}&{version}&{page}"), released={"vardforlopp/a": ["1.0.0", "1.1.0"]})
    path = f"vardforlopp/a/{below}"
    said = f"mailto:a@b.example?vardforlopp%2Fa%23x&{version}&{quote(path, safe='')}%23x"
    assert comment_address(mail, path, "x") == said
    page = Page(path=path, title="A", html="", source="content/vardforlopp/a.md")
    assert f"vardforlopp%2Fa%23{PLACE}&amp;{version}&amp;" in frame(page, mail)


def test_nothing_is_promised_where_no_address_is_set() -> None:
    assert comment_address(site(""), "vardforlopp/a/", "b") is None


def test_an_address_without_places_is_used_as_it_is() -> None:
    assert comment_address(site("mailto:a@b.example"), "vardforlopp/a/", "b") == "mailto:a@b.example"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("javascript:alert(1)", "neither a mailto"),
        ("synpunkter@region.example", "neither a mailto"),
        ("http://synpunkter.example/", "neither a mailto"),
        ("https://a.example/{blok}", "{blok}"),
        ("https://a.example/a b", "neither a mailto"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_when_the_site_opens(address: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        checked(address)
    with pytest.raises(UsageError):
        open_site(ROOT / "tests", site("").library, comments=address)
